import { z } from 'zod';
import { DataReport } from './data-report.ts';
import { HyperparameterSet } from './evidence.ts';
import { Figure } from './metrics.ts';
import { Preparation } from './preparation.ts';
import { Probe } from './probe.ts';
import { Decision, Project, Stage, Standing } from './project.ts';
import { Reason, Statement } from './reason.ts';
import { StageRecommendation } from './recommendation.ts';
import { TestReading } from './test-reading.ts';
import { Trial } from './trial.ts';
import { TuneBudget, TuneOutcome } from './tune.ts';

/* The report [R3] as data: what is stored of a project, put together, and no word in any language. Renderers lay it out. */

/** A curve with few enough points to be drawn small. */
export const ReportCurve = z.object({
  trialId: z.string(),
  /** Updates done. */
  steps: z.array(z.number()),
  /** As many; what is not finite shows where it diverged. */
  values: z.array(Figure),
});
export type ReportCurve = z.infer<typeof ReportCurve>;

/** One stage that was run, with all of its trials. */
export const ReportRun = z.object({
  stage: Stage,
  trials: z.array(Trial),
  /** Null: it has not ended. */
  recommendation: StageRecommendation.nullable(),
  standing: Standing,
  /** What its curves are of: the dev loss, or where nothing was evaluated the smoothed training loss. */
  curvesOf: z.enum(['dev', 'train']),
  /** Empty of runs that are only mentioned. */
  curves: z.array(ReportCurve),
});
export type ReportRun = z.infer<typeof ReportRun>;

/** What a person accepted of a kind of stage. */
export const ReportDecision = z.object({
  decision: Decision.omit({ evidence: true }),
  standing: Standing,
  /** What was recommended when it was made, by the stage or the probe that it rests on; null: nothing, or that is not known. */
  recommended: HyperparameterSet.nullable(),
  /** It was kept for other data, another network or other choices than its evidence is from. */
  kept: z.boolean(),
});
export type ReportDecision = z.infer<typeof ReportDecision>;

/** One kind of stage of the method, whether or not anything of it was run. */
export const ReportStep = z.object({
  kind: z.string(),
  /** The run that its decision rests on, else the newest; null: none. */
  run: ReportRun.nullable(),
  /** Other runs of the kind, oldest first. */
  others: z.array(ReportRun),
  decision: ReportDecision.nullable(),
  /** Why there can be none of this kind, as a person's command may not allow it; null: there can. */
  leftOut: Reason.nullable(),
  /** What the newest guided run did with it, as it was shared out; null: there was none, or it has nothing of it. */
  guided: z.object({ outcome: TuneOutcome, says: Statement, cutShort: z.boolean() }).nullable(),
  /** How that run compared one that answers the same question with the one before it, as the ladder of another optimizer; null: it has none. */
  compared: z.object({ says: Statement, skipped: z.boolean() }).nullable(),
});
export type ReportStep = z.infer<typeof ReportStep>;

/** What the reading of the data told, as far as a report repeats it. */
export const ReportData = DataReport.pick({
  rowsRead: true,
  leftOut: true,
  warnings: true,
  checks: true,
  duplicates: true,
}).extend({
  why: DataReport.shape.why,
  columns: z.array(z.object({ name: z.string(), role: z.string(), type: z.string() })),
});
export type ReportData = z.infer<typeof ReportData>;

/** Everything that a report of a project tells. */
export const Report = z.object({
  /** Of the program that made it. */
  version: z.string(),
  madeAt: z.number(),
  /** As Node names it, by which command lines are quoted. */
  platform: z.string(),
  project: Project,
  /** Null: its prepared file is not there any more, or it has none. */
  data: ReportData.nullable(),
  /** The newest that was made of the present data; null: none. */
  preparation: Preparation.nullable(),
  /** Those that a person asked for, newest last. */
  probes: z.array(Probe),
  /** In the order of the method. */
  steps: z.array(ReportStep),
  /** The newest guided run; null: a person went from stage to stage. */
  guided: z.object({ budget: TuneBudget, auto: z.boolean(), isOver: z.boolean() }).nullable(),
  /** Each time that test rows were read in the project, oldest first [R2]. */
  testReadings: z.array(TestReading),
  /** All that decides a trial as it was accepted; without a rate where none was. Of a command: what was accepted alone. */
  configuration: HyperparameterSet,
});
export type Report = z.infer<typeof Report>;
