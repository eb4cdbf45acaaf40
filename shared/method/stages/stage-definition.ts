import type { ZodType } from 'zod';
import type { DatasetFacts } from '../../domain/dataset.ts';
import type { Evidence, HyperparameterSet, RankedTrial } from '../../domain/evidence.ts';
import type { BackendId, Hyperparameters, NetworkChoice } from '../../domain/hyperparameters.ts';
import type { OwnCommand } from '../../domain/own-command.ts';
import type { Probe } from '../../domain/probe.ts';
import type { Reason } from '../../domain/reason.ts';
import { CONSTANT, scheduleKey } from '../../domain/schedule.ts';
import type { TestEvaluation, TestReading } from '../../domain/test-reading.ts';
import type { Branch, Trial } from '../../domain/trial.ts';
import type { Configuration } from '../configuration.ts';
import type { DevCurve } from '../curves/dev-curve.ts';
import type { DevRows } from '../curves/dev-rows.ts';
import type { LossCurve } from '../curves/loss-curve.ts';

export type { Evidence, HyperparameterSet, RankedTrial, Remedy, Rule, Verdict } from '../../domain/evidence.ts';

/**
 * What is tuned: a built-in network on a person's data, or a command of the person's own.
 * Of a data set that was never read neither facts nor digest are known.
 */
export type Subject =
  | {
      kind: 'builtIn';
      facts: DatasetFacts | null;
      /** SHA-256 of the prepared file. */
      dataDigest: string | null;
      /** What the person chose for the project; null: what the data proposes. */
      network: NetworkChoice | null;
    }
  | {
      kind: 'command';
      command: OwnCommand;
    };

/** What a host of trials can do; `everyStep`: it reports a point for every step; `evaluate`: it reads the test rows. */
export interface HostCan {
  resume: boolean;
  hold: boolean;
  probe: boolean;
  prepare: boolean;
  evaluate: boolean;
  everyStep: boolean;
}

/** A host that can everything: the built-in trainers. */
export const CAN_ALL: Readonly<HostCan> = {
  resume: true,
  hold: true,
  probe: true,
  prepare: true,
  evaluate: true,
  everyStep: true,
};

/** What training costs, in ms. */
export interface Pace {
  /** A step, its share of the evaluations included, with as many trials side by side as there are. */
  stepMs: number;
  /** From starting a trainer to its first step. */
  startMs: number;
}

/** What a plan needs to know of where its trials will run. */
export interface HostFacts {
  cores: number;
  /** The fastest backend that is available. */
  defaultBackend: BackendId;
  /** Left out: everything. */
  can?: HostCan;
  /** Of the whole machine, in bytes; left out: not known. */
  memoryBytes?: number;
  /** What one trial of the basis costs here, as it was measured when the network was prepared; left out or null: it was not. */
  measured?: { pace: Pace | null; trialBytes: number | null } | null;
}

/** What the trials shared that the newest accepted decision rests on, beside what it sets, and where they were trained. */
export interface Basis {
  base: HyperparameterSet;
  backend: BackendId;
}

/** What is known of a project from the trials of its earlier stages. */
export interface EarlierTrials {
  /** That any of them was trained from. */
  seeds: readonly number[];
  /** What a step took in the newest one of the same network, its share of the evaluations included, in ms; null: none has ended. */
  stepMs: number | null;
}

/**
 * What every stage's plan has: the hyperparameters that all of its trials share, on which backend, and how many side by side (L7).
 * What is missing in `base` each point sets.
 */
export interface PlanFrame {
  base: HyperparameterSet;
  backend: BackendId;
  parallel: number;
}

/** Why a point came to its stage; `repeated`: once more from another seed, to know how much seeds differ. */
export type PointOrigin = 'planned' | 'extended' | 'refined' | 'repeated' | 'person';

/** One set of hyperparameters that a stage tries. Two points of a stage are the same where their keys are. */
export interface TrialPoint {
  /** `pointKey(set)`: `batchSize=64,momentum=0.9,seed=2`. */
  key: string;
  /** Over the plan's `base`; seed included where it is varied. */
  set: HyperparameterSet;
  origin: PointOrigin;
  /** Points of one name are compared with each other, seed by seed (D6, D7, R2); null: with all. */
  pair: string | null;
  /** The fold of cross-validation whose rows it trains on and is evaluated on [M9]; left out: the data as it is divided. */
  fold?: number | undefined;
}

/** A trial of a stage with what is known of it so far. */
export interface TrialRecord {
  trial: Trial;
  point: TrialPoint;
  /** Null before the first point. */
  curve: LossCurve | null;
  /** Every evaluation; null before the first. */
  dev: DevCurve | null;
  /** How the rows of dev did at its rungs and at its best evaluation, as far as it has come; of a step of both kinds, twice. */
  rows: readonly DevRows[];
  /** The newest evaluation, if any. */
  evaluation: { devLoss: number; devMetric: number } | null;
  /** The first of its steps that is stored and can't be read any more; null: there is none. */
  damagedFrom: number | null;
}

/** All that a stage is evaluated by, computed from stored data alone. The order of the trials means nothing. */
export interface StageRecord {
  trials: readonly TrialRecord[];
  /** Trials (by id) that a person wants to go on with: paused, interrupted, stopped or failed ones. */
  resume: ReadonlySet<string>;
  /** Of the data that the trials were trained on; null: the project has other data by now. */
  facts: DatasetFacts | null;
  /** The project's probe that was made for what this stage trains [B8]; null: there is none. */
  probe: Probe | null;
  /** What its own probes found, by the keys of the points that they were made for [S6]. */
  probes: ReadonlyMap<string, Probe>;
  /** Keys of points whose probe waits, is being made, or was cut off: it is not asked for again until a person goes on with the stage. */
  probing: ReadonlySet<string>;
  /** What is known of the test rows [R2]; left out: nothing, since they were never read. */
  test?: TestRecord;
}

/** Readings of the test rows, as far as a stage is concerned [R2]. */
export interface TestRecord {
  /** How its trials did on them, by their ids. */
  evaluations: ReadonlyMap<string, TestEvaluation>;
  /** Trials (by id) whose reading waits, is being made, or was cut off: it is not asked for again until a person goes on with the stage. */
  asked: ReadonlySet<string>;
  /** Every reading of these rows in the project, oldest first. */
  readings: readonly TestReading[];
}

/** What a driver does next for a stage. */
export type Action =
  /**
   * A new trial, up to a step (null: to its end). `from`: it branches off another trial's checkpoint [D9], which must be the same run up to
   * there (`isSameBefore`) and keep it (`branches`); where that can't be used, it trains from its first step, to the same numbers.
   */
  | { do: 'start'; point: TrialPoint; until: number | null; from?: Branch }
  /** A trial that waits, or that a person wants to go on with. */
  | { do: 'resume'; trialId: string; until: number | null }
  /** A waiting trial that can't win any more. */
  | { do: 'prune'; trialId: string; reason: Reason }
  /** A learning rate for one point, which sets none [S6]: a job of the same queue, whose answer comes to the record's `probes`. */
  | { do: 'probe'; point: TrialPoint }
  /** How a finished trial does on the test rows with the weights of its best evaluation [R2]; the answer comes to the record's `test`. */
  | { do: 'readTest'; trialId: string };

/**
 * Work that is done side by side before anything further is known: steps still to do, a number for each trial. `addition` says why it
 * may come on top of what is planned; null: it is planned.
 */
export interface Segment {
  steps: readonly number[];
  /** What a step of each of them costs over one of the plan's `base`; left out: as much. */
  costs?: readonly number[];
  addition: Exclude<PointOrigin, 'planned' | 'person'> | null;
}

/** What a stage's results say: of all trials, what accepting would change, and why. */
export interface Recommendation<Detail> {
  /** In the order of the points, not of the ranks. */
  ranking: readonly RankedTrial[];
  /** What accepting changes; null: nothing can be recommended, and the evidence says why. */
  set: HyperparameterSet | null;
  evidence: readonly Evidence[];
  detail: Detail;
}

/**
 * A stage of the method: pure functions of stored data, which one driver runs for all stages. (KerasTuner's Oracle and Ray Tune's schedulers
 * are near to it; Ax's generation strategy is the nearest model of staged tuning.)
 *
 * Its functions are methods, so that a list can hold definitions of different plans: each gets the plan that its own `Plan` has parsed.
 */
export interface StageDefinition<Kind extends string, Choice, Plan extends PlanFrame, Detail> {
  kind: Kind;
  Choice: ZodType<Choice>;
  Plan: ZodType<Plan>;
  Detail: ZodType<Detail>;
  /** Kinds that are accepted before this one; a change of one makes it stale. */
  needs: readonly string[];
  plan(input: {
    configuration: Configuration;
    subject: Subject;
    host: HostFacts;
    choice: Choice;
    /** Of what was accepted before; left out or null: nothing was. */
    basis?: Basis | null;
    /** Left out: nothing is known. */
    earlier?: EarlierTrials;
  }): Plan;
  /**
   * What is to be done now; all planned points where the record is empty. Idempotent, and independent of the order of the record's
   * trials. [] with nothing open: the stage is done.
   */
  next(plan: Plan, record: StageRecord): Action[];
  /**
   * A point that a person adds.
   * @throws Refusal where it is there already, or there are too many
   */
  addPoint(plan: Plan, record: StageRecord, set: HyperparameterSet): TrialPoint;
  /**
   * The choice that plans the same stage with other num_steps; left out: what the plan holds, as a choice has it by the same names.
   * @throws Refusal where its length is not its own to choose
   */
  longer?(plan: Plan, steps: number): Choice;
  /** The plan as it is kept and told once a point came to it that it did not begin with; left out: as it was. */
  withPoint?(plan: Plan, point: TrialPoint): Plan;
  /** While trials run: the answer so far. */
  recommend(plan: Plan, record: StageRecord): Recommendation<Detail>;
  /** Numbers of steps after which curves are compared, so that their levels there are kept exactly; left out: none. */
  marks?(plan: Plan): number[];
  /**
   * Numbers of steps before which a trial of a point keeps a checkpoint for others that branch off it [D9], as few as `branching.ts` says; left
   * out: none.
   */
  branches?(plan: Plan, point: TrialPoint): number[];
  /**
   * Whether it reads the test rows of its trials itself, once [R2]: then nobody else does, and the weights of their best evaluations stay as long as
   * the project does. Left out: no.
   */
  readsTest?: boolean;
  /** What a step of a point costs over one of the plan's `base`; left out: as much. */
  stepCost?(plan: Plan, point: TrialPoint): number;
  /** What is left to do; of an empty record what the stage will cost, and what may come on top. */
  workload(plan: Plan, record: StageRecord): Segment[];
  /**
   * All that it may come to, whatever its trials say: a guided run plans with that. Left out: the workload of an empty record, with what may come
   * on top, and nothing pruned.
   */
  mostWork?(plan: Plan): Segment[];
  /**
   * What it may recommend that makes the stages after it cost most, num_steps as its longest trial has them; left out: it changes nothing
   * of what they cost.
   */
  costliest?(plan: Plan): HyperparameterSet;
}

/** A definition whatever its stage: what the driver, the contract and the shells work with. */
export type AnyStage = StageDefinition<string, unknown, PlanFrame, unknown>;

/** A record without any trial, as a stage has it that is only planned. */
export const emptyRecord = (facts: DatasetFacts | null = null): StageRecord => ({
  trials: [],
  resume: new Set(),
  facts,
  probe: null,
  probes: new Map(),
  probing: new Set(),
});

/** What identifies a point: its settings by name, numbers as JavaScript writes them, so that 0.10 and 1e-1 are one; a schedule by its key. */
export const pointKey = (set: HyperparameterSet): string =>
  Object.entries(set)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${written(value)}`)
    .join(',');

function written(value: HyperparameterSet[keyof HyperparameterSet]): string {
  if (Array.isArray(value)) return value.join('-');
  return typeof value === 'object' && value !== null ? scheduleKey(value) : String(value);
}

/** A point of those settings. */
export const pointOf = (
  set: HyperparameterSet,
  origin: PointOrigin = 'planned',
  pair: string | null = null,
): TrialPoint => ({ key: pointKey(set), set, origin, pair });

/** The same on the rows of one fold of cross-validation [M9], which belongs to its identity. */
export const onFold = (point: TrialPoint, fold: number): TrialPoint => ({
  ...point,
  key: `${point.key},fold=${fold}`,
  fold,
});

/** Everything that decides a trial of a point. (A plan of old has no schedule.) */
export const hyperparametersOf = ({ base }: PlanFrame, { set }: Pick<TrialPoint, 'set'>): Hyperparameters =>
  ({ schedule: CONSTANT, ...base, ...set }) as Hyperparameters;

/**
 * What the driver does next: the definition's actions, each once. No point is started that has a trial already, and none is probed that has
 * a probe or was asked for one, whatever a definition proposes, so that a stage which was cut off between two steps does nothing twice. Of no
 * trial the test rows are read a second time.
 */
export function whatFollows(definition: AnyStage, plan: PlanFrame, record: StageRecord): Action[] {
  const there = new Set(record.trials.map(({ point }) => point.key));
  const probed = new Set([...record.probes.keys(), ...record.probing]);
  const read = new Set([...(record.test?.evaluations.keys() ?? []), ...(record.test?.asked ?? [])]);
  const touched = new Set<string>();
  const doneOf = { start: there, probe: probed, readTest: read, resume: touched, prune: touched };
  return definition.next(plan, record).filter(action => {
    const seen = doneOf[action.do];
    const id = action.do === 'start' || action.do === 'probe' ? action.point.key : action.trialId;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}
