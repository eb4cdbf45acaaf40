import { z } from 'zod';
import { HyperparameterSet, Rule } from './evidence.ts';
import { Hyperparameters, MOST } from './hyperparameters.ts';
import { Figure, Known } from './metrics.ts';
import { Statement } from './reason.ts';

/*
 * A guided run: all stages one after the other within one budget. What a person may choose of it, what it sets out to do, and what became of it.
 */

/** What all stages may cost together: minutes by the clock, or optimizer steps of all trials and probes. */
export const TuneBudget = z.discriminatedUnion('unit', [
  z.object({ unit: z.literal('minutes'), most: z.number().min(0.1).max(100_000) }),
  z.object({
    unit: z.literal('steps'),
    most: z
      .number()
      .int()
      .min(1)
      .max(1000 * MOST.steps),
  }),
]);
export type TuneBudget = z.infer<typeof TuneBudget>;

/** What a person may choose of a guided run. */
export const TuneChoice = z.object({
  budget: TuneBudget,
  /** Take what each stage recommends, without asking. */
  auto: z.boolean(),
  /** Of the first trials; later stages count on from it. */
  seed: Hyperparameters.shape.seed.optional(),
});
export type TuneChoice = z.infer<typeof TuneChoice>;

/** What something costs; `ms` null: what a step takes was not measured. */
export const TuneCost = z.object({ steps: z.number().int(), ms: Known });
export type TuneCost = z.infer<typeof TuneCost>;

/** Of runs of version 0.7: each stage was known by its kind. */
const withLine = (share: unknown): unknown =>
  typeof share === 'object' && share !== null && 'kind' in share ? { line: share.kind, name: null, ...share } : share;

/** What one stage gets of a budget. */
export const TuneShare = z.preprocess(
  withLine,
  z.object({
    /** Which of the run's stages it is: of one kind there may be two, as the ladder of another optimizer. */
    line: z.string(),
    kind: z.string(),
    /** What it is called beside the name of its kind; null: that is enough. */
    name: Statement.nullable(),
    /** What it is started with (`StageDefinition.Choice`); null: it is left out. */
    choice: z.record(z.string(), z.unknown()).nullable(),
    /** Whatever comes of its trials. */
    atMost: TuneCost,
    /** As it mostly goes. */
    about: TuneCost,
    /** What it does with that, or why it is left out. */
    says: Statement,
    /** What more of a budget would buy first; null: it does all that there is to do, or is left out. */
    without: Statement.nullable(),
  }),
);
export type TuneShare = z.infer<typeof TuneShare>;

/** How a budget is shared out over the stages that are still to come. */
export const TunePlan = z.object({
  /** In the order of the stages. */
  shares: z.array(TuneShare),
  /** What is left for them, in the budget's own unit: ms or steps. */
  available: z.number(),
  /** What they mostly take, in the same unit; that the first of them fits at its worst is seen to. */
  planned: z.number(),
  /** Whether learning rate and final runs fit. */
  fits: z.boolean(),
  /** What those two want at least, in the same unit; infinite: what a step takes was not measured. */
  least: Figure,
});
export type TunePlan = z.infer<typeof TunePlan>;

/**
 * What became of a stage's recommendation.
 * - `pending`: it is trained, or waits for an answer.
 * - `accepted`, `overruled`: it was taken, or something else in its place.
 * - `kept`: nothing was recommended, so what was there stays.
 * - `skipped`: a person left what was there.
 * - `leftOut`: it was not run.
 * - `reported`: it has nothing to accept, as final runs.
 */
export const TuneOutcome = z.enum(['pending', 'accepted', 'overruled', 'kept', 'skipped', 'leftOut', 'reported']);
export type TuneOutcome = z.infer<typeof TuneOutcome>;

/** What a stage's recommendation comes to beside what counts already. */
export const TuneAdvice = z.object({
  /** Whether it is to take the place of what counts. */
  take: z.boolean(),
  says: Statement,
});
export type TuneAdvice = z.infer<typeof TuneAdvice>;

/** A stage of a guided run, from the moment that it is its turn. */
export const TuneStage = z.object({
  kind: z.string(),
  /** Known before it is started, so that one that was cut off is found again; null: it is left out. */
  stageId: z.string().nullable(),
  /** As it was shared out when it was its turn. */
  share: TuneShare,
  outcome: TuneOutcome,
  /** What was accepted; null: nothing. */
  set: HyperparameterSet.nullable(),
  /** That its recommendation rests on first; null: it has none. */
  rule: Rule.nullable(),
  /** Of one whose question was answered before: which answer is to count; null: its recommendation stands alone, or is not there yet. */
  advice: TuneAdvice.nullable().default(null),
  /** What it took, once it was decided. */
  used: z.object({ trials: z.number().int(), steps: z.number().int(), ms: Known }).nullable(),
  /** Its time was up before it was done, so that what it says is of what had been trained by then. */
  cutShort: z.boolean(),
});
export type TuneStage = z.infer<typeof TuneStage>;

/** `running`: a stage trains, or is about to. `gate`: a person is asked. `stopped`: by a person. `failed`: it can't go on, and `problem` says why. */
export const TuneStatus = z.enum(['running', 'gate', 'stopped', 'finished', 'failed']);
export type TuneStatus = z.infer<typeof TuneStatus>;

/** A guided run, as it is kept. */
export const TuneRun = z.object({
  id: z.string(),
  projectId: z.string(),
  budget: TuneBudget,
  auto: z.boolean(),
  seed: Hyperparameters.shape.seed,
  status: TuneStatus,
  /** As it was shown before anything ran. */
  plan: TunePlan,
  /** Those whose turn has come, in order. */
  stages: z.array(TuneStage),
  /** Why it ended before its last stage; null: it did not. */
  problem: Statement.nullable(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
});
export type TuneRun = z.infer<typeof TuneRun>;

/** A guided run as interfaces are told of it. */
export const TuneView = z.object({
  run: TuneRun,
  /** It is `running` by its status, but the program ended meanwhile: it goes on when somebody says so. */
  interrupted: z.boolean(),
  /** How what is left is shared out over the stages to come; null: there are none. */
  ahead: TunePlan.nullable(),
});
export type TuneView = z.infer<typeof TuneView>;

/** What a person says at a gate: take what is recommended, take something else, or leave what was there. */
export type TuneAnswer = { do: 'accept' | 'skip' } | { do: 'set'; set: HyperparameterSet };

/** What the decided stages took together. */
export const totalSteps = (stages: readonly TuneStage[]): number =>
  stages.reduce((sum, { used }) => sum + (used?.steps ?? 0), 0);

export const totalMs = (stages: readonly TuneStage[]): number =>
  stages.reduce((sum, { used }) => sum + (used?.ms ?? 0), 0);

/** The stage whose turn it is; null: none yet, or all are decided. */
export const currentStage = ({ stages }: Pick<TuneRun, 'stages'>): TuneStage | null =>
  stages.find(({ outcome }) => outcome === 'pending') ?? null;

/** Time that was measured, or is left, in minutes: to a tenth of less than ten. */
export const roundedMinutes = (ms: number): number => {
  const minutes = ms / 60_000;
  return minutes < 10 ? Math.round(minutes * 10) / 10 : Math.round(minutes);
};

/** What stays of a budget beside its plan, as a person is told; null: hardly anything. */
export function spareOf({ shares, available, planned }: TunePlan, unit: TuneBudget['unit']): Statement | null {
  const spare = available - planned;
  const told = unit === 'steps' ? spare : roundedMinutes(spare);
  if (spare < available / 100 || told <= 0) return null;
  const isAll = shares.every(({ choice, without }) => choice !== null && without === null);
  return unit === 'steps'
    ? { key: isAll ? 'tune.spareAll.steps' : 'tune.spare.steps', values: { steps: { as: 'count', value: told } } }
    : { key: isAll ? 'tune.spareAll.minutes' : 'tune.spare.minutes', values: { minutes: told } };
}

/** What became of a stage, as a message: one that is to be compared may stay apart without that nothing was recommended. */
export function outcomeKey({ outcome, advice, cutShort }: TuneStage, status: TuneStatus) {
  // Final runs that were cut short have measured nothing that a verdict could rest on.
  if (outcome === 'reported' && cutShort) return 'tune.outcome.unfinished' as const;
  if (outcome === 'kept' && advice !== null) return 'tune.outcome.stays' as const;
  const rests = status === 'stopped' || status === 'failed';
  return outcome === 'pending' && rests ? ('tune.outcome.undecided' as const) : (`tune.outcome.${outcome}` as const);
}
