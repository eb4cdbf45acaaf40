import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { Decision, Project, Stage, StageStatus } from '#shared/domain/project.ts';
import { RULE_VERSION, type StageRecommendation } from '#shared/domain/recommendation.ts';
import type { StageProgress } from '#shared/domain/stage-progress.ts';
import type { TestEvaluation, TestReading } from '#shared/domain/test-reading.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import { ENDED, type Trial, type TrialStatus } from '#shared/domain/trial.ts';
import { probeFor } from '#shared/method/probe/made-for.ts';
import { questionOf, stageOf } from '#shared/method/stages/definitions.ts';
import { progressOf } from '#shared/method/stages/progress.ts';
import {
  type Action,
  type AnyStage,
  type PlanFrame,
  type StageRecord,
  whatFollows,
} from '#shared/method/stages/stage-definition.ts';
import type { TestedTrial } from '../../store/rows/test-evaluations.ts';
import type { Store } from '../../store/store.ts';
import { subjectOf } from '../projects/project-data.ts';
import type { TrialGroup } from '../trials/admission.ts';
import type { AwakeClock } from '../trials/awake-clock.ts';
import {
  bytesOf,
  type CurveSoFar,
  NO_CURVE,
  reaches,
  restoredCurve,
  withPoints,
  withRows,
} from '../trials/curve-so-far.ts';
import { StageQuestions } from './stage-questions.ts';
import { StageTimes } from './stage-times.ts';

interface Member extends CurveSoFar {
  trial: Trial;
}

/** What is stored around a stage and its trials. */
export interface StoredBeside {
  /** Of its project, newest last. */
  decisions: readonly Decision[];
  /** Of its project, newest last. */
  probes: readonly Probe[];
  /** Of its own points, newest last; left out: none. */
  ownProbes?: readonly Probe[];
  /** How its trials did on the test rows; left out: those were not read. */
  tested?: readonly TestedTrial[];
  /** Of its project's test rows, oldest first; left out: none. */
  readings?: readonly TestReading[];
  /** As it was kept when the stage ended; null: it runs, or never ended. */
  recommendation: StageRecommendation | null;
}

const NOTHING_BESIDE: StoredBeside = { decisions: [], probes: [], recommendation: null };

/** What a trial takes beside its curves, roughly, in bytes: its record. */
const MEMBER_BYTES = 4096;

/** A stage in memory, kept equal to what is stored: its trials, their curves, and the answer that follows from them. */
export class StageState {
  private readonly members = new Map<string, Member>();
  /** What its results say, as long as nothing changed. */
  private cached: StageRecommendation | null = null;
  private lastSavedAt: number | null = null;
  private readonly times: StageTimes;
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
  /** Probes of its points, by their keys. */
  readonly pointProbes = new StageQuestions<Probe>();
  /** How its trials did on the test rows, by their ids. */
  readonly tests = new StageQuestions<TestEvaluation>();
  private readings: readonly TestReading[];
  private decisions: readonly Decision[];
  private probes: readonly Probe[];
  /** By rules of old, and still what counts, since nothing has changed since. */
  private byOldRules: StageRecommendation | null;

  constructor(
    project: Project,
    stage: Stage,
    trials: readonly Trial[],
    clock: AwakeClock,
    { decisions, probes, ownProbes = [], tested = [], readings = [], recommendation }: StoredBeside = NOTHING_BESIDE,
  ) {
    this.times = new StageTimes(clock);
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
    for (const probe of ownProbes) this.takeOwnProbe(probe);
    for (const { trialId, evaluation } of tested) this.tests.take(trialId, evaluation);
    this.readings = readings;
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
      ownProbes: await store.probesOfStage(stageId),
      tested: await store.testEvaluations(stageId),
      readings: await store.testReadings(project.id),
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
    this.cached = null;
  }

  /** Takes a probe of its project that was saved. */
  takeProbe(probe: Probe): void {
    if (!this.probes.some(({ id }) => id === probe.id)) this.probes = [...this.probes, probe];
    this.cached = null;
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
    return this.dataDigests.every(digest => digest === dataDigest) ? facts : null;
  }

  /** Of the data that its trials and its own probes were made on: one, or none yet. */
  get dataDigests(): string[] {
    return [...new Set([...this.trials, ...this.pointProbes.found.values()].map(({ dataDigest }) => dataDigest))];
  }

  /** In the plan's order. */
  get trials(): Trial[] {
    return [...this.members.values()].map(m => m.trial).sort((a, b) => a.position - b.position);
  }

  /** What it takes of memory, in bytes: its curves, mostly. */
  get bytes(): number {
    const curves = [...this.members.values()].reduce((sum, member) => sum + MEMBER_BYTES + bytesOf(member), 0);
    // Losses, predictions and labels.
    return [...this.tests.found.values()].reduce((sum, { losses }) => sum + 3 * losses.byteLength, curves);
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
    if (runs && !(same && before?.trial.status === 'running')) this.times.trialStarted(trial.id);
    if (!runs) this.times.trialEnded(trial.id);
    this.members.set(trial.id, same && before ? { ...before, trial } : { trial, ...NO_CURVE });
    this.changed();
  }

  /** Something happens in it or is about to: it must stay the only one of its stage in memory. */
  get busy(): boolean {
    return this.turns > 0 || this.open.length > 0 || this.asks;
  }

  /** Whether it asks a trainer something beside its trials. */
  private get asks(): boolean {
    return this.pointProbes.isUnderWay || this.tests.isUnderWay;
  }

  /** Runs a task after those that were given before it. */
  inTurn<T>(task: () => Promise<T>): Promise<T> {
    this.turns++;
    const result = this.lastTurn.then(task).finally(() => this.turns--);
    this.lastTurn = result.catch(() => {});
    return result;
  }

  /** Takes a probe of one of its own points that was saved. */
  takeOwnProbe(probe: Probe): void {
    if (probe.pointKey !== null) this.pointProbes.take(probe.pointKey, probe);
    this.changed();
  }

  /** Takes how a trial of it did on the test rows, once that is saved. */
  takeTest(trialId: string, evaluation: TestEvaluation): void {
    this.tests.take(trialId, evaluation);
    this.changed();
  }

  /** Takes all readings of its project's test rows that were counted. */
  takeReadings(readings: readonly TestReading[]): void {
    this.readings = readings;
    this.cached = null;
  }

  /** A person goes on with it: what was cut off may be asked again. */
  askAgain(): void {
    this.pointProbes.askAgain();
    this.tests.askAgain();
  }

  /** How it stands, by its trials and by what it asks beside them. */
  get status(): Stage['status'] {
    if (this.asks) return 'running';
    const ofTrials = stageStatus(this.trials);
    return ofTrials === 'finished' ? (this.pointProbes.cut ?? this.tests.cut ?? ofTrials) : ofTrials;
  }

  /**
   * Takes a stage with trials that are to be run, new or known, points that are to be probed (by key), and trials whose test rows are to be read (by
   * id); the returned function takes that back.
   */
  begin(
    stage: Stage,
    queued: readonly Trial[],
    { probed, tested }: { probed: readonly string[]; tested: readonly string[] } = { probed: [], tested: [] },
  ): () => void {
    const before = this.stage;
    const members = queued.map(({ id }) => [id, this.members.get(id)] as const);
    this.stage = stage;
    const undo = this.times.begin();
    for (const trial of queued) this.setTrial(trial);
    const unask = [this.pointProbes.begin(probed), this.tests.begin(tested)];
    return () => {
      this.stage = before;
      undo();
      for (const [id, member] of members) {
        if (member) this.members.set(id, member);
        else this.members.delete(id);
      }
      for (const one of unask) one();
      this.changed();
    };
  }

  /** The stage has come to rest, or runs without its being begun here; what it took until now is added up. */
  become(status: Stage['status']): void {
    const running = status === 'running';
    if (running) this.times.begin();
    const tookMs = running ? this.stage.tookMs : this.times.rest(this.stage);
    this.stage = { ...this.stage, status, endedAt: running ? null : Date.now(), tookMs };
  }

  /**
   * Takes points that were trained just now and are committed.
   * @param workedMs what its trainer took for them (`WorkedTime`); null: they are in its first report
   */
  addPoints(trialId: string, batches: readonly MetricBatch[], workedMs: number | null): void {
    const member = this.members.get(trialId);
    const before = member?.curve?.count ?? 0;
    const curve = member && withPoints(member, batches, this.group.marks);
    const cost = member ? (this.definition.stepCost?.(this.plan, member.trial.point) ?? 1) : 1;
    this.times.trained(trialId, (curve?.curve?.count ?? 0) - before, workedMs, cost);
    if (curve) this.setCurve(trialId, curve);
    this.lastSavedAt = Date.now();
  }

  /** Takes how rows of dev did in a trial of it. */
  addRows(trialId: string, rows: MeasuredRows): void {
    const member = this.members.get(trialId);
    if (member) this.setCurve(trialId, withRows(member, rows));
  }

  /** Takes what there is of a trial's points, in place of what was there of them. */
  setCurve(trialId: string, curve: CurveSoFar): void {
    this.restoreCurve(trialId, curve);
    this.changed();
  }

  private restoreCurve(trialId: string, curve: CurveSoFar): void {
    const member = this.members.get(trialId);
    if (member) this.members.set(trialId, { ...member, ...curve });
    this.cached = null;
  }

  /** From now on the rules of today say what follows. */
  private changed(): void {
    this.cached = null;
    this.byOldRules = null;
  }

  /** All that its results are evaluated from. */
  get record(): StageRecord {
    return {
      trials: this.trials.map(trial => ({ ...this.members.get(trial.id)!, point: trial.point })),
      resume: new Set(),
      facts: this.facts,
      probe: this.probe,
      probes: this.pointProbes.found,
      probing: this.pointProbes.asked,
      test: {
        evaluations: this.tests.found,
        asked: this.tests.asked,
        readings: this.readings.filter(({ dataDigest }) => this.dataDigests.includes(dataDigest)),
      },
    };
  }

  /** The newest probe that was made for what this stage trains [B8]. */
  private get probe(): Probe | null {
    const [dataDigest] = this.dataDigests;
    if (dataDigest === undefined) return null;
    return probeFor(this.probes, { dataDigest, base: this.plan.base });
  }

  /** What its results say; by the rules of old where it ended under them. While trials run: so far. */
  get recommendation(): StageRecommendation {
    this.cached ??= this.byOldRules ?? this.recommended();
    return this.cached;
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

  /** Steps of a trial that are kept. */
  stepsOf(trialId: string): number {
    return this.members.get(trialId)?.curve?.count ?? 0;
  }

  /** Whether all steps of a trial before one are kept, and can be read. */
  reaches(trialId: string, step: number): boolean {
    const member = this.members.get(trialId);
    return member !== undefined && reaches(member, step);
  }

  /** How far it has come. */
  get progress(): StageProgress {
    return progressOf(this.definition, this.plan, this.record);
  }

  /** Estimated time until all open trials are done, as pruning is expected to leave them, in ms; null where nothing is measured yet. */
  get remainingMs(): number | null {
    if (this.open.length === 0) return null;
    const hasBegun = this.open.some(({ status }) => status === 'running');
    return this.times.timeLeft(this.definition.workload(this.plan, this.record), this.plan.parallel, hasBegun);
  }

  /** Optimizer steps a second over all running trials, lately; null where none runs. */
  get stepsPerSecond(): number | null {
    return this.open.length === 0 ? null : this.times.stepsPerSecond;
  }

  /** When the newest point was committed to disk. */
  get savedAt(): number | null {
    return this.lastSavedAt;
  }
}

/** A stage's status as it follows from its trials'. */
function stageStatus(trials: readonly { status: TrialStatus }[]): StageStatus {
  if (trials.some(t => !ENDED.has(t.status))) return 'running';
  if (trials.some(t => t.status === 'paused')) return 'paused';
  if (trials.some(t => t.status === 'interrupted')) return 'interrupted';
  return trials.some(t => t.status === 'stopped') ? 'stopped' : 'finished';
}
