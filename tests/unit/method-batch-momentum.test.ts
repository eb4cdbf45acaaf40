import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchMomentumAnswer, BatchMomentumChoice, BatchMomentumPlan } from '#shared/domain/batch-momentum.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import { evaluationSteps } from '#shared/method/curves/evaluations.ts';
import { batchMomentum } from '#shared/method/stages/batch-momentum/definition.ts';
import { rateFor } from '#shared/method/stages/batch-momentum/rates.ts';
import {
  type AnyStage,
  hyperparametersOf,
  type StageRecord,
  type TrialPoint,
  whatFollows,
} from '#shared/method/stages/stage-definition.ts';
import { someFacts } from '../tools/prepared-facts.ts';
import { SimulatedStage, type Train } from '../tools/simulated-stage.ts';
import { refusalOf } from './data-files.ts';
import { probeAnswer, someProbe } from './page-probes.ts';

const STAGE: AnyStage = batchMomentum;
const facts = someFacts({ rows: { train: 4000, dev: 400, test: 400, dropped: 0 } } as never);

interface Given {
  choice?: BatchMomentumChoice;
  base?: HyperparameterSet;
  set?: HyperparameterSet;
  trainRows?: number;
  host?: object;
}

function planned({ choice = {}, base = {}, set = {}, trainRows = 4000, host = {} }: Given = {}): BatchMomentumPlan {
  return batchMomentum.plan({
    configuration: { set: { learningRate: 0.1, steps: 800, ...set }, decisions: [] },
    subject: {
      kind: 'builtIn',
      facts: { ...facts, rows: { ...facts.rows, train: trainRows } },
      dataDigest: 'digest',
      network: null,
    },
    host: { cores: 2, defaultBackend: 'wasm', ...host },
    choice,
    basis: { base: { ...DEFAULT_HYPERPARAMETERS, ...base }, backend: 'wasm' },
  });
}

/** A world in which each point has a lowest dev loss, which its rate may raise. */
const world =
  (
    lowest: (set: HyperparameterSet) => number,
    divergesAt: (set: HyperparameterSet) => number | null = () => null,
  ): Train =>
  ({ set }) => {
    const low = lowest(set);
    const full = set.steps ?? 1;
    return {
      loss: step => 0.05 + Math.exp((-5 * step) / full) + 0.001 * Math.sin(step * 12.9898),
      dev: step => low + (2 - low) * Math.exp((-6 * step) / full),
      divergesAt: divergesAt(set),
    };
  };

const run = (plan: BatchMomentumPlan, train: Train, probe?: (point: TrialPoint) => ReturnType<typeof someProbe>) =>
  new SimulatedStage(STAGE, plan, train, probe).run();

const answerOf = ({ plan, record }: SimulatedStage): BatchMomentumAnswer =>
  STAGE.recommend(plan, record).detail as BatchMomentumAnswer;

const sentences = ({ plan, record }: SimulatedStage): string[] =>
  STAGE.recommend(plan, record).evidence.flatMap(({ title, body }) => [title.key, body.key]);

describe('the plan of batch size and momentum', () => {
  it('S2: tries ¼ to 4 times the accepted batch size with all momenta, the accepted point among them', () => {
    const plan = planned({ choice: { search: 'grid' } });
    expect(plan.batchSizes).toEqual([16, 32, 64, 128, 256]);
    expect(plan.momenta).toEqual([0, 0.5, 0.9, 0.95, 0.99]);
    expect(plan.points).toHaveLength(25);
    expect(plan.points[0]).toEqual({ batchSize: 64, momentum: 0 });
    expect(plan.accepted).toEqual({ optimizer: 'sgd', batchSize: 64, momentum: 0, learningRate: 0.1, steps: 800 });
  });

  it('keeps the batch sizes within the rows and the measured memory, and says which it left out', () => {
    const rows = planned({ trainRows: 400 });
    expect(rows.batchSizes).toEqual([16, 32, 64, 128]);
    expect(rows.leftOut).toEqual([{ batchSize: 256, why: 'rows' }]);
    const measured = { pace: null, trialBytes: 3e9 };
    const memory = planned({ host: { memoryBytes: 16e9, measured } });
    expect(memory.leftOut).toEqual([{ batchSize: 256, why: 'memory' }]);
  });

  it('S3: with Adam batch sizes alone', () => {
    const plan = planned({ base: { optimizer: 'adam' }, choice: { momenta: [0, 0.9] } });
    expect(plan.points.map(({ batchSize }) => batchSize)).toEqual([64, 16, 32, 128, 256]);
    expect(plan.costs.random).toBe(null);
    const [action] = whatFollows(
      STAGE,
      plan,
      run(
        plan,
        world(() => 0.3),
      ).record,
    );
    expect(action).toBe(undefined);
  });

  it('draws random points by a seed, no two alike, the accepted one always among them', () => {
    const drawn = (searchSeed: number) => planned({ choice: { search: 'random', trials: 8, searchSeed } }).points;
    fc.assert(
      fc.property(fc.nat(1000), seed => {
        const points = drawn(seed);
        expect(points[0]).toEqual({ batchSize: 64, momentum: 0 });
        expect(new Set(points.map(({ batchSize, momentum }) => `${batchSize} ${momentum}`)).size).toBe(8);
        expect(drawn(seed)).toEqual(points);
      }),
      { numRuns: 30 },
    );
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it('proposes the grid where there is time for it, else random points, as many as a person’s minutes hold', () => {
    const host = (stepMs: number) => ({ measured: { pace: { stepMs, startMs: 0 }, trialBytes: null } });
    expect(planned({ host: host(1) }).search).toBe('grid');
    const slow = planned({ host: host(500) });
    expect([slow.search, slow.points.length, slow.costs.proposed]).toEqual(['random', 10, 'random']);
    expect(slow.costs.grid.ms).toBeGreaterThan(slow.costs.random?.ms ?? 0);
    const short = planned({ host: host(500), choice: { minutes: 10 } });
    expect(short.points.length).toBeLessThan(10);
    expect(short.costs.random?.ms).toBeLessThanOrEqual(600_000);
    // What a person wants is done, and the proposal still told.
    expect(planned({ host: host(500), choice: { search: 'grid' } }).points).toHaveLength(25);
  });

  it('takes a person’s lists, and the accepted point beside them', () => {
    const plan = planned({ choice: { batchSizes: [100, 10], momenta: [0.8] } });
    expect(plan.points).toEqual([
      { batchSize: 64, momentum: 0 },
      { batchSize: 10, momentum: 0.8 },
      { batchSize: 100, momentum: 0.8 },
    ]);
    expect(plan.batchSizes).toEqual([10, 64, 100]);
  });

  it('refuses where no rate was accepted, and a batch that is larger than train', async () => {
    const none = () =>
      batchMomentum.plan({
        configuration: { set: {}, decisions: [] },
        subject: { kind: 'builtIn', facts, dataDigest: null, network: null },
        host: { cores: 2, defaultBackend: 'wasm' },
        choice: {},
      });
    expect((await refusalOf(Promise.resolve().then(none))).record.key).toBe('error.batch.noRate');
    const large = () => planned({ trainRows: 90, choice: { batchSizes: [91] } });
    expect((await refusalOf(Promise.resolve().then(large))).record.key).toBe('error.batch.tooLarge');
  });

  it('S7: gives every point as many examples, evaluated at the same shares of them', () => {
    const plan = planned({ choice: { search: 'grid' } });
    const { record } = run(
      plan,
      world(() => 0.3),
    );
    for (const { trial } of record.trials) {
      const { batchSize, steps } = trial.hyperparameters;
      expect(Math.abs(batchSize * steps - 64 * 800)).toBeLessThanOrEqual(batchSize);
      const at = evaluationSteps(steps);
      for (const share of [0.25, 0.5, 1]) expect(at).toContain(Math.round(share * steps));
    }
  });
});

describe('the rate of a point', () => {
  const plan = planned({ choice: { batchSizes: [32, 64], momenta: [0, 0.9, 0.99] } });
  const probes = (rates: Record<string, number>): StageRecord['probes'] =>
    new Map(
      Object.entries(rates).map(([key, learningRate]) => [key, someProbe({ answer: probeAnswer({ learningRate }) })]),
    );
  const known = {
    probes: probes({
      'batchSize=64,momentum=0,optimizer=sgd,steps=800': 0.5,
      'batchSize=32,momentum=0.9,optimizer=momentum,steps=1600': 0.04,
      'batchSize=64,momentum=0.9,optimizer=momentum,steps=800': 0.05,
    }),
  };

  it('S6: is the accepted one times the ratio of both probes', () => {
    expect(rateFor(plan, known, { batchSize: 32, momentum: 0.9 })).toEqual({ learningRate: 0.008, from: 'probe' });
    expect(rateFor(plan, known, { batchSize: 64, momentum: 0 })).toEqual({ learningRate: 0.1, from: 'accepted' });
    expect(rateFor(plan, known, { batchSize: 32, momentum: 0 })).toBe(null);
  });

  it('B3: above 0.95 it is scaled from 0.9 by √((1 − m²) / 0.19)', () => {
    const scaled = 0.01 * Math.sqrt((1 - 0.99 ** 2) / 0.19);
    const { learningRate, from } = rateFor(plan, known, { batchSize: 64, momentum: 0.99 }) ?? {};
    expect(from).toBe('scaled');
    expect(learningRate).toBeCloseTo(scaled, 4);
    expect(
      new SimulatedStage(
        STAGE,
        plan,
        world(() => 0.3),
      ).next.filter(({ do: what }) => what === 'probe'),
    ).toHaveLength(4);
  });

  it('is the accepted one where a person holds it, and then nothing is probed', () => {
    const held = { ...plan, holdRate: true };
    expect(rateFor(held, known, { batchSize: 32, momentum: 0.9 })).toEqual({ learningRate: 0.1, from: 'held' });
    const stage = run(
      held,
      world(() => 0.3),
    );
    expect(stage.probed).toEqual([]);
    expect(sentences(stage)).toContain('batch.evidence.heldAt');
  });

  it('asks for all rates before anything is trained', () => {
    const stage = new SimulatedStage(
      STAGE,
      plan,
      world(() => 0.3),
    );
    expect(new Set(stage.next.map(({ do: what }) => what))).toEqual(new Set(['probe']));
    for (const action of stage.next.slice(1)) stage.apply(action);
    expect(stage.next).toHaveLength(1);
  });
});

const small = planned({ choice: { batchSizes: [32, 64], momenta: [0, 0.9] } });
const isOf = (batchSize: number, momentum: number) => (set: HyperparameterSet) =>
  set.batchSize === batchSize && set.momentum === momentum;

describe('what is chosen', () => {
  it('S4: the lowest dev loss, with num_steps for its batch size', () => {
    const stage = run(
      small,
      world(set => (isOf(32, 0.9)(set) ? 0.3 : 0.6)),
    );
    const { set } = STAGE.recommend(small, stage.record);
    expect(set).toMatchObject({ optimizer: 'momentum', batchSize: 32, momentum: 0.9, learningRate: 0.1 });
    const answer = answerOf(stage);
    expect(answer.gain).toMatchObject({ verdict: 'gain', by: 'loss' });
    expect(set?.steps).toBe(answer.numSteps.to?.steps ?? 1600);
    expect(answer.numSteps.from).toMatchObject({ steps: 800, examples: 51_200 });
    expect(sentences(stage)).toContain('batch.evidence.gainLoss');
    expect(answer.rateCheck).toBe('holds');
  });

  it('keeps the accepted point where nothing is better beyond noise, and says so', () => {
    const stage = run(
      small,
      world(set => (isOf(32, 0.9)(set) ? 0.4 : 0.401)),
    );
    expect(STAGE.recommend(small, stage.record).set).toMatchObject({ optimizer: 'sgd', batchSize: 64, momentum: 0 });
    expect(answerOf(stage).gain?.verdict).toBe('none');
    expect(sentences(stage)).toContain('batch.evidence.noGain');
    // Those within noise had a second seed before that was said.
    expect(answerOf(stage).assumed).toBe(false);
  });

  it('says by how much the nearest one lies lower, over the seeds that both have', () => {
    // The second seed has harder luck with everything, and not every point has one.
    const stage = run(
      small,
      world(set => (isOf(32, 0.9)(set) ? 0.4 : 0.401) + (set.seed === undefined ? 0 : 0.05)),
    );
    const { gain, points } = answerOf(stage);
    expect(gain?.verdict).toBe('none');
    expect(points.some(({ seeds }) => seeds === 2) && points.some(({ seeds }) => seeds === 1)).toBe(true);
    const nearest = points.find(({ trialId }) => trialId === gain?.nearest);
    expect(nearest).toMatchObject({ batchSize: 32, momentum: 0.9 });
    expect(-(gain?.loss ?? 0)).toBeLessThan(0.01);
  });

  it('S6: takes 3 times a point’s rate where that is better, and says that the rate moved', () => {
    const stage = run(
      small,
      world(set => (isOf(32, 0.9)(set) ? ((set.learningRate ?? 0) > 0.2 ? 0.2 : 0.4) : isOf(64, 0.9)(set) ? 0.5 : 0.6)),
    );
    expect(STAGE.recommend(small, stage.record).set).toMatchObject({ batchSize: 32, momentum: 0.9, learningRate: 0.3 });
    expect(answerOf(stage).rateCheck).toBe('moved');
    const tried = answerOf(stage).points.filter(({ multiple }) => multiple !== 1);
    // Winner, runner-up, and the accepted point: a gain must not be that of its rate alone.
    expect(new Set(tried.map(({ batchSize, momentum }) => `${batchSize} × ${momentum}`)).size).toBe(3);
    expect(new Set(tried.map(({ multiple }) => multiple))).toEqual(new Set([3, 1 / 3]));
  });

  it('B6: a rate that was scaled and diverges is halved, and halved again', () => {
    const plan = planned({ choice: { batchSizes: [64], momenta: [0, 0.99] } });
    const at =
      rateFor(
        plan,
        run(
          plan,
          world(() => 0.5),
        ).record,
        { batchSize: 64, momentum: 0.99 },
      )?.learningRate ?? 0;
    const stage = run(
      plan,
      world(
        () => 0.5,
        set => (set.momentum === 0.99 && (set.learningRate ?? 0) > at / 3 ? 50 : null),
      ),
    );
    const rates = stage.record.trials
      .filter(({ point }) => point.set.momentum === 0.99 && point.origin !== 'refined' && point.origin !== 'repeated')
      .map(({ trial }) => [trial.hyperparameters.learningRate / at, trial.status]);
    expect(rates.map(([share]) => Math.round(Number(share) * 100) / 100)).toEqual([1, 0.5, 0.25]);
    expect(rates.map(([, status]) => status)).toEqual(['diverged', 'diverged', 'finished']);
  });

  it('recommends nothing where all diverged, and nothing is said of a best one', () => {
    const stage = run(
      small,
      world(
        () => 0.5,
        () => 60,
      ),
    );
    expect(STAGE.recommend(small, stage.record).set).toBe(null);
    expect(sentences(stage)).toContain('batch.evidence.divergedPoints');
  });

  it('S2: a point at the end of its list is said to be at the edge', () => {
    const stage = run(
      small,
      world(set => (isOf(32, 0.9)(set) ? 0.3 : 0.6)),
    );
    expect(answerOf(stage)).toMatchObject({ batchEdge: 'low', momentumEdge: 'high' });
    expect(sentences(stage)).toEqual(
      expect.arrayContaining(['batch.evidence.smallest', 'batch.evidence.mostMomentum']),
    );
  });

  it('adds a person’s point once, at a rate of theirs or one that is scaled', async () => {
    const stage = run(
      small,
      world(() => 0.5),
    );
    const point = STAGE.addPoint(small, stage.record, { batchSize: 128, momentum: 0.9 });
    expect(point).toMatchObject({ origin: 'person', set: { batchSize: 128, momentum: 0.9, steps: 400 } });
    stage.apply({ do: 'start', point, until: null });
    stage.trainAll();
    const again = () => STAGE.addPoint(small, stage.record, { batchSize: 128, momentum: 0.9 });
    expect((await refusalOf(Promise.resolve().then(again))).record.key).toBe('error.batch.there');
    expect(answerOf(stage).batchSizes).toEqual([32, 64, 128]);
  });
});

describe('pruning', () => {
  const plan = planned({ choice: { search: 'grid' } });

  it('stops points that are behind in both curves at a quarter and at half of the examples, and keeps the best', () => {
    const stage = run(plan, ({ set }) => {
      const made = world(of => 0.3 + 0.002 * (of.batchSize ?? 0) * (1.2 - (of.momentum ?? 0)))({ set } as TrialPoint);
      const behind = (set.batchSize ?? 0) / 300;
      return { ...made, loss: step => made.loss(step) + behind };
    });
    const pruned = stage.record.trials.filter(({ trial }) => trial.status === 'pruned');
    expect(pruned.length).toBeGreaterThan(5);
    for (const { trial, curve } of pruned) {
      if (trial.point.origin === 'repeated') continue;
      expect([0.25, 0.5].map(share => Math.round(share * trial.hyperparameters.steps))).toContain(curve?.count);
    }
    expect(STAGE.recommend(plan, stage.record).set).toMatchObject({ batchSize: 16, momentum: 0.99 });
  });

  it('lets one go on that is behind on dev only, and has not risen', () => {
    const stage = run(plan, ({ set }) => {
      const late = isOf(16, 0.99)(set);
      const full = set.steps ?? 1;
      return {
        loss: step => (late ? 0.01 : 0.1) + Math.exp((-5 * step) / full),
        dev: step => (late ? 2 - (1.9 * step) / full : 0.5 + Math.exp((-9 * step) / full)),
        divergesAt: null,
      };
    });
    const late = stage.record.trials.find(({ point }) => isOf(16, 0.99)(point.set));
    expect(late?.trial.status).toBe('finished');
  });
});

it('never prunes the accepted point, which all others are compared with', () => {
  const plan = planned({ choice: { search: 'grid' } });
  const stage = run(plan, given => {
    const own = isOf(64, 0)(given.set);
    const made = world(() => (own ? 1.5 : 0.3))(given);
    return { ...made, loss: step => made.loss(step) + (own ? 1 : 0) };
  });
  const { acceptedTrialId, gain } = answerOf(stage);
  expect(stage.record.trials.find(({ trial }) => trial.id === acceptedTrialId)?.trial.status).toBe('finished');
  expect(gain?.verdict).toBe('gain');
});

it('L3: the best of many points is partly lucky, so that the accepted one is left only beyond more than two standard errors', () => {
  const plan = planned({ choice: { search: 'grid', momenta: [0, 0.5, 0.9] } });
  const answers = [0.004, 0.006, 0.007, 0.008, 0.009, 0.02].map(gain =>
    answerOf(
      run(
        plan,
        world(set => 0.6 - (isOf(32, 0.9)(set) ? gain : 0)),
      ),
    ),
  );
  const told = answers.map(({ gain, points }) => {
    const { points: others = 0, errors = 0 } = gain?.among ?? {};
    const other = points.find(({ rank, part, isAccepted }) => part === 'search' && rank === 1 && !isAccepted);
    const accepted = points.find(({ isAccepted, part }) => isAccepted && part === 'search');
    const lowest =
      other ?? points.filter(({ rank }) => rank !== null).sort((a, b) => (a.level ?? 0) - (b.level ?? 0))[0];
    return {
      verdict: gain?.verdict,
      others,
      errors,
      by: ((accepted?.level ?? 0) - (lowest?.level ?? 0)) / ((gain?.lossNoise ?? Number.NaN) / errors),
    };
  });
  expect(told[0]?.others).toBeGreaterThan(14);
  expect(told[0]?.errors).toBeGreaterThan(2.8);
  for (const { verdict, by, errors } of told) expect(verdict).toBe(by > errors ? 'gain' : 'none');
  expect(told.map(({ by, errors }) => (by > errors ? 'beyond' : by > 2 ? 'between' : 'within'))).toEqual(
    expect.arrayContaining(['beyond', 'between', 'within']),
  );
});

describe('the race', () => {
  const plan = { ...small, race: true, racePairs: 3 };
  const isAdam = ({ optimizer }: HyperparameterSet) => optimizer === 'adam';
  /** Seeds differ a little, and not in the same way. */
  const luck = ({ seed = 1, optimizer }: HyperparameterSet) =>
    0.02 * Math.sin(7 * seed + (optimizer === 'adam' ? 2 : 0));

  it('S3: the other optimizer has a rate of its own, and pairs come from seeds that chose nothing', () => {
    const stage = run(
      plan,
      world(set => (isAdam(set) ? 0.2 : isOf(32, 0.9)(set) ? 0.3 : 0.6) + luck(set)),
    );
    const { race, best } = answerOf(stage);
    expect(race).toMatchObject({ verdict: 'other', by: 'loss', planned: 3 });
    expect(race?.pairs.map(({ seed }) => seed)).toEqual([3, 4, 5]);
    expect(race?.loss?.mean).toBeCloseTo(0.1, 1);
    // Nothing is recommended that the race contradicts.
    expect(best?.optimizer).toBe('adam');
    expect(STAGE.recommend(plan, stage.record).set).toMatchObject({ optimizer: 'adam', batchSize: 32 });
    expect(
      stage.record.trials.filter(({ point }) => point.pair === 'race' && point.set.seed === undefined),
    ).toHaveLength(3);
  });

  it('says noise where it is noise, and keeps what was chosen', () => {
    const stage = run(
      plan,
      world(set => (isAdam(set) ? 0.3 : isOf(32, 0.9)(set) ? 0.3 : 0.6) + luck(set)),
    );
    expect(answerOf(stage).race?.verdict).toBe('noise');
    expect(answerOf(stage).best?.optimizer).toBe('momentum');
  });

  it('a run that diverged or was cut off is in no pair, and the other side doesn’t win by it', () => {
    const adamWins = world(set => (isAdam(set) ? 0.2 : isOf(32, 0.9)(set) ? 0.3 : 0.6) + luck(set));
    const diverges: Train = point => {
      const lost = isAdam(point.set) && point.set.seed === 4;
      return { ...adamWins(point), divergesAt: lost ? Math.round((point.set.steps ?? 1) * 0.8) : null };
    };
    const { race } = answerOf(run(plan, diverges));
    expect(race?.pairs[1]?.other.devLoss).toBe(null);
    expect(race).toMatchObject({ verdict: 'noise', by: null });
    const whole = run(plan, adamWins);
    const trials = whole.record.trials.map(one =>
      isAdam(one.point.set) && one.point.set.seed === 4
        ? { ...one, trial: { ...one.trial, status: 'stopped' as const } }
        : one,
    );
    const cut = STAGE.recommend(plan, { ...whole.record, trials }).detail as BatchMomentumAnswer;
    // It may yet go on.
    expect(cut.race?.verdict).toBe(null);
  });

  it('ends where the other optimizer diverges at every rate, and says that', () => {
    const diverges: Train = point => ({
      ...world(set => (isOf(32, 0.9)(set) ? 0.3 : 0.6) + luck(set))(point),
      divergesAt: isAdam(point.set) ? 20 : null,
    });
    const stage = run(plan, diverges);
    const { race, best, open } = answerOf(stage);
    expect(race).toMatchObject({ verdict: 'diverged', by: null, pairs: [], other: { learningRate: null } });
    expect([best?.optimizer, open]).toEqual(['momentum', 0]);
    expect(sentences(stage)).toContain('batch.evidence.raceDiverged');
  });

  it('asks loss and metric each for more than one of them alone', () => {
    const { race } = answerOf(
      run(
        plan,
        world(set => (isAdam(set) ? 0.2 : isOf(32, 0.9)(set) ? 0.3 : 0.6) + luck(set)),
      ),
    );
    expect(race?.confidence).toBe(race?.metric === 'none' ? 95 : 97.5);
  });

  it('is between what is chosen now and the other optimizer, not with runs of what was chosen before', () => {
    const of = { ...plan, secondSeed: false };
    const low = (set: HyperparameterSet) =>
      isAdam(set) ? 0.3 : isOf(40, 0.9)(set) ? 0.1 : isOf(32, 0.9)(set) ? 0.29 : 0.6;
    const stage = run(
      of,
      world(set => low(set) + luck(set)),
    );
    const before = answerOf(stage).race;
    expect(before?.pairs).toHaveLength(3);
    const added = batchMomentum.addPoint(of, stage.record, { batchSize: 40, momentum: 0.9, learningRate: 0.07 });
    stage.apply({ do: 'start', point: added, until: null });
    stage.trainAll();
    const { race } = answerOf(stage);
    expect(race?.chosen).toMatchObject({ batchSize: 40 });
    expect(race).toMatchObject({ pairs: [], verdict: null, other: { learningRate: null } });
  });
});

describe('the engine', () => {
  const worlds = fc.record({
    best: fc.constantFrom([32, 0.9], [64, 0], [128, 0.5], [32, 0.99]),
    gain: fc.constantFrom(0, 0.003, 0.3),
    diverges: fc.boolean(),
    race: fc.boolean(),
  });
  const plan = planned({ choice: { batchSizes: [32, 64, 128], momenta: [0, 0.5, 0.9, 0.99] } });
  const trainOf = ({ best, gain, diverges }: { best: readonly number[]; gain: number; diverges: boolean }): Train =>
    world(
      set =>
        0.6 -
        (isOf(best[0] ?? 0, best[1] ?? 0)(set) ? gain : 0) +
        0.01 * Math.sin((set.seed ?? 1) * (set.batchSize ?? 1)),
      set => (diverges && set.momentum === 0.99 ? 40 : null),
    );

  it('comes to the same points and the same answer however often it is cut off between two steps', () => {
    fc.assert(
      fc.property(worlds, fc.array(fc.nat(4), { minLength: 1, maxLength: 40 }), (given, cuts) => {
        const of = { ...plan, race: given.race, racePairs: 3 };
        const whole = run(of, trainOf(given));
        let round = 0;
        const cut = new SimulatedStage(STAGE, of, trainOf(given)).run((_, actions) => {
          const lost = round++ < cuts.length ? (cuts[round - 1] ?? 0) : 0;
          return Math.max(1, actions.length - lost);
        });
        expect([...cut.started].sort()).toEqual([...whole.started].sort());
        expect(new Set(cut.started).size).toBe(cut.started.length);
        expect(new Set(cut.probed).size).toBe(cut.probed.length);
        expect(STAGE.recommend(of, cut.record).set).toEqual(STAGE.recommend(of, whole.record).set);
      }),
      { numRuns: 10 },
    );
  });

  it('says the same next, in whatever order its trials are told, and each thing once', () => {
    fc.assert(
      fc.property(worlds, fc.nat(12), fc.func(fc.nat()), (given, rounds, shuffle) => {
        const of = { ...plan, race: given.race, racePairs: 3 };
        const stage = new SimulatedStage(STAGE, of, trainOf(given));
        for (let i = 0; i < rounds; i++) {
          for (const action of stage.next) stage.apply(action);
          if (i % 3 !== 2) stage.trainAll();
        }
        const trials = [...stage.record.trials].sort((a, b) => shuffle(a.trial.id) - shuffle(b.trial.id));
        const other = { ...stage.record, trials };
        const asked = (record: StageRecord) =>
          whatFollows(STAGE, of, record)
            .map(action => JSON.stringify(action))
            .sort();
        expect(asked(other)).toEqual(asked(stage.record));
        expect(STAGE.recommend(of, other)).toEqual(STAGE.recommend(of, stage.record));
        expect(
          STAGE.workload(of, other)
            .flatMap(({ steps }) => steps)
            .every(steps => steps >= 0),
        ).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('goes on from a kill in the middle of training to the same answer', () => {
    const given = { best: [32, 0.9], gain: 0.3, diverges: false };
    const whole = run(plan, trainOf(given));
    for (const at of [1, 100, 333]) {
      const stage = new SimulatedStage(STAGE, plan, trainOf(given));
      for (let round = 0; round < 4; round++) {
        for (const action of stage.next) stage.apply(action);
        if (round > 0) stage.interrupt(at);
        stage.trainAll();
      }
      stage.run();
      expect([...stage.started].sort()).toEqual([...whole.started].sort());
      expect(STAGE.recommend(plan, stage.record).set).toEqual(STAGE.recommend(plan, whole.record).set);
    }
  });

  it('what a point trains is all that was accepted but what the point sets', () => {
    const of = planned({ base: { dropout: 0.1, hidden: [7] } });
    const [first] = run(
      of,
      world(() => 0.5),
    ).record.trials;
    expect(first && hyperparametersOf(of, first.point)).toMatchObject({
      dropout: 0.1,
      optimizer: 'sgd',
      evalEvery: null,
    });
  });
});

it('a person’s point that gets deepest after second seeds ran gets one too, and is chosen', () => {
  const stage = run(
    small,
    world(set => (isOf(40, 0.9)(set) ? 0.1 : isOf(32, 0.9)(set) ? 0.4 : 0.401)),
  );
  expect(answerOf(stage).assumed).toBe(false);
  const added = batchMomentum.addPoint(small, stage.record, { batchSize: 40, momentum: 0.9, learningRate: 0.07 });
  stage.apply({ do: 'start', point: added, until: null });
  stage.trainAll();
  stage.run();
  const { best, points } = answerOf(stage);
  expect(points.filter(({ batchSize }) => batchSize === 40).map(({ part, status }) => [part, status])).toEqual([
    ['search', 'finished'],
    ['seed', 'finished'],
  ]);
  expect(best).toMatchObject({ batchSize: 40, momentum: 0.9 });
});
