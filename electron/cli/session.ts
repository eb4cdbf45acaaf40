import { Refusal, type RefusalRecord } from '#shared/contract/refusal.ts';
import type { StageView } from '#shared/contract/requests.ts';
import type { Project } from '#shared/domain/project.ts';
import type { Core } from '../core/core.ts';
import { openCore } from '../core/open-core.ts';
import { type Hosts, startedAhead } from '../hosts/hosts.ts';
import { nodeHosts } from '../hosts/node/node-hosts.ts';
import { onEndSignal } from '../start/end-signals.ts';
import { asLeft } from '../store/as-left.ts';
import { defaultHome } from '../store/home.ts';
import { wayBack } from '../store/home-state.ts';
import { isHeld } from '../store/lock.ts';
import { openReadOnlyStore } from '../store/open-store.ts';
import type { ReadOnlyStore } from '../store/store.ts';
import { type CommonOptions, dataChoiceOf } from './options.ts';
import { Progress } from './progress.ts';
import { withNetwork } from './project-network.ts';
import { ReadingProgress } from './reading-progress.ts';
import { say, tell } from './say.ts';
import type { TrainOptions } from './stage-options.ts';
import { VERSION } from './version.ts';

/** The exit code of a command that could not read everything. */
const DAMAGED = 1;

/** Opens the core on the chosen home for the length of one task. @throws Refusal also where the home is lost by its end */
export async function withCore<T>(options: CommonOptions, task: (core: Core) => Promise<T>): Promise<T> {
  return onHosts(nodeHosts(), options, task);
}

/** The same for a task that reads data and trains on it: a reader and a trainer start while the home is opened. */
export async function withTrainer<T>(options: CommonOptions, task: (core: Core) => Promise<T>): Promise<T> {
  const hosts = startedAhead(nodeHosts());
  return onHosts(hosts, options, core => untilFollowed(core, () => task(core))).finally(() => hosts.close());
}

/** Takes back what `untilFollowed` listens to; null: nothing. */
let takeOver: (() => void) | null = null;

/** From here on somebody else listens, who began to before this: a moment without anybody would end the program without a word. */
export const nowFollowed = (): void => takeOver?.();

/** What ends the program before a stage is followed: a stage that has just been asked for leaves nothing to go on with, which is said. */
export async function untilFollowed<T>(
  core: Core,
  task: () => Promise<T>,
  words: 'cli.stoppedBefore' | 'cli.stopping' = 'cli.stoppedBefore',
): Promise<T> {
  takeOver = onEndSignal(code => {
    tell(`\n${say(words)}`);
    void core.close().finally(() => process.exit(code));
  });
  return task().finally(() => takeOver?.());
}

async function onHosts<T>(hosts: Hosts, options: CommonOptions, task: (core: Core) => Promise<T>): Promise<T> {
  const home = options.home ?? defaultHome();
  const core = await openCore({ home, hosts, version: VERSION, measure: false });
  const lost: RefusalRecord[] = [];
  core.onEvent(event => event.type === 'home' && lost.push(event.problem));
  const done = await task(core).finally(() => core.close());
  // It may be found lost only when the task is done, where what was done is kept elsewhere then.
  for (const { key, values } of lost) throw new Refusal(key, values);
  return done;
}

/**
 * Opens what the chosen home keeps for reading alone, also while another Descent holds the home; where none does, what was cut off is
 * told as interrupted. What an older Descent wrote is
 * brought up to date first.
 */
export async function withStore<T>(options: CommonOptions, task: (store: ReadOnlyStore) => Promise<T>): Promise<T> {
  const home = options.home ?? defaultHome();
  const store = await openReadOnlyStore(home).catch(async (error: unknown) => {
    if (!(error instanceof Refusal) || error.record.key !== 'error.store.older') throw error;
    await withCore(options, async () => undefined);
    return openReadOnlyStore(home);
  });
  try {
    return await task(isHeld(home) ? store : asLeft(store));
  } finally {
    // Also where something was not found that may be among it.
    await tellDamage(store, home);
    await store.close();
  }
}

/** Says what could not be read, and makes the command end with another code than one that read everything. */
async function tellDamage(store: ReadOnlyStore, home: string): Promise<void> {
  const reasons = await store.damage();
  if (reasons.length === 0) return;
  for (const { key, values } of [...reasons, await wayBack(home)]) tell(say(key, values));
  process.exitCode = DAMAGED;
}

/** Makes a project of the data and the network that the flags name, with progress on standard error while the data is read. */
export async function createProject(core: Core, options: TrainOptions): Promise<Project> {
  const reading = new ReadingProgress();
  const forget = core.onEvent(event => event.type === 'reading' && reading.show(event.done));
  const created = core.ask('projects.create', { source: options.data, choice: dataChoiceOf(options) });
  const project = await created.finally(() => {
    forget();
    reading.end();
  });
  return withNetwork(core, project, options);
}

/**
 * Follows a stage until it ends, with progress on standard error. Ctrl-C, a terminal that closes and the like stop its trials and keep
 * what they did; a second one leaves at once.
 * @returns also the exit code that stands for what stopped it; null: nothing did
 */
export async function follow(core: Core, stageId: string): Promise<{ view: StageView; interrupted: number | null }> {
  let interrupted: number | null = null;
  let failed: (error: unknown) => void = () => {};
  const unlisten = onEndSignal(code => {
    interrupted = code;
    tell(`\n${say('cli.stopping')}`);
    core.ask('stages.stop', { stageId }).catch(failed);
  });
  nowFollowed();
  const progress = new Progress();
  let forget = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      failed = reject;
      const look = (view: StageView) => {
        progress.show(view);
        if (view.stage.status !== 'running') resolve();
      };
      forget = core.onEvent(event => {
        if (event.type === 'home') reject(new Refusal(event.problem.key, event.problem.values));
        if (event.type === 'stage' && event.view.stage.id === stageId) look(event.view);
        if (event.type === 'metrics' && event.stageId === stageId) progress.points(event.trialId, event.batches);
      });
      core.ask('stages.view', { stageId }).then(look, reject);
    });
    const view = await core.ask('stages.view', { stageId });
    tellWhyStopped(view);
    return { view, interrupted };
  } finally {
    forget();
    progress.end();
    unlisten();
  }
}

/** Trials that nobody stopped and that were not begun any more say why. */
function tellWhyStopped({ trials }: StageView): void {
  const reasons = trials.flatMap(({ status, reason }) => (status === 'stopped' && reason ? [reason] : []));
  for (const sentence of new Set(reasons.map(({ key, values }) => say(key, values)))) tell(sentence);
}
