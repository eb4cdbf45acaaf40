import type { DecayChoice, DecayPlan } from '#shared/domain/decay.ts';
import type { TrialStatus } from '#shared/domain/trial.ts';
import { DevCurve } from '#shared/method/curves/dev-curve.ts';
import { evaluationSteps } from '#shared/method/curves/evaluations.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import { isSameBefore } from '#shared/method/stages/branching.ts';
import { decay } from '#shared/method/stages/decay/definition.ts';
import {
  type Action,
  type AnyStage,
  emptyRecord,
  hyperparametersOf,
  type PlanFrame,
  type StageRecord,
  type TrialPoint,
  type TrialRecord,
  whatFollows,
} from '#shared/method/stages/stage-definition.ts';
import { trial } from './ladder-members.ts';

export const STEPS = 1000;

/** How a run comes out: its lowest dev loss, after how many steps that is, its metric there, and how it ends. */
export interface Outcome {
  loss: number;
  at: number;
  metric?: number;
  status?: TrialStatus;
  /** Losses of its rows there; left out: all of them its own. */
  rows?: Float32Array;
}
export type Train = (point: TrialPoint) => Outcome;

/** A plan as it is for an accepted rate of 0.1 and a ladder whose best run was best at a step (null: it is not known). */
export const decayPlan = (choice: DecayChoice = {}, peak: number | null = 300): DecayPlan => ({
  ...decay.plan({
    configuration: {
      set: { learningRate: 0.1, steps: STEPS },
      decisions: [],
    },
    subject: { kind: 'builtIn', facts: null, dataDigest: null, network: null },
    host: { cores: 2, defaultBackend: 'wasm' },
    earlier: { seeds: [1, 2], stepMs: 1 },
    choice,
  }),
  peak,
});

/** A run of a point, as its stage's record has it once it has ended. */
export function ended(plan: PlanFrame, point: TrialPoint, position: number, of: Outcome): TrialRecord {
  const { loss, metric = 1 - loss, status = 'finished' } = of;
  const steps = evaluationSteps(STEPS);
  const at = steps.reduce((near, step) => (Math.abs(step - of.at) < Math.abs(near - of.at) ? step : near));
  const dev = new DevCurve();
  const losses = steps.map(step => loss + Math.abs(step - at) / 1000);
  dev.push(
    Float64Array.from(steps),
    Float64Array.from(losses),
    Float64Array.from(losses, value => metric + loss - value),
  );
  const curve = new LossCurve();
  const all = Float64Array.from({ length: STEPS }, (_, step) => step);
  curve.push(
    all,
    all.map(step => loss + 1 / (1 + step)),
  );
  const rows = of.rows ?? new Float32Array(50).fill(loss);
  return {
    trial: {
      ...trial(0.1, status, STEPS),
      id: `t${position}`,
      position,
      point,
      hyperparameters: hyperparametersOf(plan, point),
    },
    point,
    curve,
    dev,
    rows: [{ step: at, losses: rows, predictions: null, evaluation: { loss, metric, rows: rows.length } }],
    evaluation: { devLoss: losses.at(-1) as number, devMetric: metric },
    damagedFrom: null,
  };
}

/** Runs a decay stage as the driver does; every run comes to its end at once. */
export class DecayRuns {
  record: StageRecord = emptyRecord();
  plan: DecayPlan;
  readonly started: string[] = [];
  private readonly train: Train;

  constructor(plan: DecayPlan, train: Train) {
    this.plan = plan;
    this.train = train;
  }

  get next(): Action[] {
    return whatFollows(decay as AnyStage, this.plan, this.record);
  }

  get answer() {
    return decay.recommend(this.plan, this.record);
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
    if (action.do !== 'start') throw new Error(`a decay stage does nothing but start: ${action.do}`);
    const { point, from } = action;
    this.started.push(point.key);
    this.plan = decay.withPoint?.(this.plan, point) ?? this.plan;
    const one = ended(this.plan, point, this.record.trials.length, this.train(point));
    if (from) {
      const trunk = this.record.trials.find(({ trial: { id } }) => id === from.trialId);
      const { hyperparameters } = trunk?.trial ?? {};
      if (!hyperparameters || !isSameBefore(from.step, hyperparameters, one.trial.hyperparameters))
        throw new Error(`${point.key} is another run before step ${from.step}`);
      if (!decay.branches?.(this.plan, trunk!.point).includes(from.step))
        throw new Error(`nothing is kept for ${point.key} at ${from.step}`);
    }
    this.record = {
      ...this.record,
      trials: [...this.record.trials, { ...one, trial: { ...one.trial, branch: from ?? null } }],
    };
  }
}

/** A repeatable number between −1 and 1 for a point. */
export function jitter({ key }: TrialPoint): number {
  let hash = 2166136261;
  for (const char of key) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
  return ((hash >>> 0) % 2000) / 1000 - 1;
}
