import { expect, it, onTestFinished, vi } from 'vitest';
import type { Lent, TrialHost } from '#electron/hosts/hosts.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Subject } from '#shared/method/stages/stage-definition.ts';
import { PATIENCE } from '../tools/patience.ts';
import { hyperparameters, joinBatches } from './trainer-fixture.ts';
import { expectSentence } from './trainer-process.ts';

/** A host as the suite needs it. */
export interface HostUnderTest {
  host: TrialHost;
  subject: Subject;
  preparedFile: string;
  /** Whether a process that it lent is alive, as far as it can be seen from outside; null: it can't. */
  isAnyAlive: (() => boolean) | null;
}

type Said<Type extends FromTrainer['type']> = Extract<FromTrainer, { type: Type }>;

/**
 * What any host of trials must do, whatever trains behind it. What only some can is asked of those alone that say they can (`host.can`).
 * @param open a host; what it has is taken away when the test has ended
 */
export function trialHostContract(open: () => HostUnderTest): void {
  /** Begins a trial and gathers what is said of it. */
  const begin = (
    { host, subject, preparedFile }: HostUnderTest,
    choice: Partial<Hyperparameters>,
    more: { mostAhead?: number; until?: number; acknowledge?: boolean } = {},
  ) => {
    const child: Lent = host.lend({ kind: 'train', subject, trialId: crypto.randomUUID() });
    onTestFinished(() => child.kill());
    const messages: FromTrainer[] = [];
    child.onMessage(raw => {
      const message = FromTrainer.parse(raw);
      messages.push(message);
      const count = messages.filter(({ type }) => type === 'metrics').length;
      if (message.type === 'metrics' && more.acknowledge !== false) child.send({ type: 'committed', messages: count });
    });
    child.send({
      type: 'train',
      hyperparameters: hyperparameters(choice),
      backend: 'wasm',
      preparedFile,
      checkpoint: null,
      until: more.until ?? null,
      branches: [],
      mostAhead: more.mostAhead ?? null,
    });
    const of = <Type extends FromTrainer['type']>(type: Type): Said<Type>[] =>
      messages.filter((message): message is Said<Type> => message.type === type);
    const ended = () => vi.waitFor(() => of('ended')[0] ?? expect.fail('it has not ended'), PATIENCE);
    const series = () => joinBatches(of('metrics').flatMap(({ batches }) => batches));
    return { child, of, ended, series };
  };

  it('trains a trial to its end: every point once, in order, and an end that says how many steps', async () => {
    const { of, ended, series } = begin(open(), { steps: 60, evalEvery: 20, learningRate: 0.1 });
    expect(await ended()).toMatchObject({ status: 'finished', reason: null, steps: 60 });
    expect(series().step?.step).toEqual(Array.from({ length: 60 }, (_, step) => step));
    expect(series().step?.loss?.every(Number.isFinite)).toBe(true);
    expect(series().eval?.step?.at(-1)).toBe(60);
    expect(of('ended')).toHaveLength(1);
  });

  it('gives the same numbers for the same hyperparameters, and others for another rate', async () => {
    const losses = async (learningRate: number) => {
      const { ended, series } = begin(open(), { steps: 40, evalEvery: 40, learningRate });
      await ended();
      return series().step?.loss;
    };
    const first = await losses(0.1);
    expect(await losses(0.1)).toEqual(first);
    expect(await losses(0.01)).not.toEqual(first);
  });

  it('stops in the middle, keeps what it told, and leaves nothing running', async () => {
    const under = open();
    const { child, of, ended, series } = begin(under, { steps: 1_000_000, evalEvery: 1_000_000 });
    await vi.waitFor(() => expect(of('metrics').length).toBeGreaterThan(0), PATIENCE);
    child.send({ type: 'stop' });
    const { status, steps } = await ended();
    expect(status).toBe('stopped');
    expect(series().step?.step).toHaveLength(steps);
    child.kill();
    under.host.close();
    const { isAnyAlive } = under;
    if (isAnyAlive) await vi.waitFor(() => expect(isAnyAlive()).toBe(false), PATIENCE);
  });

  it('says that a loss which is not finite diverged, with a sentence', async () => {
    const { ended } = begin(open(), { steps: 100_000, evalEvery: 100_000, learningRate: 1e12 });
    const { status, reason } = await ended();
    expect(status).toBe('diverged');
    expectSentence(reason);
  });

  it('waits where it is too far ahead of what was committed', async () => {
    const { child, of } = begin(
      open(),
      { steps: 1_000_000, evalEvery: 1_000_000 },
      { mostAhead: 3, acknowledge: false },
    );
    await vi.waitFor(() => expect(of('metrics')).toHaveLength(3), PATIENCE);
    child.send({ type: 'committed', messages: 1 });
    await vi.waitFor(() => expect(of('metrics')).toHaveLength(4), PATIENCE);
  });

  it('is held at a step where it says that it can', async () => {
    const under = open();
    if (!under.host.can.hold) return;
    const { ended } = begin(under, { steps: 60, evalEvery: 20 }, { until: 30 });
    expect(await ended()).toMatchObject({ status: 'waiting', steps: 30 });
  });

  it('tells every step where it says so', async () => {
    const under = open();
    const { ended, series } = begin(under, { steps: 30, evalEvery: 30 });
    const { steps } = await ended();
    if (under.host.can.everyStep) expect(series().step?.step).toHaveLength(steps);
    else expect(series().step?.step?.length).toBeLessThanOrEqual(steps);
  });
}
