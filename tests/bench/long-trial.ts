import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { wholeLosses } from '#shared/contract/whole-losses.ts';

const STEPS = 1_000_000;
const CHOICE = { model: 'linear', optimizer: 'sgd', batchSize: 4, steps: STEPS, backend: 'wasm' } as const;
const MIB = 2 ** 20;
/** Of the log's end, as much as the page asks for. */
const LOG_BYTES = 200_000;

/**
 * A trial of a million steps from end to end, on the smallest network and data there are, so that what is measured is the keeping:
 * seconds while it trains, the size of store and log, and how long curve, log and project take to open afterwards.
 */
export async function longTrial(): Promise<Record<string, unknown>> {
  const home = mkdtempSync(join(tmpdir(), 'descent-bench-'));
  const open = () => openCore({ home, hosts: nodeHosts(), version: 'bench', measure: false });
  let core = await open();
  try {
    const project = await core.ask('projects.create', { source: 'sample:rings' });
    const trained = Promise.withResolvers<void>();
    const lag = watchLag();
    core.onEvent(event => {
      if (event.type === 'stage' && event.view.stage.status !== 'running') trained.resolve();
    });
    const { id: stageId } = await core.ask('trial.start', {
      projectId: project.id,
      choice: CHOICE,
      learningRate: 0.01,
    });
    const trainSeconds = await seconds(() => trained.promise);
    const longestBlockMs = lag.stop();
    const [trial] = (await core.ask('stages.view', { stageId })).trials;
    // Compacting comes after the end; closing waits for it.
    const closeSeconds = await seconds(() => core.close());
    core = await open();
    const opening = watchLag();
    const viewSeconds = await seconds(() => core.ask('stages.view', { stageId }));
    const openingBlockMs = opening.stop();
    let points = 0;
    const curvesSeconds = await seconds(async () => {
      const [curve] = await wholeLosses(core.ask, stageId);
      points = curve?.batches.reduce((sum, { steps }) => sum + steps.length, 0) ?? 0;
    });
    const logSeconds = await seconds(() => core.ask('trials.log', { trialId: trial?.id ?? '', maxBytes: LOG_BYTES }));
    return {
      steps: STEPS,
      status: trial?.status,
      trainSeconds,
      stepMs: trial?.result?.stepMs,
      longestBlockMs,
      closeSeconds,
      storeMiB: sizeOf(home, /descent\.db/) / MIB,
      logMiB: statSync(trial?.logFile ?? '').size / MIB,
      viewSeconds,
      openingBlockMs,
      curvesSeconds,
      points,
      logSeconds,
    };
  } finally {
    await core.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function seconds(task: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await task();
  return (performance.now() - begun) / 1000;
}

/** The longest that the core's event loop did not answer, in ms. */
function watchLag() {
  let longest = 0;
  let last = performance.now();
  const look = () => {
    longest = Math.max(longest, performance.now() - last - 10);
    last = performance.now();
  };
  const timer = setInterval(look, 10);
  return {
    stop: () => {
      clearInterval(timer);
      look(); // What held it up to the very end.
      return longest;
    },
  };
}

const sizeOf = (folder: string, name: RegExp): number =>
  readdirSync(folder)
    .filter(file => name.test(file))
    .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
