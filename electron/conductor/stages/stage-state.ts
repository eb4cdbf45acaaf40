import type { StageView } from '#shared/contract/requests.ts';
import type { LadderAnswer } from '#shared/domain/answer.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { known, type MetricBatch } from '#shared/domain/metrics.ts';
import type { Decision, Project, Stage } from '#shared/domain/project.ts';
import { ENDED, type Trial } from '#shared/domain/trial.ts';
import { type LadderMoves, ladderMoves } from '#shared/method/ladder-moves.ts';
import { stretchesLeft, timeFor } from '#shared/method/ladder-time.ts';
import { parameterCountFor } from '#shared/method/networks/parameter-count.ts';
import { barriersOfPlan } from '#shared/method/pruning.ts';
import { isDamaged, rankLadder } from '#shared/method/ranking.ts';
import type { Store } from '../../store/store.ts';
import type { AwakeClock } from '../trials/awake-clock.ts';
import { type CurveSoFar, NO_CURVE, reaches, restoredCurve, withPoints } from '../trials/curve-so-far.ts';
import { PaceMeter } from '../trials/pace-meter.ts';
import { StepRate } from '../trials/step-rate.ts';

interface Member extends CurveSoFar {
  trial: Trial;
}

/** A stage in memory, kept equal to what is stored: its trials, their curves, and the answer that follows from them. */
export class StageState {
  private readonly members = new Map<string, Member>();
  private readonly rate = new StepRate();
  private readonly pace = new PaceMeter();
  private cachedAnswer: LadderAnswer | null = null;
  private savedAt: number | null = null;
  private readonly clock: AwakeClock;
  /** By the clock, while it runs. */
  private runsSince: number | null = null;
  private lastTurn: Promise<unknown> = Promise.resolve();
  private turns = 0;
  private ofProject: Project;
  stage: Stage;
  /** What its trials are trained on, once something was started here; null: nothing goes on by itself. */
  preparedFile: string | null = null;
  /** Of its project, newest last. */
  private decisions: readonly Decision[];

  constructor(
    project: Project,
    stage: Stage,
    trials: readonly Trial[],
    decisions: readonly Decision[],
    clock: AwakeClock,
  ) {
    this.clock = clock;
    this.ofProject = project;
    this.stage = stage;
    this.decisions = decisions;
    for (const trial of trials) this.members.set(trial.id, { trial, ...NO_CURVE });
  }

  /** Reads a stored stage with its curves; null where there is no such stage. */
  static async load(store: Store, stageId: string, clock: AwakeClock): Promise<StageState | null> {
    const stage = await store.stage(stageId);
    const project = stage && (await store.projects()).find(p => p.id === stage.projectId);
    if (!stage || !project) return null;
    const [trials, decisions] = [await store.trials(stageId), await store.decisions(project.id)];
    const state = new StageState(project, stage, trials, decisions, clock);
    for (const { id } of state.trials) state.setCurve(id, await restoredCurve(store, id, state.marks));
    // Its last trial ended with it; stamps of several trials can't be compared, since the wall clock may have been set between them.
    state.savedAt = stage.endedAt;
    return state;
  }

  get project(): Project {
    return this.ofProject;
  }

  /** Takes its project as it was saved. */
  takeProject(project: Project): void {
    this.ofProject = project;
    this.cachedAnswer = null;
  }

  /** Takes a decision of its project that was saved. */
  takeDecision(decision: Decision): void {
    if (!this.decisions.some(({ id }) => id === decision.id)) this.decisions = [...this.decisions, decision];
  }

  /** What was accepted on this stage last. */
  get decision(): Decision | null {
    return this.decisions.findLast(({ stageId }) => stageId === this.stage.id) ?? null;
  }

  /** What counts for its project. */
  get projectDecision(): Decision | null {
    return this.decisions.at(-1) ?? null;
  }

  /** The facts of the data that its trials are trained on; null where the project has other data by now. */
  private get facts(): DatasetFacts | null {
    const { facts, dataDigest } = this.project;
    return this.trials.every(t => t.dataDigest === dataDigest) ? facts : null;
  }

  /** In the plan's order. */
  get trials(): Trial[] {
    return [...this.members.values()].map(m => m.trial).sort((a, b) => a.position - b.position);
  }

  /** Where its curves' levels are compared. */
  get marks(): number[] {
    return barriersOfPlan(this.stage.plan).map(({ step }) => step);
  }

  /** What its curves hold, in places of some numbers each. */
  get held(): number {
    return [...this.members.values()].reduce((sum, { curve }) => sum + (curve?.held ?? 0), 0);
  }

  /** The trials that no trainer has ended yet. */
  get open(): Trial[] {
    return this.trials.filter(t => !ENDED.has(t.status));
  }

  /** Takes a trial as it was saved; a new attempt starts its curve anew. */
  setTrial(trial: Trial): void {
    const before = this.members.get(trial.id);
    const same = before?.trial.attempt === trial.attempt;
    const runs = trial.status === 'running';
    if (runs && !(same && before?.trial.status === 'running')) this.pace.started(trial.id, this.clock.now());
    if (!runs) this.rate.ended(trial.id);
    this.members.set(trial.id, same && before ? { ...before, trial } : { trial, ...NO_CURVE });
    this.cachedAnswer = null;
  }

  /** Something happens in it or is about to: it must stay the only one of its stage in memory. */
  get busy(): boolean {
    return this.turns > 0 || this.open.length > 0;
  }

  /** Runs a task after those that were given before it. */
  inTurn<T>(task: () => Promise<T>): Promise<T> {
    this.turns++;
    const result = this.lastTurn.then(task).finally(() => this.turns--);
    this.lastTurn = result.catch(() => {});
    return result;
  }

  /** Takes a stage with trials that are to be run, new or known; the returned function takes that back. */
  begin(stage: Stage, queued: readonly Trial[]): () => void {
    const [before, ranSince] = [this.stage, this.runsSince];
    const members = queued.map(({ id }) => [id, this.members.get(id)] as const);
    this.stage = stage;
    this.runsSince ??= this.clock.now();
    for (const trial of queued) this.setTrial(trial);
    return () => {
      this.stage = before;
      this.runsSince = ranSince;
      for (const [id, member] of members) {
        if (member) this.members.set(id, member);
        else this.members.delete(id);
      }
      this.cachedAnswer = null;
    };
  }

  /** The stage has come to rest, or runs without its being begun here; what it took until now is added up. */
  become(status: Stage['status']): void {
    const { runsSince } = this;
    const running = status === 'running';
    this.runsSince = running ? (runsSince ?? this.clock.now()) : null;
    const { tookMs } = this.stage;
    const took = tookMs === null || runsSince === null || running ? tookMs : tookMs + this.clock.now() - runsSince;
    this.stage = { ...this.stage, status, endedAt: running ? null : Date.now(), tookMs: took };
  }

  /**
   * Takes points that were trained just now and are committed.
   * @param workedMs what its trainer took for them (`WorkedTime`); null: they are in its first report
   */
  addPoints(trialId: string, batches: readonly MetricBatch[], workedMs: number | null): void {
    const now = this.clock.now();
    const count = batches.reduce((sum, { series, steps }) => sum + (series === 'step' ? steps.length : 0), 0);
    this.rate.add(trialId, count, workedMs, now);
    this.pace.arrived(trialId, count, workedMs, now);
    const member = this.members.get(trialId);
    if (member) this.setCurve(trialId, withPoints(member, batches, this.marks));
    this.savedAt = Date.now();
  }

  /** Takes what there is of a trial's points, in place of what was held of them. */
  setCurve(trialId: string, curve: CurveSoFar): void {
    const member = this.members.get(trialId);
    if (member) this.members.set(trialId, { ...member, ...curve });
    this.cachedAnswer = null;
  }

  get answer(): LadderAnswer {
    this.cachedAnswer ??= rankLadder(this.byRate, this.facts?.rows.train ?? null, this.stage.plan);
    return this.cachedAnswer;
  }

  private get byRate(): Member[] {
    return [...this.members.values()].sort(
      (a, b) => b.trial.hyperparameters.learningRate - a.trial.hyperparameters.learningRate,
    );
  }

  /** What is to be done next, where nothing is queued or running. */
  get moves(): LadderMoves {
    return ladderMoves(this.stage.plan, this.byRate);
  }

  /** Steps that a trial has on record. */
  stepsOf(trialId: string): number {
    return this.members.get(trialId)?.curve?.count ?? 0;
  }

  /** Whether all steps of a trial before one are on record, and can be read. */
  reaches(trialId: string, step: number): boolean {
    const member = this.members.get(trialId);
    return member !== undefined && reaches(member, step);
  }

  /** A curve of its trials can't be read whole: nothing can be compared with it. */
  get isDamaged(): boolean {
    return this.byRate.some(isDamaged);
  }

  /** Estimated time until all open trials are done, as pruning is expected to leave them, in ms; null where nothing is measured yet. */
  get remainingMs(): number | null {
    const { pace } = this.pace;
    if (this.open.length === 0 || !pace) return null;
    const { plan } = this.stage;
    const left = stretchesLeft(
      plan,
      this.open.map(({ id }) => this.stepsOf(id)),
    );
    const begun = this.open.some(({ status }) => status === 'running') ? pace.startMs : 0;
    return known(Math.max(0, timeFor(left, plan.parallel, pace) - begun));
  }

  get stepsPerSecond(): number | null {
    return this.open.length === 0 ? null : known(this.rate.perSecond(this.clock.now()));
  }

  /** A trial with what is to be said of its curve. */
  private told(trial: Trial): Trial {
    const from = this.members.get(trial.id)?.damagedFrom ?? null;
    return from === null ? trial : { ...trial, note: { key: 'note.curve.damaged', values: { from } } };
  }

  view(): StageView {
    const { facts } = this;
    return {
      project: this.project,
      stage: this.stage,
      trials: this.trials.map(trial => this.told(trial)),
      answer: this.answer,
      decision: this.decision,
      projectDecision: this.projectDecision,
      parameterCount: facts && parameterCountFor(this.stage.plan.base, facts),
      remainingMs: this.remainingMs,
      stepsPerSecond: this.stepsPerSecond,
      savedAt: this.savedAt,
    };
  }
}
