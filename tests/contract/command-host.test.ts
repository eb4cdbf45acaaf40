import { expect, it, onTestFinished, vi } from 'vitest';
import type { TrialGroup } from '#electron/conductor/trials/admission.ts';
import { type QueueEvent, TrialQueue } from '#electron/conductor/trials/trial-queue.ts';
import type { Job, Lent, TrialHost } from '#electron/hosts/hosts.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { ToTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { aClock } from '../tools/clock.ts';
import { temporaryHome } from '../tools/home.ts';
import { PATIENCE } from '../tools/patience.ts';
import { refusalOf } from '../unit/data-files.ts';
import { anOwnCommand } from './own-command.ts';
import { ScriptedHosts } from './scripted-hosts.ts';
import { aProject, aStage, aTrial } from './store-fixtures.ts';

/** A host of a person's command, by script: it trains, and can nothing else. */
class ScriptedCommand implements TrialHost {
  readonly can = { resume: false, hold: false, probe: false, prepare: false, evaluate: false, everyStep: false };
  readonly idleBytes = 0;
  readonly jobs: Job[] = [];
  readonly told: ToTrainer[] = [];
  say: (message: unknown) => void = () => {};
  warm(): void {}
  forget(): void {}
  close(): void {}
  lend(job: Job): Lent {
    this.jobs.push(job);
    return {
      keptStep: null,
      send: message => void this.told.push(message as ToTrainer),
      onMessage: listener => {
        this.say = listener;
      },
      onExit: () => {},
      kill: () => {},
    };
  }
  point(step: number): void {
    const batches = [{ series: 'step', steps: Float64Array.of(step), columns: { loss: Float64Array.of(1) } }];
    this.say({ type: 'metrics', batches });
  }
  end(status: 'finished' | 'stopped'): void {
    this.say({ type: 'ended', status, reason: null, steps: 1, seconds: 1 });
  }
}

const subject = { kind: 'command', command: anOwnCommand(['train.sh', '{lr}'], '/somewhere') } as const;

/** A queue whose one trial is of a command. */
async function rig(command?: TrialHost) {
  const home = temporaryHome();
  const store = await openStore(home);
  const project = aProject();
  const stage = aStage(project);
  const trial = aTrial(stage, { status: 'queued', attempt: 0 });
  await store.saveProject(project);
  await store.saveStage(stage, [trial]);
  const events: QueueEvent[] = [];
  const hosts = new ScriptedHosts();
  const queue = new TrialQueue({
    home,
    version: 'test',
    store,
    hosts: Object.assign(hosts, command && { command }),
    clock: aClock(),
    freeMemory: () => 2 ** 40,
    onEvent: event => events.push(event),
  });
  onTestFinished(async () => {
    await queue.close();
    await store.close();
  });
  const group: TrialGroup = { subject, backend: 'wasm', parallel: 1, marks: [] };
  const ended = (): Trial | undefined => events.findLast(event => event.type === 'ended')?.trial;
  return {
    events,
    store,
    queue,
    hosts,
    group,
    trial,
    ended,
    add: (one: Trial) => queue.add(group, [{ trial: one, until: null }], ''),
  };
}

it('a trial of a command is given to its host, and to no trainer; it starts anew where that can’t resume', async () => {
  const command = new ScriptedCommand();
  const { store, hosts, trial, ended, queue, add } = await rig(command);
  add(trial);
  await vi.waitFor(() => expect(command.told.some(({ type }) => type === 'train')).toBe(true), PATIENCE);
  expect(command.jobs).toEqual([{ kind: 'train', subject, trialId: trial.id }]);
  expect(hosts.trainers).toEqual([]);
  command.point(0);
  await vi.waitFor(async () => expect((await store.points(trial.id, 'step', -1)).steps).toHaveLength(1), PATIENCE);
  const stopping = queue.stop([trial], 'stopped');
  command.end('stopped');
  await stopping;
  expect(ended()).toMatchObject({ status: 'stopped', attempt: 1 });

  command.told.length = 0;
  add({ ...(ended() as Trial), status: 'queued' });
  await vi.waitFor(() => expect(command.told).toMatchObject([{ type: 'train', checkpoint: null }]), PATIENCE);
  command.point(0);
  command.end('finished');
  await vi.waitFor(
    () => expect(ended()).toMatchObject({ status: 'finished', attempt: 2, result: { steps: 1 } }),
    PATIENCE,
  );
  expect(ended()?.note).toEqual({ key: 'note.startedAnew', values: { reasonKey: 'reason.checkpoint.unsupported' } });
});

it('a host is asked for nothing that it can’t do, and what nobody trains fails with a sentence', async () => {
  const { queue } = await rig(new ScriptedCommand());
  const message: ToTrainer = { type: 'stop' };
  const asked = { projectId: 'p', subject, backend: 'wasm', message, answerIn: () => null } as const;
  expect((await refusalOf(queue.ask({ kind: 'probe', ...asked }))).record.key).toBe('error.host.probe');
  expect((await refusalOf(queue.ask({ kind: 'prepare', ...asked }))).record.key).toBe('error.host.prepare');
  const without = await rig();
  without.add(without.trial);
  await vi.waitFor(() => expect(without.ended()).toMatchObject({ status: 'failed' }), PATIENCE);
  expect(without.ended()?.reason?.values.detail).toContain('command');
});

it('a question is answered in its turn beside training, and stopped for its project alone', async () => {
  const { queue, hosts, group, events } = await rig();
  const builtIn = { kind: 'builtIn', facts: null, dataDigest: null, network: null } as const;
  const ask = (projectId: string) =>
    queue.ask({
      kind: 'probe',
      projectId,
      subject: builtIn,
      backend: group.backend,
      message: { type: 'stop' },
      answerIn: () => null,
    });
  const asked = ['a', 'a', 'b', 'a'].map(ask).map(answer => refusalOf(answer).then(({ record }) => record.key));
  // Two at once; the others wait.
  await vi.waitFor(() => expect(hosts.alive).toHaveLength(2), PATIENCE);
  expect(queue.stopQuestions('a')).toBe(3);
  expect(await Promise.all([asked[0], asked[1], asked[3]])).toEqual(Array(3).fill('error.question.stopped'));
  await vi.waitFor(() => expect(hosts.alive).toHaveLength(1), PATIENCE);
  await queue.close();
  const told = events.filter(event => event.type === 'question').map(({ projectId, state }) => `${projectId} ${state}`);
  expect(told.filter(one => one === 'a queued')).toHaveLength(3);
  expect(told.filter(one => one === 'a running')).toHaveLength(2);
  await vi.waitFor(
    () => expect(events.filter(e => e.type === 'question' && e.state === 'over')).toHaveLength(4),
    PATIENCE,
  );
  expect(await asked[2]).toBe('error.core.closing');
});
