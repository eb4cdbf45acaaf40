import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import type { StagePlan } from '#shared/domain/project.ts';
import { TrialStatus } from '#shared/domain/trial.ts';
import { isSameBefore } from '#shared/method/stages/branching.ts';
import { learningRate } from '#shared/method/stages/learning-rate/definition.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { type StageRecord, type TrialPoint, whatFollows } from '#shared/method/stages/stage-definition.ts';
import { SimulatedStage, type Train } from '../tools/simulated-stage.ts';
import { branchingStage } from '../tools/toy-branching-stage.ts';
import { toyPlan, toyStage } from '../tools/toy-stage.ts';
import { curve, member, record } from './ladder-members.ts';

const STEPS = 400;
const NOTHING = {
  configuration: { set: {}, decisions: [] },
  subject: { kind: 'builtIn', facts: null, dataDigest: null, network: null },
  host: { cores: 2, defaultBackend: 'wasm' },
} as const;
const RATES = [1, 0.3, 0.1, 0.03, 0.01, 0.001, 0.0001];

const plans = fc
  .record({
    rates: fc.uniqueArray(fc.constantFrom(...RATES), { minLength: 1 }),
    prune: fc.boolean(),
    extend: fc.boolean(),
    refine: fc.boolean(),
  })
  .map(choice => planLadder({ ...choice, steps: STEPS }, { cores: 2, defaultBackend: 'wasm' }));

/** Levels that curves fall to, some of them equal, and some trials that diverge. */
const levels = fc.array(fc.constantFrom(0.1, 0.1, 0.2, 0.5, 1, 2, null), { minLength: 12, maxLength: 12 });

/** Any state in which a ladder may be found: some of its trials there, each at some status after some steps. */
const records = (plan: StagePlan): fc.Arbitrary<StageRecord> =>
  fc
    .record({
      trials: fc.subarray(plan.rates).chain(rates =>
        fc.tuple(
          ...rates.map(rate =>
            fc.record({
              rate: fc.constant(rate),
              status: fc.constantFrom(...TrialStatus.options),
              steps: fc.constantFrom(0, 5, 100, 150, 200, STEPS),
              level: fc.constantFrom(0.1, 0.2, 0.5, 1),
              origin: fc.constantFrom('planned' as const, 'extended' as const, 'refined' as const, 'person' as const),
              damagedFrom: fc.constantFrom(null, null, null, null, 50),
            }),
          ),
        ),
      ),
      resume: fc.subarray(plan.rates),
    })
    .map(({ trials, resume }) =>
      record(
        trials.map(({ rate, status, steps, level, origin, damagedFrom }, position) => {
          const one = member(rate, steps === 0 ? null : curve(steps, 2.3, level, 30), status, origin);
          return { ...one, trial: { ...one.trial, position }, damagedFrom };
        }),
        { resume: new Set(resume.map(rate => `t${rate}`)) },
      ),
    );

const situations = plans.chain(plan => records(plan).map(found => ({ plan, found })));

/** How a ladder's rates train: each falls to a level of its own, by its place among the decades; null: it diverges. */
const trainingOf =
  (of: readonly (number | null)[]): Train =>
  ({ set }: TrialPoint) => {
    const place = Math.round(2 * Math.log10(set.learningRate as number) + 20) % of.length;
    const level = of[(place + of.length) % of.length] as number | null;
    const falling = curveLoss(level ?? 2);
    return { loss: falling, divergesAt: level === null ? 60 : null };
  };
const curveLoss = (level: number) => (step: number) =>
  level + (2.3 - level) * Math.exp(-step / 30) + 0.01 * Math.sin(step * 12.9898);

const asJson = (value: unknown): string => JSON.stringify(value);
const shuffled = fc.array(fc.integer(), { minLength: 12, maxLength: 12 });
const inAnotherOrder = (found: StageRecord, by: readonly number[]): StageRecord => ({
  ...found,
  trials: found.trials
    .map((one, i) => ({ one, at: by[i] as number }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one),
});

describe('what follows on a ladder', () => {
  it('is the same however often it is asked', () =>
    fc.assert(
      fc.property(situations, ({ plan, found }) => {
        const before = asJson(found.trials.map(({ trial, point }) => [trial, point]));
        expect(asJson(learningRate.next(plan, found))).toBe(asJson(learningRate.next(plan, found)));
        expect(asJson(found.trials.map(({ trial, point }) => [trial, point]))).toBe(before);
      }),
    ));

  it('does not depend on the order in which its trials are found; nor does what is recommended, and what is left', () =>
    fc.assert(
      fc.property(situations, shuffled, ({ plan, found }, by) => {
        const other = inAnotherOrder(found, by);
        expect(asJson(learningRate.next(plan, other))).toBe(asJson(learningRate.next(plan, found)));
        expect(asJson(learningRate.recommend(plan, other))).toBe(asJson(learningRate.recommend(plan, found)));
        expect(asJson(learningRate.workload(plan, other))).toBe(asJson(learningRate.workload(plan, found)));
      }),
    ));

  it('starts no point that is there, and touches a trial once', () =>
    fc.assert(
      fc.property(situations, ({ plan, found }) => {
        const there = new Set(found.trials.map(({ point }) => point.key));
        const ids = learningRate.next(plan, found).map(action => {
          if (action.do === 'start') expect(there).not.toContain(action.point.key);
          return action.do === 'start' ? action.point.key : action.do === 'probe' ? '' : action.trialId;
        });
        expect(new Set(ids).size).toBe(ids.length);
      }),
    ));
});

describe('a whole ladder', () => {
  const ended = (stage: SimulatedStage) => ({
    statuses: stage.record.trials
      .map(({ trial, curve: of }) => [trial.hyperparameters.learningRate, trial.status, of?.count])
      .sort(),
    detail: learningRate.recommend(stage.plan as StagePlan, stage.record).detail.best?.learningRate,
  });

  it('comes to an end, with every point started once and nothing left to do', () =>
    fc.assert(
      fc.property(plans, levels, (plan, of) => {
        const stage = new SimulatedStage(learningRate, plan, trainingOf(of)).run();
        expect(new Set(stage.started).size).toBe(stage.started.length);
        expect(
          stage.record.trials.every(({ trial }) => ['finished', 'pruned', 'diverged'].includes(trial.status)),
        ).toBe(true);
        expect(stage.next).toEqual([]);
      }),
      { numRuns: 50 },
    ));

  it('comes to the same end where it was killed between what ended and what was proposed', () =>
    fc.assert(
      fc.property(plans, levels, fc.array(fc.nat(6), { maxLength: 20 }), (plan, of, done) => {
        const whole = new SimulatedStage(learningRate, plan, trainingOf(of)).run();
        // Of what was proposed in a round only so much was done when the program ended.
        const cut = new SimulatedStage(learningRate, plan, trainingOf(of)).run(
          (round, { length }) => done[round] ?? length,
        );
        expect(new Set(cut.started).size).toBe(cut.started.length);
        expect(new Set(cut.started)).toEqual(new Set(whole.started));
        expect(ended(cut)).toEqual(ended(whole));
      }),
      { numRuns: 50 },
    ));

  it('comes to the same end where its trials were cut off, and gone on with', () =>
    fc.assert(
      fc.property(plans, levels, fc.array(fc.integer({ min: 0, max: STEPS }), { maxLength: 5 }), (plan, of, cuts) => {
        const whole = new SimulatedStage(learningRate, plan, trainingOf(of)).run();
        const cut = new SimulatedStage(learningRate, plan, trainingOf(of));
        for (const steps of cuts) {
          for (const action of cut.next) cut.apply(action);
          cut.interrupt(steps);
          cut.trainAll();
        }
        cut.run();
        expect(ended(cut)).toEqual(ended(whole));
      }),
      { numRuns: 50 },
    ));
});

describe('a stage of another kind', () => {
  const train: Train = ({ set }) => ({ loss: curveLoss(set.momentum === 0 ? 0.5 : 0.2), divergesAt: null });

  it('runs by its definition alone, each of its points once', () => {
    const plan = toyPlan();
    const stage = new SimulatedStage(toyStage, plan, train).run();
    expect(stage.started).toEqual(['momentum=0', 'momentum=0.9']);
    const { set, ranking, detail } = toyStage.recommend(plan, stage.record);
    expect(set).toEqual({ momentum: 0.9 });
    expect(ranking.map(({ rank }) => rank)).toEqual([2, 1]);
    expect((detail as { difference: number }).difference).toBeGreaterThan(0.2);
    expect(stage.record.trials[0]?.trial.hyperparameters).toMatchObject({ momentum: 0, learningRate: 0.3, steps: 100 });
  });

  it('is started no more than once where it was cut off, though it proposes all again', () => {
    const stage = new SimulatedStage(toyStage, toyPlan(), train).run(round => (round === 0 ? 1 : 2));
    expect(stage.started).toEqual(['momentum=0', 'momentum=0.9']);
    expect(whatFollows(toyStage, toyPlan(), stage.record)).toEqual([]);
  });

  it('says before what it costs, and takes only a choice of its own', () => {
    expect(toyStage.workload(toyPlan(), record([]))).toEqual([{ steps: [100, 100], addition: null }]);
    expect(toyStage.Choice.safeParse({ momenta: [0.5] }).success).toBe(false);
    expect(toyStage.Plan.safeParse(toyPlan({ momenta: [0.5, 0.99] })).success).toBe(true);
  });
});

describe('a stage that probes and branches', () => {
  const train: Train = () => ({ loss: curveLoss(0.2), divergesAt: null });
  const plan = () => branchingStage.plan({ ...NOTHING, choice: branchingStage.Choice.parse({}) });

  it('asks for each point’s rate once, then starts what follows from it', () => {
    const stage = new SimulatedStage(branchingStage, plan(), train).run();
    expect(stage.probed).toEqual(['batchSize=32']);
    expect(stage.started).toEqual([60, 100].map(steps => `batchSize=32,learningRate=0.25,steps=${steps}`));
  });

  it('asks for none that is under way or was cut off', () => {
    const waiting = record([], { probing: new Set(['batchSize=32']) });
    expect(whatFollows(branchingStage, plan(), record([]))).toMatchObject([{ do: 'probe' }]);
    expect(whatFollows(branchingStage, plan(), waiting)).toEqual([]);
  });
});

describe('D9: two runs are the same before a step', () => {
  const base = { ...DEFAULT_HYPERPARAMETERS, learningRate: 0.1, steps: 100 };

  it('where nothing differs but how long they train, and neither ends before it', () => {
    expect(isSameBefore(80, base, { ...base, steps: 200 })).toBe(true);
    expect(isSameBefore(101, base, { ...base, steps: 200 })).toBe(false);
    for (const other of [{ seed: 2 }, { learningRate: 0.2 }, { evalEvery: 7 }, { hidden: [8] }, { batchSize: 1 }])
      expect(isSameBefore(80, base, { ...base, ...other })).toBe(false);
  });
});
