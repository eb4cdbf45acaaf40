import type { FinalChoice, FinalPlan } from '#shared/domain/final-runs.ts';
import type { TestEvaluation, TestReading } from '#shared/domain/test-reading.ts';
import { finalRuns } from '#shared/method/stages/final-runs/definition.ts';
import { type Arm, armOf } from '#shared/method/stages/final-runs/runs.ts';
import {
  type Action,
  type AnyStage,
  emptyRecord,
  type StageRecord,
  type TestRecord,
  type TrialPoint,
  whatFollows,
} from '#shared/method/stages/stage-definition.ts';
import { ended, type Outcome, STEPS } from './decay-runs.ts';

/** A run with how it does on test: the loss of each row, and whether each is right; left out: as on dev. */
export interface FinalOutcome extends Outcome {
  test?: { losses: Float32Array; right?: readonly boolean[] };
}
export type TrainFinal = (arm: Arm, seed: number) => FinalOutcome;

/** A plan as it is for an accepted rate of 0.1, of data with test rows. */
export const finalPlan = (choice: FinalChoice = {}, set: object = {}): FinalPlan => ({
  ...finalRuns.plan({
    configuration: { set: { learningRate: 0.1, steps: STEPS, ...set }, decisions: [] },
    subject: { kind: 'builtIn', facts: null, dataDigest: null, network: null },
    host: { cores: 2, defaultBackend: 'wasm' },
    earlier: { seeds: [1, 2], stepMs: 1 },
    choice,
  }),
  readsTest: true,
});

/** Losses of rows about a mean, the same spread for all. */
export const rowsAbout = (mean: number, spread = 0.1, rows = 400): Float32Array =>
  Float32Array.from({ length: rows }, (_, row) => mean + (row % 2 === 0 ? spread : -spread));

const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

/** Runs final runs as the driver does; every run comes to its end at once, and every reading has its answer. */
export class FinalRuns {
  record: StageRecord = emptyRecord();
  readonly plan: FinalPlan;
  readonly started: string[] = [];
  /** Trials whose test rows were read, and how many runs were open then. */
  readonly read: { trialId: string; missing: number }[] = [];
  private readonly train: TrainFinal;

  constructor(plan: FinalPlan, train: TrainFinal, readings: readonly TestReading[] = []) {
    this.plan = plan;
    this.train = train;
    this.record = { ...this.record, test: { evaluations: new Map(), asked: new Set(), readings } };
  }

  get next(): Action[] {
    return whatFollows(finalRuns as AnyStage, this.plan, this.record);
  }

  get answer() {
    return finalRuns.recommend(this.plan, this.record);
  }

  get test(): TestRecord {
    return this.record.test as TestRecord;
  }

  /** To the end. @param done how many actions of a round are done, the rest being lost with the program */
  run(done: (round: number, count: number) => number = (_, count) => count): this {
    for (let round = 0; ; round++) {
      const actions = this.next;
      if (actions.length === 0) return this;
      if (round > 100) throw new Error('This stage never ends.');
      for (const action of actions.slice(0, Math.max(1, done(round, actions.length)))) this.apply(action);
    }
  }

  apply(action: Action): void {
    if (action.do === 'start') this.start(action.point);
    else if (action.do === 'readTest') this.readTest(action.trialId);
    else throw new Error(`final runs do nothing of the kind: ${action.do}`);
  }

  private outcome = ({ set, ...point }: TrialPoint): FinalOutcome =>
    this.train(armOf({ ...point, set }), set.seed as number);

  private start(point: TrialPoint): void {
    this.started.push(point.key);
    const { trials } = this.record;
    this.record = { ...this.record, trials: [...trials, ended(this.plan, point, trials.length, this.outcome(point))] };
  }

  private readTest(trialId: string): void {
    const { trials } = this.record;
    const one = trials.find(({ trial }) => trial.id === trialId);
    if (!one) throw new Error(`no trial ${trialId}`);
    const { seeds, default: other } = this.plan;
    this.read.push({ trialId, missing: seeds.length * (other ? 2 : 1) - trials.length });
    const { loss, at, test = { losses: rowsAbout(loss) } } = this.outcome(one.point);
    const right = test.right ?? Array.from(test.losses, () => true);
    const evaluation: TestEvaluation = {
      step: at,
      rows: test.losses.length,
      loss: meanOf(test.losses),
      metric: right.filter(Boolean).length / right.length,
      losses: new Float32Array(test.losses),
      predictions: Float32Array.from(right, isRight => (isRight ? 1 : 0)),
      labels: new Float32Array(right.length).fill(1),
    };
    const evaluations = new Map([...this.test.evaluations, [trialId, evaluation]]);
    this.record = { ...this.record, test: { ...this.test, evaluations } };
  }
}
