import type { Stage, StagePlan } from '#shared/domain/project.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { type LadderMoves, nextStop } from '#shared/method/ladder-moves.ts';
import { stageStatus } from '#shared/method/stage-status.ts';
import type { ProcessPool } from '../../hosts/process-pool.ts';
import { dropCheckpoint } from '../../store/checkpoint-files.ts';
import type { Store } from '../../store/store.ts';
import { type EventLog, reasonOf } from '../projects/event-log.ts';
import { isRead, type ProjectData, type ReadProject } from '../projects/project-data.ts';
import { newTrial } from '../trials/new-trial.ts';
import { type QueueListener, type QueueOptions, type ToTrain, TrialQueue } from '../trials/trial-queue.ts';
import type { StopStatus } from '../trials/trial-run.ts';
import type { StageState } from './stage-state.ts';
import type { StagesInUse } from './stages-in-use.ts';

/** What a driver works with. */
export interface StageDriverOptions extends Omit<QueueOptions, 'listener'> {
  data: ProjectData;
  stages: StagesInUse;
  /** Points of a trial are committed. */
  onPoints: QueueListener['points'];
  /** What happened to projects, for a person who asks later. */
  events: EventLog;
  /** A stage or one of its trials changed. */
  onChange: (state: StageState) => void;
}

/**
 * Runs stages: hands their trials to the queue, and does what follows from their curves, until nothing does. Changes of one stage
 * come one after the other.
 */
export class StageDriver {
  private readonly options: StageDriverOptions;
  private readonly store: Store;
  private readonly queue: TrialQueue;
  /** What is under way, which closing waits for. */
  private readonly changes = new Set<Promise<unknown>>();

  constructor(options: StageDriverOptions) {
    this.options = options;
    this.store = options.store;
    const listener: QueueListener = {
      points: options.onPoints,
      changed: state => void this.settle(state).catch(this.broken),
      happened: ({ project }, kind, detail) => options.events.record(kind, detail, project.id),
      broken: this.broken,
    };
    this.queue = new TrialQueue({ ...options, listener });
  }

  /** The store failed: what can still be noted is noted. Trials that could not save end as failed by themselves. */
  private readonly broken = (error: Error): void => {
    this.options.events.record('store.failed', reasonOf(error));
  };

  /** Where trials are trained; who else needs a trainer borrows one there. */
  get trainers(): ProcessPool {
    return this.queue.trainers;
  }

  /** A stage of such a plan is about to start. */
  expect({ rates, parallel, backend }: StagePlan): void {
    this.queue.warm({ most: Math.min(rates.length, parallel), backend });
  }

  /** One change of a stage after another: two at once would both start the same trials. */
  change<T>(state: StageState, task: () => Promise<T>): Promise<T> {
    return this.underWay(state.inTurn(task));
  }

  /** Closing waits for it. */
  underWay<T>(change: Promise<T>): Promise<T> {
    const entry = change.catch(() => {}).finally(() => this.changes.delete(entry));
    this.changes.add(entry);
    return change;
  }

  /** Stops a whole stage: nothing more follows from its curves until somebody goes on with it. */
  stop(state: StageState, status: StopStatus): Promise<void> {
    // After a change under way, or what that starts would go on.
    return this.change(state, async () => {
      state.preparedFile = null;
      await this.stopTrials(state, () => true, status);
    });
  }

  /** Stops one trial; the others go on. */
  stopTrial(state: StageState, trialId: string, status: StopStatus): Promise<void> {
    return this.change(state, () => this.stopTrials(state, ({ id }) => id === trialId, status));
  }

  private async stopTrials(state: StageState, wanted: (trial: Trial) => boolean, status: StopStatus): Promise<void> {
    const open = () => new Set(state.open.filter(wanted).map(({ id }) => id));
    await this.queue.stop(open(), status);
    // One that came to its barrier in the same moment is held there by now.
    const held = open();
    if (held.size > 0) await this.queue.stop(held, status);
  }

  /** Interrupts what runs; rejects where that could not be saved, but no trainer is left all the same. */
  async close(): Promise<void> {
    await this.queue.close();
    await Promise.allSettled(this.changes);
  }

  /** A ladder with further rungs in its plan, and these rungs. */
  withRungs(
    { stage, trials }: StageState,
    project: ReadProject,
    added: StagePlan['added'],
  ): { stage: Stage; entries: ToTrain[] } {
    const { home, version } = this.options;
    const rates = [...stage.plan.rates, ...added.map(({ rate }) => rate)].sort((a, b) => b - a);
    const plan = { ...stage.plan, rates, added: [...stage.plan.added, ...added] };
    const entries = added.map(({ rate }, i) => {
      const origin = { learningRate: rate, position: trials.length + i, home, version };
      const trial = newTrial(stage, project, origin);
      return { trial, until: nextStop(plan, trial, 0) };
    });
    return { stage: { ...stage, plan }, entries };
  }

  /**
   * Saves the stage with the trials as queued and hands them to the queue. Where that fails, the stage is as it was.
   * @param pruned trials that have just ended so, saved together with them
   */
  async enqueue(
    state: StageState,
    stage: Stage,
    wanted: readonly ToTrain[],
    preparedFile: string,
    pruned: readonly Trial[] = [],
  ): Promise<void> {
    const { stages } = this.options;
    const entries = wanted.map(({ trial, until }): ToTrain => {
      return { trial: { ...trial, status: 'queued', reason: null, result: null, endedAt: null }, until };
    });
    const queued = entries.map(({ trial }) => trial);
    // Known before it is saved, so that no one who asks meanwhile reads the stage into memory a second time, and a trial
    // that ends meanwhile doesn't end the stage.
    const undo = state.begin({ ...stage, status: 'running', endedAt: null }, [...queued, ...pruned]);
    const forget = stages.add(state);
    try {
      await this.store.saveStage(state.stage, [...queued, ...pruned]);
    } catch (error) {
      undo();
      forget();
      throw error;
    }
    state.preparedFile = preparedFile;
    stages.used(state);
    this.queue.add(state, entries, preparedFile);
    await this.settle(state);
  }

  /**
   * Goes on with a ladder where something follows from its curves; else brings the stage's own status in line with its trials, saves
   * it where it changed, and tells of it.
   */
  async settle(state: StageState): Promise<void> {
    const { data, onChange } = this.options;
    if (follows(state)) {
      onChange(state);
      void this.change(state, () => this.advance(state)).catch(error => this.giveUp(state, error));
      return;
    }
    const status = stageStatus(state.trials);
    if (status !== state.stage.status) {
      state.become(status);
      try {
        await this.store.saveStage(state.stage, []);
        await data.touch(state.project.id);
      } finally {
        // Who waits for the end must hear of it even where it could not be saved.
        onChange(state);
      }
    } else onChange(state);
  }

  /** Does what follows from a ladder's curves: prunes, lets go on, adds rungs. */
  private async advance(state: StageState): Promise<void> {
    // Asked again: a person may have stopped it since.
    const { project, preparedFile } = state;
    if (!follows(state) || preparedFile === null || !isRead(project)) return;
    const { go, prune, add } = state.moves;
    const pruned = prune.map(({ trial, barrier }): Trial => {
      const reason = { key: 'reason.pruned', values: { ...barrier } };
      return { ...trial, status: 'pruned', reason, endedAt: Date.now() };
    });
    const { stage, entries } = this.withRungs(state, project, add);
    await this.enqueue(state, stage, [...go, ...entries], preparedFile, pruned);
    for (const { id } of pruned) {
      this.trainers.forget(id);
      await dropCheckpoint(this.options.home, id);
      await this.store.compact(id);
    }
  }

  /** A ladder that can't go on by itself, since that can't be saved: it waits for a person. */
  private async giveUp(state: StageState, error: Error): Promise<void> {
    this.broken(error);
    state.preparedFile = null;
    await this.queue.stop(new Set(state.open.map(t => t.id)), 'interrupted').catch(this.broken);
    await this.settle(state).catch(this.broken);
  }
}

/** Whether something is to be done next on a ladder that was started here. */
function follows({ stage, preparedFile, moves }: StageState): boolean {
  return stage.status === 'running' && preparedFile !== null && hasMoves(moves);
}

/** Whether a ladder has anything left to do. */
export const hasMoves = ({ go, prune, add }: LadderMoves): boolean => go.length + prune.length + add.length > 0;
