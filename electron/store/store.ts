import type { Refusal } from '#shared/contract/refusal.ts';
import type { EventKind, LoggedEvent } from '#shared/domain/logged-event.ts';
import type { MetricBatch, RecordedColumn, SeriesName } from '#shared/domain/metrics.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, Project, Stage } from '#shared/domain/project.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import type { TestEvaluation, TestReading } from '#shared/domain/test-reading.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import type { TuneRun } from '#shared/domain/tune.ts';
import type { AutomaticBackup, AutomaticOutcome, Backup } from './backup.ts';
import type { GivenBack, ProjectFootprint } from './deletion.ts';
import type { AttemptPoints, ColumnOverview, PointsSlice } from './rows/slices.ts';

export type { AttemptPoints, ColumnOverview, DamagedSteps, PointsSlice } from './rows/slices.ts';

/**
 * Everything that Descent keeps, in one SQLite file of the home folder, written by one worker thread. Every method
 * resolves after the commit (durable: WAL, `synchronous = FULL`), and rejects with a Refusal where the disk is full, the
 * folder read-only or the file damaged; what was committed before stays, and a method may be called again when there is
 * room. Calls take effect in the order they were made. "Newest" and "oldest" are meant by the order in which things were saved first,
 * whatever the wall clock said then.
 */
export interface Store {
  /** The one that changed last is the last. */
  projects(): Promise<Project[]>;
  saveProject(project: Project): Promise<void>;
  /** Newest last. */
  stages(projectId: string): Promise<Stage[]>;
  /** Of all projects, newest last. */
  allStages(): Promise<Stage[]>;
  stage(stageId: string): Promise<Stage | null>;
  /**
   * Inserts or updates a stage together with some of its trials, in one transaction.
   * @param recommendation what its results say, kept beside it in place of what was; null: nothing yet; left out: as before
   */
  saveStage(stage: Stage, trials: readonly Trial[], recommendation?: StageRecommendation | null): Promise<void>;
  /** What a stage's results said when it ended; null: it never did, or that can't be read: the points tell it anew. */
  recommendation(stageId: string): Promise<StageRecommendation | null>;
  /** By position. */
  trials(stageId: string): Promise<Trial[]>;
  trial(trialId: string): Promise<Trial | null>;
  /** All trials, oldest first. */
  allTrials(): Promise<Trial[]>;
  saveTrial(trial: Trial): Promise<void>;
  /** Opens an attempt (numbered from 1) that writes from `startStep` on. */
  beginAttempt(trialId: string, attempt: number, startStep: number, startedAt: number): Promise<void>;
  /** Closes an attempt and saves its trial, after every point that was appended before. */
  endAttempt(trial: Trial, status: TrialStatus): Promise<void>;
  /**
   * Appends points. Calls of about 100 ms share one transaction; each resolves when it is committed, and only then may
   * the points be shown or acknowledged. The arrays are copied and may be used again at once. A call whose attempt was
   * never begun, or whose steps don't follow those before, rejects alone.
   */
  appendPoints(points: AttemptPoints): Promise<void>;
  /**
   * A trial's points of one series with step > afterStep, in step order, each step once: of several attempts, a later
   * one replaces an earlier one from its start step on. Where there are none, `columns` is empty. As much memory as there are
   * points: for a trial of any length there is `slice`. Rejects with a Refusal that names the steps where some can't be read.
   */
  points(trialId: string, series: SeriesName, afterStep: number): Promise<MetricBatch>;
  /**
   * The first `limit` of these points, passing over what is damaged. It costs as much as the points that it gives, wherever in a
   * trial they lie.
   */
  slice(trialId: string, series: SeriesName, afterStep: number, limit: number): Promise<PointsSlice>;
  /**
   * One recorded column after a step in short, where very many rows follow; null: so few that `slice` is the way. It comes from what is
   * stored beside each page, as much as a bounded amount of reading gives and never the newest points: at `next` the rest is asked for,
   * in the same way. Where what is stored so is damaged, the points themselves tell.
   */
  overview(trialId: string, column: RecordedColumn, afterStep: number): Promise<ColumnOverview | null>;
  /**
   * Tidies up after an ended trial: removes the points that a later attempt replaced, and merges what is left of small batches. While
   * a trial runs its batches are merged to pages by themselves, so there is little to do.
   */
  compact(trialId: string): Promise<void>;
  /**
   * Keeps how the rows of dev did, at a rung, or at the best evaluation in place of the one before. An attempt that begins at an earlier
   * step takes them away: it measures them anew.
   */
  saveDevRows(trialId: string, rows: MeasuredRows): Promise<void>;
  /** What there is of them, by step. */
  devRows(trialId: string): Promise<MeasuredRows[]>;
  /**
   * Keeps how a trial did on the test rows, and counts that reading, both in one transaction; a reading of an id that was counted before counts
   * no second time. Resolves to whether it did.
   */
  saveTestEvaluation(trialId: string, evaluation: TestEvaluation, reading: TestReading): Promise<boolean>;
  /** Null: the test rows were not read with it. */
  testEvaluation(trialId: string): Promise<TestEvaluation | null>;
  /** Every reading of a project's test rows, oldest first. */
  testReadings(projectId: string): Promise<TestReading[]>;
  /** The ids of all trials of stages of these kinds. */
  trialIdsOf(kinds: readonly string[]): Promise<string[]>;
  saveDecision(decision: Decision): Promise<void>;
  /** A project's decisions, newest last. */
  decisions(projectId: string): Promise<Decision[]>;
  saveTune(run: TuneRun): Promise<void>;
  /** Guided runs of a project (null: of all), newest last. */
  tunes(projectId: string | null): Promise<TuneRun[]>;
  savePreparation(preparation: Preparation): Promise<void>;
  /** Newest last. */
  preparations(projectId: string): Promise<Preparation[]>;
  saveProbe(probe: Probe): Promise<void>;
  /** Those that a person asked for, newest last. */
  probes(projectId: string): Promise<Probe[]>;
  /** Those that a stage asked for, newest last. */
  probesOfStage(stageId: string): Promise<Probe[]>;
  /** Undefined: never saved. */
  setting(key: string): Promise<unknown>;
  saveSetting(key: string, value: unknown): Promise<void>;
  /**
   * Writes down that something happened (JSON), for a person who asks later. The newest 1,000 of a project are kept.
   * @param projectId left out: it happened to the home or the machine
   */
  recordEvent(kind: EventKind, detail: unknown, projectId?: string | null): Promise<void>;
  /** What happened to a project and to what lies under it, newest first; null: to all of them. */
  events(projectId: string | null): Promise<LoggedEvent[]>;
  /** What could not be read so far, of a store that was opened for reading: it leaves that out. Otherwise reading refuses, and this is empty. */
  damage(): Promise<Reason[]>;
  /** Writes all that is kept at this moment to one file, whole and verified. Holds this store up; use a read-only one. */
  backUp(file: string): Promise<Backup>;
  /** The same in the home's own folder of backups, where the disk has room for it. */
  backUpAutomatically(home: string, why: AutomaticBackup, now: number): Promise<AutomaticOutcome>;
  /** What a project has, also one that is being deleted; null where there is none of that id. */
  footprint(projectId: string): Promise<ProjectFootprint | null>;
  /** Projects whose deletion was begun and is not over. */
  pendingDeletions(): Promise<string[]>;
  /** From now on the project is gone for every other method; `deleteSlice` takes away what it has. */
  beginDeletion(projectId: string): Promise<void>;
  /** Takes away a piece of a project whose deletion was begun; resolves to whether something is left. */
  deleteSlice(projectId: string): Promise<boolean>;
  /**
   * Gives a piece of what was freed back to the disk; resolves to what is left of it.
   * @param whole also where the whole file must be written anew for that, once
   */
  giveBack(whole: boolean): Promise<GivenBack>;
  /**
   * To be called once at the start: every trial left `queued`, `running` or `waiting`, and every stage left `running`, becomes
   * `interrupted`, which is recorded as an event of its project. Returns how many trials that were.
   * @param savedAt when something was saved last, so about when the core before ended
   */
  recover(now: number, savedAt?: number): Promise<number>;
  /** Resolves once a call was rejected since the home is lost, before that call is. */
  readonly lost: Promise<Refusal>;
  /** Does nothing, unless the home was removed, moved or replaced: then it rejects, as every other call does, with `error.home.lost.…`. */
  checkHome(): Promise<void>;
  /**
   * Writes all that is committed into a new home beside the old one, also when the old one's path leads to it no more.
   * @returns the new home
   */
  rescue(): Promise<string>;
  close(): Promise<void>;
}

/** What a command that only reads needs of a store. */
export type ReadOnlyStore = Pick<
  Store,
  | 'projects'
  | 'stages'
  | 'allStages'
  | 'stage'
  | 'recommendation'
  | 'trials'
  | 'trial'
  | 'allTrials'
  | 'points'
  | 'slice'
  | 'overview'
  | 'devRows'
  | 'testEvaluation'
  | 'testReadings'
  | 'trialIdsOf'
  | 'decisions'
  | 'tunes'
  | 'preparations'
  | 'probes'
  | 'probesOfStage'
  | 'setting'
  | 'footprint'
  | 'damage'
  | 'backUp'
  | 'backUpAutomatically'
  | 'events'
  | 'close'
>;
