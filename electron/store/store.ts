import type { MetricBatch, SeriesName } from '#shared/domain/metrics.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, Project, Stage } from '#shared/domain/project.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';
import type { AutomaticBackup, AutomaticOutcome, Backup } from './backup.ts';
import type { ProjectFootprint } from './deletion.ts';

/** Some points of one attempt of a trial. */
export interface AttemptPoints {
  trialId: string;
  attempt: number;
  batches: MetricBatch[];
}

/** Minimum and maximum of each bucket of one level of a pyramid; level k's buckets hold 8^k points, k from 1. */
export interface PyramidLevel {
  /** Points in a bucket; the last bucket may hold fewer. */
  bucket: number;
  /** The first step of each bucket. */
  steps: Float64Array;
  min: Float64Array;
  max: Float64Array;
}

/**
 * Everything that Descent keeps, in one SQLite file of the home folder, written by one worker thread. Every method
 * resolves after the commit (durable: WAL, `synchronous = FULL`), and rejects with a Refusal where the disk is full, the
 * folder read-only or the file damaged; what was committed before stays, and a method may be called again when there is
 * room. Calls take effect in the order they were made.
 */
export interface Store {
  projects(): Promise<Project[]>;
  saveProject(project: Project): Promise<void>;
  /** Newest last. */
  stages(projectId: string): Promise<Stage[]>;
  stage(stageId: string): Promise<Stage | null>;
  /** Inserts or updates a stage together with some of its trials, in one transaction. */
  saveStage(stage: Stage, trials: readonly Trial[]): Promise<void>;
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
   * one replaces an earlier one from its start step on. Where there are none, `columns` is empty.
   */
  points(trialId: string, series: SeriesName, afterStep: number): Promise<MetricBatch>;
  /**
   * Merges an ended trial's batches into one row a series, without the points that a later attempt replaced, and builds
   * the pyramids of its columns.
   */
  compact(trialId: string): Promise<void>;
  /** Levels from fine to coarse; empty where the trial was not compacted. */
  pyramid(trialId: string, series: SeriesName, column: string): Promise<PyramidLevel[]>;
  saveDecision(decision: Decision): Promise<void>;
  /** A project's decisions, newest last. */
  decisions(projectId: string): Promise<Decision[]>;
  savePreparation(preparation: Preparation): Promise<void>;
  /** Newest last. */
  preparations(projectId: string): Promise<Preparation[]>;
  saveProbe(probe: Probe): Promise<void>;
  /** Newest last. */
  probes(projectId: string): Promise<Probe[]>;
  /** Undefined: never saved. */
  setting(key: string): Promise<unknown>;
  saveSetting(key: string, value: unknown): Promise<void>;
  /** Writes down that something happened (JSON), for a person who asks later. */
  recordEvent(kind: string, detail: unknown): Promise<void>;
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
   * Gives a piece of what was freed back to the disk; resolves to whether more can be given back.
   * @param whole also where the whole file must be written anew for that, once
   */
  giveBack(whole: boolean): Promise<boolean>;
  /**
   * To be called once at the start: every trial left `queued`, `running` or `waiting`, and every stage left `running`, becomes
   * `interrupted`. Returns how many trials that were.
   */
  recover(now: number): Promise<number>;
  close(): Promise<void>;
}

/** What a command that only reads needs of a store. */
export type ReadOnlyStore = Pick<
  Store,
  | 'projects'
  | 'stages'
  | 'stage'
  | 'trials'
  | 'trial'
  | 'allTrials'
  | 'points'
  | 'pyramid'
  | 'decisions'
  | 'preparations'
  | 'probes'
  | 'setting'
  | 'footprint'
  | 'damage'
  | 'backUp'
  | 'backUpAutomatically'
  | 'close'
>;
