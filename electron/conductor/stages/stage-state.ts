import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { known, type MetricBatch } from '#shared/domain/metrics.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, Project, Stage } from '#shared/domain/project.ts';
import { RULE_VERSION, type StageRecommendation } from '#shared/domain/recommendation.ts';
import { ENDED, type Trial } from '#shared/domain/trial.ts';
import { probeFor } from '#shared/method/probe/made-for.ts';
import { stageOf } from '#shared/method/stages/definitions.ts';
import { timeFor } from '#shared/method/stages/segments.ts';
import {
  type Action,
  type AnyStage,
  type PlanFrame,
  type StageRecord,
  whatFollows,
} from '#shared/method/stages/stage-definition.ts';
import type { Store } from '../../store/store.ts';
import { subjectOf } from '../projects/project-data.ts';
import type { AwakeClock } from '../trials/awake-clock.ts';
import { bytesOf, type CurveSoFar, NO_CURVE, reaches, restoredCurve, withPoints } from '../trials/curve-so-far.ts';
import { PaceMeter } from '../trials/pace-meter.ts';
import { StepRate } from '../trials/step-rate.ts';
import type { TrialGroup } from '../trials/trial-queue.ts';

interface Member extends CurveSoFar {
  trial: Trial;
}

/** What is stored around a stage and its trials. */
export interface StoredBeside {
  /** Of its project, newest last. */
  decisions: readonly Decision[];
  /** Of its project, newest last. */
  probes: readonly Probe[];
  /** As it was kept when the stage ended; null: it runs, or never ended. */
  recommendation: StageRecommendation | null;
}

const NOTHING_BESIDE: StoredBeside = { decisions: [], probes: [], recommendation: null };

/** What a trial takes beside its curves, roughly, in bytes: its record. */
const MEMBER_BYTES = 4096;

/** A stage in memory, kept equal to what is stored: its trials, their curves, and the answer that follows from them. */
export class StageState {
  private readonly members = new Map<string, Member>();
  private readonly rate = new StepRate();
  private readonly pace = new PaceMeter();
  private judged: StageRecommendation | null = null;
  private lastSavedAt: number | null = null;
  private readonly clock: AwakeClock;
  /** By the clock, while it runs. */
  private runsSince: number | null = null;
  private lastTurn: Promise<unknown> = Promise.resolve();
  private turns = 0;
  private ofProject: Project;
  stage: Stage;
  /** The rules of its kind. */
  readonly definition: AnyStage;
  private readPlan: { of: Stage['plan']; plan: PlanFrame } | null = null;
  /** What its trials share in the queue. */
  readonly group: TrialGroup;
  /** What its trials are trained on, once something was started here; null: nothing goes on by itself. */
  preparedFile: string | null = null;
  private decisions: readonly Decision[];
  private probes: readonly Probe[];
  /** By rules of old, and still what counts, since nothing has changed since. */
  private byOldRules: StageRecommendation | null;

  constructor(
    project: Project,
    stage: Stage,
    trials: readonly Trial[],
    clock: AwakeClock,
    { decisions, probes, recommendation }: StoredBeside = NOTHING_BESIDE,
  ) {
    this.clock = clock;
    this.ofProject = project;
    this.stage = stage;
    this.definition = stageOf(stage.kind);
    this.group = {
      subject: subjectOf(project),
      backend: this.plan.backend,
      parallel: this.plan.parallel,
      marks: this.definition.marks?.(this.plan) ?? [],
    };
    this.decisions = decisions;
    this.probes = probes;
    this.byOldRules = recommendation && recommendation.ruleVersion < RULE_VERSION ? recommendation : null;
    for (const trial of trials) this.members.set(trial.id, { trial, ...NO_CURVE });
  }

  /** Reads a stored stage with its curves; null where there is no such stage. */
  static async load(store: Store, stageId: string, clock: AwakeClock): Promise<StageState | null> {
    const stage = await store.stage(stageId);
    const project = stage && (await store.projects()).find(p => p.id === stage.projectId);
    if (!stage || !project) return null;
    const state = new StageState(project, stage, await store.trials(stageId), clock, {
      decisions: await store.decisions(project.id),
      probes: await store.probes(project.id),
      recommendation: await store.recommendation(stageId),
    });
    for (const { id } of state.trials) state.restoreCurve(id, await restoredCurve(store, id, state.group.marks));
    // Its last trial ended with it; stamps of several trials can't be compared, since the wall clock may have been set between them.
    state.lastSavedAt = stage.endedAt;
    return state;
  }

  /** What it set out to do, as the rules of its kind read it. */
  get plan(): PlanFrame {
    const { plan } = this.stage;
    if (this.readPlan?.of !== plan) this.readPlan = { of: plan, plan: this.definition.Plan.parse(plan) };
    return this.readPlan.plan;
  }

  get project(): Project {
    return this.ofProject;
  }

  /** Takes its project as it was saved. */
  takeProject(project: Project): void {
    this.ofProject = project;
    this.judged = null;
  }

  /** Takes a probe of its project that was saved. */
  takeProbe(probe: Probe): void {
    if (!this.probes.some(({ id }) => id === probe.id)) this.probes = [...this.probes, probe];
    this.judged = null;
  }

  /** Takes a decision of its project that was saved. */
  takeDecision(decision: Decision): void {
    if (!this.decisions.some(({ id }) => id === decision.id)) this.decisions = [...this.decisions, decision];
  }

  /** What was accepted on this stage last. */
  get decision(): Decision | null {
    return this.decisions.findLast(({ stageId }) => stageId === this.stage.id) ?? null;
  }

  /** What counts for its project in answer to the question of its kind. */
  get projectDecision(): Decision | null {
    const question = questionOf(this.stage);
    return this.decisions.findLast(({ kind }) => kind === question) ?? null;
  }

  /** The facts of the data that its trials are trained on; null where the project has other data by now. */
  get facts(): DatasetFacts | null {
    const { facts, dataDigest } = this.project;
    return this.trials.every(t => t.dataDigest === dataDigest) ? facts : null;
  }

  /** In the plan's order. */
  get trials(): Trial[] {
    return [...this.members.values()].map(m => m.trial).sort((a, b) => a.position - b.position);
  }

  /** What it takes of memory, in bytes: its curves, mostly. */
  get bytes(): number {
    return [...this.members.values()].reduce((sum, member) => sum + MEMBER_BYTES + bytesOf(member), 0);
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
    this.changed();
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
      this.changed();
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
    const member = this.members.get(trialId);
    const before = member?.curve?.count ?? 0;
    const curve = member && withPoints(member, batches, this.group.marks);
    const count = (curve?.curve?.count ?? 0) - before;
    this.rate.add(trialId, count, workedMs, now);
    this.pace.arrived(trialId, count, workedMs, now);
    if (curve) this.setCurve(trialId, curve);
    this.lastSavedAt = Date.now();
  }

  /** Takes what there is of a trial's points, in place of what was held of them. */
  setCurve(trialId: string, curve: CurveSoFar): void {
    this.restoreCurve(trialId, curve);
    this.changed();
  }

  private restoreCurve(trialId: string, curve: CurveSoFar): void {
    const member = this.members.get(trialId);
    if (member) this.members.set(trialId, { ...member, ...curve });
    this.judged = null;
  }

  /** From now on the rules of today say what follows. */
  private changed(): void {
    this.judged = null;
    this.byOldRules = null;
  }

  /** All that it is judged by. */
  get record(): StageRecord {
    return {
      trials: this.trials.map(trial => ({ ...this.members.get(trial.id)!, point: trial.point })),
      resume: new Set(),
      facts: this.facts,
      probe: this.probe,
    };
  }

  /** The newest probe that was made for what this stage trains [B8]. */
  private get probe(): Probe | null {
    const [trial] = this.trials;
    if (!trial) return null;
    return probeFor(this.probes, { dataDigest: trial.dataDigest, base: this.plan.base });
  }

  /** What its results say; by the rules of old where it ended under them. While trials run: so far. */
  get recommendation(): StageRecommendation {
    this.judged ??= this.byOldRules ?? this.recommended();
    return this.judged;
  }

  private recommended(): StageRecommendation {
    const { ranking, set, evidence, detail } = this.definition.recommend(this.plan, this.record);
    return { ranking: [...ranking], set, evidence: [...evidence], detail, ruleVersion: RULE_VERSION };
  }

  /**
   * What is to be done next.
   * @param resume trials (by id) that a person wants to go on with
   */
  actions(resume: ReadonlySet<string> = new Set()): Action[] {
    return whatFollows(this.definition, this.plan, { ...this.record, resume });
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

  /** Estimated time until all open trials are done, as pruning is expected to leave them, in ms; null where nothing is measured yet. */
  get remainingMs(): number | null {
    const { pace } = this.pace;
    if (this.open.length === 0 || !pace) return null;
    const begun = this.open.some(({ status }) => status === 'running') ? pace.startMs : 0;
    const left = this.definition.workload(this.plan, this.record);
    return known(Math.max(0, timeFor(left, this.plan.parallel, pace) - begun));
  }

  /** Optimizer steps a second over all running trials, lately; null where none runs. */
  get stepsPerSecond(): number | null {
    return this.open.length === 0 ? null : known(this.rate.perSecond(this.clock.now()));
  }

  /** When the newest point was committed to disk. */
  get savedAt(): number | null {
    return this.lastSavedAt;
  }
}

/** The kind of stage whose question a stage's results answer: one trial answers a ladder's, as far as it does. */
export const questionOf = ({ kind }: Pick<Stage, 'kind'>): string => (kind === 'trial' ? 'learningRate' : kind);
