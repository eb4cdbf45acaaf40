import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '#electron/trainer/checkpoint/checkpoint.ts';
import { decodeCheckpoint } from '#electron/trainer/checkpoint/decode.ts';
import { encodeCheckpoint } from '#electron/trainer/checkpoint/encode.ts';
import type { Dataset } from '#electron/trainer/dataset.ts';
import type { NetworkWeights } from '#electron/trainer/dev-evaluations.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { digestOfState } from '#electron/trainer/probe/digest.ts';
import { Reporter } from '#electron/trainer/reporter.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import { type Checkpoints, runTrial } from '#electron/trainer/trial.ts';
import type { BackendId, Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import { CONSTANT, type Schedule } from '#shared/domain/schedule.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import type { KeptEvaluation } from '#shared/method/curves/evaluations.ts';
import { parametersOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { Random } from '#shared/method/random.ts';
import {
  dataset,
  engineFor,
  hyperparameters,
  imageDataset,
  joinBatches,
  lawDataset,
  reproducible,
  textDataset,
} from './trainer-fixture.ts';

const STEPS = 60;
const EVAL_EVERY = 12;
/** Random steps that a trial is cut at. */
const CUTS = 20;

interface Case {
  backend: BackendId;
  choice: Partial<Hyperparameters>;
  data: Dataset;
}

const CASES: Record<string, Case> = {
  'wasm, MLP, momentum': {
    backend: 'wasm',
    choice: { model: 'mlp', optimizer: 'momentum', dropout: 0.2 },
    data: dataset(),
  },
  'wasm, MLP, macro-F1 over the recent batches, weight decay': {
    backend: 'wasm',
    choice: { model: 'mlp', optimizer: 'nesterov', weightDecay: 0.01 },
    data: dataset({ train: 90, dev: 40 }, { metric: 'macroF1' }),
  },
  'wasm, linear law, SGD': { backend: 'wasm', choice: { model: 'linear', optimizer: 'sgd' }, data: lawDataset() },
  'wasm, CNN, momentum': {
    backend: 'wasm',
    choice: { model: 'cnn', filters: [4], optimizer: 'momentum' },
    data: imageDataset(),
  },
  'wasm, fastText, Adam': {
    backend: 'wasm',
    choice: { model: 'fasttext', embedding: 4, optimizer: 'adam', learningRate: 0.01 },
    data: textDataset('fasttext'),
  },
  'wasm, text CNN, Adam with dropout': {
    backend: 'wasm',
    choice: { model: 'textcnn', embedding: 4, filters: [4], optimizer: 'adam', dropout: 0.3, learningRate: 0.01 },
    data: textDataset('textcnn'),
  },
  'wasm, MLP, evaluations by the schedule': {
    backend: 'wasm',
    choice: { model: 'mlp', optimizer: 'momentum', evalEvery: null },
    data: dataset({ train: 90, dev: 400 }),
  },
  'wasm, MLP, momentum, weight decay, exponential decay after a warm-up': {
    backend: 'wasm',
    choice: {
      ...{ model: 'mlp', optimizer: 'momentum', weightDecay: 0.01 },
      schedule: { kind: 'exponential', start: 25, rate: 0.5, period: 10, warmup: 7 },
    },
    data: dataset(),
  },
  'wasm, MLP, Adam with weight decay, lazy linear decay': {
    backend: 'wasm',
    choice: {
      ...{ model: 'mlp', optimizer: 'adam', weightDecay: 0.01, learningRate: 0.01 },
      schedule: { kind: 'linear', interval: 5 },
    },
    data: dataset(),
  },
  'cpu, MLP, Adam with weight decay, cosine': {
    backend: 'cpu',
    choice: {
      ...{ model: 'mlp', hidden: [5], optimizer: 'adam', weightDecay: 0.01, learningRate: 0.01 },
      schedule: { kind: 'cosine' },
    },
    data: dataset(),
  },
  'cpu, MLP, Adam with dropout': {
    backend: 'cpu',
    choice: { model: 'mlp', hidden: [5], optimizer: 'adam', dropout: 0.3, learningRate: 0.01 },
    data: dataset(),
  },
};

/** Trains from a checkpoint on, with an engine of its own. */
async function run({ backend, choice, data }: Case, how: Partial<Checkpoints> & { signal?: AbortSignal } = {}) {
  const { signal = new AbortController().signal, ...checkpoints } = how;
  const chosen = hyperparameters({ steps: STEPS, evalEvery: EVAL_EVERY, ...choice });
  const engine = await engineFor(backend, chosen, data);
  const batches: MetricBatch[] = [];
  const rows: MeasuredRows[] = [];
  let best = null as KeptEvaluation<NetworkWeights> | null;
  const names = parametersOf(networkOf(chosen, data.facts)).map(({ name }) => name);
  const never: Checkpoints = { from: null, until: null, everyMs: Number.POSITIVE_INFINITY, keep: () => {} };
  const end = await runTrial({
    hyperparameters: chosen,
    engine,
    task: taskOf(data.facts),
    dataset: data,
    reporter: new Reporter(names, sent => batches.push(...sent)),
    log: () => {},
    signal,
    nextTurn: nodeHost.nextTurn,
    onRows: given => rows.push(given),
    checkpoints: {
      ...never,
      keepBest: given => {
        best = given;
      },
      ...checkpoints,
    },
  });
  const digest = await digestOfState(await engine.state());
  engine.dispose();
  return { end, batches, digest, best, rows };
}

type Run = Awaited<ReturnType<typeof run>>;

/** What a trial comes to that was run in pieces: of each piece the rows before the next one's first step, as the store reads them. */
function whole(pieces: readonly (Run & { from: number })[]) {
  const kept = pieces.flatMap(({ batches }, i) => {
    const before = pieces[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    return batches.map(({ series, steps, columns }): MetricBatch => {
      const count = steps.filter(step => step < before).length;
      const cut = Object.entries(columns).map(([name, values]) => [name, values.subarray(0, count)]);
      return { series, steps: steps.subarray(0, count), columns: Object.fromEntries(cut) };
    });
  });
  const { end, digest, best } = pieces.at(-1) as Run;
  // Of each rung, and of the best evaluation, what was said last.
  const rows = new Map(
    pieces.flatMap(piece => piece.rows.map(of => [of.kind === 'best' ? 'best' : of.step, of] as const)),
  );
  return { ...reproducible({ end, series: joinBatches(kept), log: [] }), digest, best, rows };
}

const copied = (checkpoint: Checkpoint): Checkpoint => decodeCheckpoint(encodeCheckpoint(checkpoint));

describe.each(Object.entries(CASES))('%s', (_, given) => {
  it(`comes to the same, bit for bit, from a checkpoint of any of ${CUTS} random steps`, async () => {
    const taken: Checkpoint[] = [];
    const uncut = await run(given, { everyMs: 0, keep: checkpoint => taken.push(checkpoint) });
    expect(taken.map(({ step }) => step)).toEqual(Array.from({ length: STEPS + 1 }, (_, step) => step));
    const plain = await run(given);
    expect(whole([{ ...uncut, from: 0 }])).toEqual(whole([{ ...plain, from: 0 }]));

    const random = Random.from(1);
    // At evaluations, too: at the first one, in the middle, and when all steps are done.
    const cuts = [0, EVAL_EVERY, STEPS, ...Array.from({ length: CUTS }, () => random.below(STEPS + 1))];
    for (const from of cuts) {
      const rest = await run(given, { from: copied(taken[from] as Checkpoint) });
      const pieces = [
        { ...plain, from: 0 },
        { ...rest, from },
      ];
      expect(whole(pieces), `from step ${from}`).toEqual(whole([{ ...plain, from: 0 }]));
    }
  });
});

const ratesOf = ({ batches }: Pick<Run, 'batches'>): number[] =>
  batches.flatMap(({ series, columns }) => (series === 'step' ? [...(columns.learningRate ?? [])] : []));

describe('the learning rate by a schedule', () => {
  const linear: Schedule = { kind: 'linear', interval: 5 };
  const given: Case = {
    backend: 'wasm',
    choice: { model: 'mlp', optimizer: 'momentum', weightDecay: 0.01, dropout: 0.2, evalEvery: 12 },
    data: dataset(),
  };
  const by = (schedule: Schedule, choice: Partial<Hyperparameters> = {}): Case => ({
    ...given,
    choice: { ...given.choice, ...choice, schedule },
  });

  it('is reported as it is in force, at every step', async () => {
    const { learningRate } = hyperparameters(given.choice);
    const told = ratesOf(await run(by(linear)));
    expect(told).toEqual(
      Array.from({ length: STEPS }, (_, step) => learningRate * (1 - (Math.floor(step / 5) * 5) / STEPS)),
    );
    expect(ratesOf(await run(given))).toEqual(Array.from({ length: STEPS }, () => learningRate));
  });

  it('is what the weights move by: at 0 they stand still', async () => {
    // Gone after its first drop, at the second step.
    const gone = await run(by({ kind: 'step-linear', start: 1, rate: 1, period: 1 }));
    const one = await run(by(CONSTANT, { steps: 1 }));
    expect(gone.end.status).toBe('finished');
    expect(
      ratesOf(gone)
        .slice(1)
        .every(rate => rate === 0),
    ).toBe(true);
    const losses = ({ batches }: Run) =>
      batches.filter(b => b.series === 'eval').flatMap(b => [...(b.columns.loss ?? [])]);
    expect(losses(gone).slice(1)).toEqual(
      losses(gone)
        .slice(1)
        .map(() => losses(one).at(-1)),
    );
  });

  it.each([
    ['exponential', { kind: 'exponential', start: 24, rate: 0.5, period: 9 }],
    ['linear steps after a warm-up', { kind: 'step-linear', start: 24, rate: 0.3, period: 9, warmup: 6 }],
  ] as const)(
    'D9: a decay that branches off its trunk is the one from the beginning, bit for bit: %s',
    async (_, late) => {
      const taken: Checkpoint[] = [];
      // The trunk is shorter, too: what it would do later decides nothing.
      const trunk = await run(
        by({ kind: 'constant', ...('warmup' in late && { warmup: late.warmup }) }, { steps: 50 }),
        {
          branches: [late.start],
          keep: (checkpoint, kind) => kind === 'branch' && taken.push(copied(checkpoint)),
        },
      );
      expect(taken.map(({ step }) => step)).toEqual([late.start]);
      const branch = await run(by(late), { from: taken[0] as Checkpoint });
      const pieces = [
        { ...trunk, from: 0 },
        { ...branch, from: late.start },
      ];
      expect(whole(pieces)).toEqual(whole([{ ...(await run(by(late))), from: 0 }]));
    },
  );

  it('lets no run of a falling rate pass for a diverged one, nor a diverged one pass', async () => {
    expect((await run(by({ kind: 'exponential', start: 2, rate: 0.01, period: 1 }))).end.status).toBe('finished');
    const wild = by({ kind: 'linear', interval: 1 }, { learningRate: 30, steps: 300 });
    expect((await run(wild)).end.status).toBe('diverged');
  });
});

describe('a trial that is held or stopped', () => {
  const given = CASES['wasm, text CNN, Adam with dropout'] as Case;

  it('stops before the step it was given, with a checkpoint, and goes on from rung to rung', async () => {
    const pieces: (Run & { from: number })[] = [];
    const last: { checkpoint: Checkpoint | null } = { checkpoint: null };
    // One at an evaluation, one not, one past the end.
    for (const until of [EVAL_EVERY, 31, STEPS + 5]) {
      const from = last.checkpoint;
      const piece = await run(given, {
        from,
        until,
        keep: checkpoint => {
          last.checkpoint = copied(checkpoint);
        },
      });
      if (until < STEPS) expect(piece.end).toMatchObject({ status: 'waiting', reason: null, steps: until });
      expect(piece.end.seconds).toBeGreaterThan(pieces.at(-1)?.end.seconds ?? 0);
      pieces.push({ ...piece, from: from?.step ?? 0 });
    }
    expect(whole(pieces)).toEqual(whole([{ ...(await run(given)), from: 0 }]));
    // The evaluation at a rung is made where the trial is held, and again by the piece that begins there, whose it is.
    const evaluated = pieces.map(p => p.batches.filter(b => b.series === 'eval').flatMap(b => [...b.steps]));
    expect(evaluated).toEqual([
      [0, 12],
      [12, 24],
      [36, 48, 60],
    ]);
  });

  it('leaves a checkpoint where it is stopped, in the middle of an evaluation, too', async () => {
    // The dev part has two chunks: in the first evaluation, in both chunks of the one at step 12, and between two.
    for (const at of [1, 15, 16, 21]) {
      const stop = new AbortController();
      let batches = 0;
      const { train, dev } = given.data;
      const counting = (split: typeof train) => ({
        ...split,
        take: (...args: Parameters<typeof split.take>) => {
          if (++batches === at) stop.abort();
          return split.take(...args);
        },
      });
      const data = { ...given.data, train: counting(train), dev: counting(dev) };
      const taken: Checkpoint[] = [];
      const cut = await run({ ...given, data }, { signal: stop.signal, keep: checkpoint => taken.push(checkpoint) });
      expect(cut.end).toMatchObject({ status: 'stopped', steps: { 1: 0, 15: 12, 16: 12, 21: 17 }[at] });
      expect(taken.map(({ step }) => step)).toEqual([cut.end.steps]);
      const rest = await run(given, { from: copied(taken[0] as Checkpoint) });
      const pieces = [
        { ...cut, from: 0 },
        { ...rest, from: cut.end.steps },
      ];
      expect(whole(pieces)).toEqual(whole([{ ...(await run(given)), from: 0 }]));
    }
  });

  it('goes on counting the steps far above the start, where it diverges', async () => {
    const diverging: Case = { backend: 'wasm', choice: { learningRate: 30, steps: 300 }, data: dataset() };
    const taken: Checkpoint[] = [];
    const uncut = await run(diverging, { everyMs: 0, keep: checkpoint => taken.push(checkpoint) });
    expect(uncut.end).toMatchObject({ status: 'diverged', reason: { key: 'reason.diverged.farAbove' } });
    const from = uncut.end.steps - 20;
    const rest = await run(diverging, { from: copied(taken[from] as Checkpoint) });
    expect(rest.end).toMatchObject({ status: 'diverged', reason: uncut.end.reason, steps: uncut.end.steps });
  });

  it('goes on without a checkpoint where there is no room for one', async () => {
    const keep = () => {
      throw new RangeError('Array buffer allocation failed');
    };
    const { end } = await run(given, { everyMs: 0, keep });
    expect(end).toMatchObject({ status: 'finished', steps: STEPS });
  });
});
