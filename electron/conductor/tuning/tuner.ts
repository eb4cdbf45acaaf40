import { v7 as uuid } from 'uuid';
import { Refusal } from '#shared/contract/refusal.ts';
import type { LadderChoice } from '#shared/contract/requests.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { finalOf } from '#shared/domain/final-runs.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import { type Decision, StagePlan } from '#shared/domain/project.ts';
import type { Statement } from '#shared/domain/reason.ts';
import type { StageRecommendation } from '#shared/domain/recommendation.ts';
import {
  currentStage,
  type TuneAdvice,
  type TuneAnswer,
  type TuneChoice,
  type TunePlan,
  type TuneRun,
  type TuneStage,
  type TuneView,
} from '#shared/domain/tune.ts';
import { configurationOf } from '#shared/method/configuration.ts';
import { PROBE_BUDGET } from '#shared/method/probe/answer.ts';
import { STAGES } from '#shared/method/stages/definitions.ts';
import { timeFor } from '#shared/method/stages/segments.ts';
import { LEAST_FINAL_SEEDS, OTHER_OPTIMIZER } from '#shared/method/tune/lines.ts';
import { adviseOptimizer } from '#shared/method/tune/optimizer-advice.ts';
import { MARGIN, planTune, tooLittle } from '#shared/method/tune/plan.ts';
import type { Store } from '../../store/store.ts';
import type { StageState } from '../stages/stage-state.ts';
import type { Stages } from '../stages/stages.ts';
import type { StagesInUse } from '../stages/stages-in-use.ts';
import { RestingStages } from './resting-stages.ts';
import { watchTime } from './watch-time.ts';

/** What guided runs need from around them. */
export interface TunerOptions {
  store: Store;
  stages: Stages;
  inUse: StagesInUse;
  /** Whether anything can be learnt: of a command its proof run has said that before it became a project. */
  prepare: (projectId: string, choice: LadderChoice) => Promise<Pick<Preparation, 'checks'>>;
  accept: (stageId: string, set: HyperparameterSet) => Promise<Decision>;
  emit: (view: TuneView) => void;
  /** Something went wrong that is no answer of ours. */
  onDefect: (error: unknown) => void;
}

/** Final runs may go on over the budget by that part of it: all that is promised is a tenth. */
const GRACE = 0.09;

/**
 * Guided runs: plans a budget, then stage by stage trains, takes what is recommended or asks, and plans what is left anew, until the last one.
 * Everything is on disk before it is done: the id of a stage before it starts, so that a run that was killed goes on with that one, and
 * comes to what it would have come to.
 */
export class Tuner {
  private readonly options: TunerOptions;
  private readonly resting = new RestingStages();
  /** Runs that go on here by themselves, by id. */
  private readonly driven = new Map<string, Promise<void>>();
  /** Runs as they were kept last here. */
  private readonly latest = new Map<string, TuneRun>();
  /** Runs of which a person said under way whether they ask at gates. */
  private readonly autos = new Map<string, boolean>();
  /** Runs that a person stops. */
  private readonly stopping = new Set<string>();
  private isClosing = false;

  constructor(options: TunerOptions) {
    this.options = options;
  }

  /** How a budget would be shared out over a project's stages; nothing is started. @throws Refusal where there is no such project */
  async plan(projectId: string, choice: TuneChoice): Promise<TunePlan> {
    const { budget, seed = 1 } = choice;
    return this.planFor({ projectId, budget, seed, stages: [] });
  }

  /**
   * Prepares, plans, and begins.
   * @throws Refusal where another guided run of the project is under way, and where not even what is essential fits the budget
   */
  async start(projectId: string, choice: TuneChoice): Promise<TuneRun> {
    const { prepare } = this.options;
    await this.refuseBeside(projectId);
    const { budget, auto, seed = 1 } = choice;
    const { checks } = await prepare(projectId, { seed });
    const stop = checks.find(({ verdict }) => verdict === 'stops');
    if (stop) throw new Refusal('error.tune.stopped');
    const plan = await this.planFor({ projectId, budget, seed, stages: [] });
    if (!plan.fits) {
      const { key, values } = tooLittle(budget, plan);
      throw new Refusal(key, values);
    }
    const run: TuneRun = {
      ...{ id: uuid(), projectId, budget, auto, seed, plan },
      ...{ status: 'running', stages: [], problem: null, createdAt: Date.now(), endedAt: null },
    };
    await this.keep(run);
    this.drive(run);
    return run;
  }

  /** Goes on with one that was stopped, cut off, or waits at a gate. @param auto from now on; left out: as before @throws Refusal where it is over */
  async resume(runId: string, auto?: boolean): Promise<TuneRun> {
    const run = await this.run(runId);
    if (run.status === 'finished') throw new Refusal('error.tune.over');
    if (this.driven.has(runId)) return run;
    await this.refuseBeside(run.projectId, runId);
    this.autos.delete(runId);
    const again = await this.keep({ ...run, auto: auto ?? run.auto, status: 'running', problem: null, endedAt: null });
    this.drive(again);
    return again;
  }

  /** What a person says at a gate; the run goes on. @throws Refusal where it is at none, or the stage can't be answered so */
  async answer(runId: string, answer: TuneAnswer): Promise<TuneRun> {
    const run = await this.run(runId);
    const stage = currentStage(run);
    if (run.status !== 'gate' || !stage) throw new Refusal('error.tune.noGate');
    const going = await this.keep({ ...(await this.decided(run, stage, answer)), status: 'running' });
    this.drive(going);
    return going;
  }

  /** Whether it asks at the gates that are still to come; it goes on meanwhile. @throws Refusal where it is over */
  async setAuto(runId: string, auto: boolean): Promise<TuneRun> {
    const run = this.latest.get(runId) ?? (await this.run(runId));
    if (run.status === 'finished') throw new Refusal('error.tune.over');
    // What drives it has a copy of its own.
    this.autos.set(runId, auto);
    return this.save(run);
  }

  /** Stops what runs and keeps all of it. */
  async stop(runId: string): Promise<TuneRun> {
    const run = await this.run(runId);
    if (run.status === 'finished') return run;
    this.stopping.add(runId);
    const stageId = currentStage(run)?.stageId;
    try {
      if (stageId && (await this.options.store.stage(stageId))) await this.options.stages.pause(stageId);
      await this.driven.get(runId);
      const now = await this.run(runId);
      return now.status === 'finished' ? now : await this.save({ ...now, status: 'stopped' });
    } finally {
      this.stopping.delete(runId);
    }
  }

  async view(runId: string): Promise<TuneView> {
    return this.viewOf(await this.run(runId));
  }

  /** Newest last. */
  async list(projectId?: string): Promise<TuneView[]> {
    const runs = await this.options.store.tunes(projectId ?? null);
    return Promise.all(runs.map(run => this.viewOf(run)));
  }

  /** A stage of whatever origin changed. */
  stageChanged(state: StageState): void {
    this.resting.changed(state.stage);
  }

  /** Ends what goes on by itself; to be called once the stages' trials are ended. */
  async close(): Promise<void> {
    this.isClosing = true;
    this.resting.close();
    await Promise.allSettled(this.driven.values());
  }

  private async run(runId: string): Promise<TuneRun> {
    const found = (await this.options.store.tunes(null)).find(({ id }) => id === runId);
    if (!found) throw new Refusal('error.tune.unknown', { id: runId });
    return found;
  }

  private async viewOf(run: TuneRun): Promise<TuneView> {
    const interrupted = run.status === 'running' && !this.driven.has(run.id);
    const ahead = run.status === 'finished' ? null : await this.aheadOf(run);
    return { run, interrupted, ahead: ahead && ahead.shares.length > 0 ? ahead : null };
  }

  /** The plan of the stages to come; one under way is reckoned with as it was planned, whatever it will take and decide. */
  private async aheadOf(run: TuneRun): Promise<TunePlan> {
    const pending = currentStage(run);
    const plan = await this.planFor({ ...run, stages: run.stages.filter(stage => stage !== pending) });
    const line = pending?.share.line;
    const own = plan.shares.find(share => share.line === line)?.atMost;
    const cost = (run.budget.unit === 'steps' ? own?.steps : own?.ms) ?? 0;
    return {
      ...plan,
      shares: plan.shares.filter(share => share.line !== line),
      available: plan.available - cost,
      planned: plan.planned - cost,
    };
  }

  private async refuseBeside(projectId: string, except?: string): Promise<void> {
    const others = (await this.options.store.tunes(projectId)).filter(({ id }) => id !== except);
    if (others.some(({ id }) => this.driven.has(id))) throw new Refusal('error.tune.running');
  }

  private async save(given: TuneRun): Promise<TuneRun> {
    const run = await this.keep(given);
    this.options.emit(await this.viewOf(run));
    return run;
  }

  /** Nothing comes between taking note of a run and its way to the disk, so no older one replaces a newer one. */
  private async keep(given: TuneRun): Promise<TuneRun> {
    const run = this.asSaid(given);
    this.latest.set(run.id, run);
    await this.options.store.saveTune(run);
    return run;
  }

  private asSaid(run: TuneRun): TuneRun {
    return { ...run, auto: this.autos.get(run.id) ?? run.auto };
  }

  /** From here on it goes on by itself: to a gate, its end, or until it is stopped. */
  private drive(run: TuneRun): void {
    const driving = this.goOn(run)
      .catch(async error => {
        if (this.isClosing) return;
        if (!(error instanceof Refusal)) this.options.onDefect(error);
        const problem: Statement =
          error instanceof Refusal ? error.record : { key: 'error.internal', values: { detail: String(error) } };
        await this.save({ ...(await this.run(run.id)), status: 'failed', problem, endedAt: Date.now() });
      })
      .catch(this.options.onDefect)
      .finally(async () => {
        this.driven.delete(run.id);
        if (!this.isClosing) this.options.emit(await this.view(run.id));
      })
      .catch(() => undefined);
    this.driven.set(run.id, driving);
    // Only now it doesn't look like one that was cut off.
    this.viewOf(run).then(this.options.emit).catch(this.options.onDefect);
  }

  private async goOn(begun: TuneRun): Promise<void> {
    let run = begun;
    while (!this.isHalted(run.id)) {
      const stage = currentStage(run) ?? (await this.nextStage(run));
      const problem: Statement | null = (await this.lacksRate(run, stage)) ? { key: 'tune.noRate', values: {} } : null;
      if (!stage || problem) {
        await this.save({ ...run, status: 'finished', problem, endedAt: Date.now() });
        return;
      }
      if (!run.stages.includes(stage)) run = await this.save({ ...run, stages: [...run.stages, stage] });
      if (stage.outcome === 'leftOut') continue;
      const state = await this.trained(run, stage);
      if (state === null) return;
      const advice = await this.adviceOn(run, stage, state);
      const trained = { ...stage, advice, cutShort: state.stage.status !== 'finished' };
      run = this.asSaid(withStage(run, trained));
      if (!run.auto && !reports(state.recommendation)) {
        await this.save({ ...run, status: 'gate' });
        return;
      }
      run = await this.save(await this.decided(run, trained, { do: 'accept' }));
    }
  }

  private isHalted(runId: string): boolean {
    return this.isClosing || this.stopping.has(runId);
  }

  /** Whether all ladders had their turn and no learning rate counts: nothing can follow from there. @param next null: nothing is to follow */
  private async lacksRate({ projectId, stages }: TuneRun, next: TuneStage | null): Promise<boolean> {
    if (!next || next.kind === 'learningRate' || !stages.some(({ kind }) => kind === 'learningRate')) return false;
    const { decisions, present } = await this.options.stages.priceInput(projectId);
    const order = STAGES.map(({ kind }) => kind);
    return configurationOf(decisions, order, present).set.learningRate === undefined;
  }

  /** The next stage with its share, as what is left is shared out now; null: all had their turn. */
  private async nextStage(run: TuneRun): Promise<TuneStage | null> {
    const [share] = (await this.planFor(run)).shares;
    if (!share) return null;
    const isLeftOut = share.choice === null;
    return {
      kind: share.kind,
      stageId: isLeftOut ? null : uuid(),
      share,
      outcome: isLeftOut ? 'leftOut' : 'pending',
      set: null,
      rule: null,
      advice: null,
      used: null,
      cutShort: false,
    };
  }

  /** Of the ladder of another optimizer, whether it is to take the place of the first one; null: it is none. */
  private async adviceOn(run: TuneRun, { share }: TuneStage, own: StageState): Promise<TuneAdvice | null> {
    if (share.line !== OTHER_OPTIMIZER) return null;
    const first = run.stages.find(({ kind, stageId }) => kind === own.stage.kind && stageId !== null);
    if (!first?.stageId || first.stageId === own.stage.id) return null;
    const optimizerOf = ({ stage }: StageState) => StagePlan.parse(stage.plan).base.optimizer;
    const counts = {
      optimizer: optimizerOf(await this.options.inUse.get(first.stageId)),
      learningRate: first.set?.learningRate ?? null,
    };
    const learningRate = own.recommendation.set?.learningRate ?? null;
    // What a person named in place of the recommendation was in no ladder.
    const all = first.outcome === 'accepted' ? await this.options.stages.optimizers(own.stage.id) : [];
    const compared = all.find(({ stageId }) => stageId === first.stageId) ?? null;
    return adviseOptimizer({ optimizer: optimizerOf(own), learningRate }, counts, compared);
  }

  /** Trains a stage to its end, or to that of its time; null: a person stopped it elsewhere, and the run with it. */
  private async trained(run: TuneRun, stage: TuneStage): Promise<StageState | null> {
    const { store, stages, inUse } = this.options;
    const { kind, stageId, share } = stage;
    const id = stageId as string;
    const known = await store.stage(id);
    const before = known?.tookMs ?? 0;
    if (!known) await stages.start(run.projectId, kind, share.choice, id);
    else if (known.status !== 'finished') await stages.resume(id);
    const state = await inUse.get(id);
    let isTimeUp = false;
    const since = performance.now();
    const left = () => this.timeLeft(run, stage, { state, ms: before + performance.now() - since });
    const unwatch = watchTime(
      left,
      () => {
        isTimeUp = true;
        stages.stop(id).catch(this.options.onDefect);
      },
      this.options.onDefect,
    );
    try {
      // Whoever stopped it while it was being started found no stage yet.
      if (this.stopping.has(run.id)) await stages.pause(id);
      while (state.stage.status === 'running' && !this.isClosing) await this.resting.of(id);
    } finally {
      unwatch();
    }
    if (this.isHalted(run.id)) return null;
    if (state.stage.status === 'finished' || isTimeUp) return state;
    await this.save({ ...run, status: 'stopped' });
    return null;
  }

  /** How many ms a stage may still run, so that the final runs have theirs; infinite where the budget is none of time. @param sofar how long it has run */
  private async timeLeft(run: TuneRun, { kind, share: { line } }: TuneStage, sofar: UnderWay): Promise<number> {
    if (run.budget.unit === 'steps') return Number.POSITIVE_INFINITY;
    const earlier = run.stages.filter(({ share }) => share.line !== line);
    const ahead = await this.planFor({ ...run, stages: earlier }, sofar);
    if (kind === 'finalRuns') return ahead.available - sofar.ms + GRACE * 60_000 * run.budget.most;
    return ahead.available - sofar.ms - reservedIn(ahead);
  }

  /** Takes, overrules or leaves what a stage recommends, and notes what it took. One that was answered before the program ended stays so. */
  private async decided(run: TuneRun, stage: TuneStage, answer: TuneAnswer): Promise<TuneRun> {
    const { store, accept, inUse } = this.options;
    const state = await inUse.get(stage.stageId as string);
    const { set: recommended, evidence } = state.recommendation;
    const before = (await store.decisions(run.projectId)).findLast(({ stageId }) => stageId === stage.stageId);
    const advised = stage.advice?.take === false ? null : recommended;
    const set = before?.set ?? (answer.do === 'set' ? answer.set : answer.do === 'accept' ? advised : null);
    const isEmpty = set === null || Object.keys(set).length === 0;
    const decision = before ?? (isEmpty ? null : await accept(state.stage.id, set));
    const withoutDecision = answer.do === 'skip' ? 'skipped' : reports(state.recommendation) ? 'reported' : 'kept';
    return withStage(run, {
      ...stage,
      outcome: decision ? (decision.recommended ? 'accepted' : 'overruled') : withoutDecision,
      set: decision?.set ?? null,
      rule: evidence[0]?.rule ?? null,
      used: usedBy(state),
    });
  }

  /** How what is left of a run's budget is shared out over the stages that had no turn yet. */
  private async planFor(
    run: Pick<TuneRun, 'projectId' | 'budget' | 'seed' | 'stages'>,
    underWay: UnderWay | null = null,
  ): Promise<TunePlan> {
    const { budget, seed, stages } = run;
    const { price, slower, used } = await this.soFar(run, underWay);
    const ladder = stages.find(({ kind, stageId }) => kind === 'learningRate' && stageId !== null);
    const ladderSteps = await this.stepsOf(ladder);
    const whole = budget.unit === 'steps' ? budget.most : 60_000 * budget.most;
    const over = new Set(stages.map(({ share }) => share.line));
    const available = Math.max(0, whole - used);
    return planTune({ ...price, unit: budget.unit, available, spent: used, slower, seed, ladderSteps, over });
  }

  /** T of a stage's trials; null: it has not begun. */
  private async stepsOf(stage: TuneStage | undefined): Promise<number | null> {
    const begun = stage?.stageId ? await this.options.store.stage(stage.stageId) : null;
    return begun?.plan.base.steps ?? null;
  }

  /** What a run has used of its budget, and how much longer things take than was measured before, by the stage under way too. */
  private async soFar(
    { projectId, budget, stages }: Pick<TuneRun, 'projectId' | 'budget' | 'stages'>,
    underWay: UnderWay | null,
  ) {
    const price = await this.options.stages.priceInput(projectId);
    let used = 0;
    const timed: UnderWay[] = underWay ? [underWay] : [];
    for (const { used: of, stageId } of stages) {
      if (of === null || stageId === null) continue;
      used += budget.unit === 'steps' ? of.steps : (of.ms ?? 0);
      if (of.ms !== null) timed.push({ state: await this.options.inUse.get(stageId), ms: of.ms });
    }
    let [took, expected] = [0, 0];
    for (const { state, ms } of timed) {
      const pace = price.measure(state.plan)?.pace;
      if (!pace) continue;
      took += ms;
      const steps = Object.values(state.progress.stepsOf);
      expected += timeFor([{ steps, addition: null }], state.plan.parallel, pace);
    }
    // Half as long is as far as a measurement is doubted for the better; of what has only begun nothing can be told.
    const slower = expected > LEAST_TIMED_MS ? Math.max(0.5, took / expected) : 1;
    return { price, used, slower };
  }
}

/** A stage that is not decided yet, and how long it has run. */
interface UnderWay {
  state: StageState;
  /** In ms. */
  ms: number;
}

/** Over less than that, how long things take can't be told. */
const LEAST_TIMED_MS = 500;

/** What the final runs are planned to take at the least, in ms, with something for what nobody foresees. */
function reservedIn({ shares }: TunePlan): number {
  const final = shares.find(({ kind }) => kind === 'finalRuns');
  const seeds = Number(final?.choice?.seeds ?? LEAST_FINAL_SEEDS);
  return (MARGIN * (final?.about.ms ?? 0) * LEAST_FINAL_SEEDS) / Math.max(seeds, LEAST_FINAL_SEEDS);
}

const withStage = (run: TuneRun, stage: TuneStage): TuneRun => ({
  ...run,
  stages: run.stages.map(one => (one.share.line === stage.share.line ? stage : one)),
});

/** Whether it tells figures and leaves nothing to decide, as final runs mostly do. */
const reports = (recommendation: StageRecommendation): boolean =>
  recommendation.set === null && finalOf({ recommendation }) !== null;

/** Trials, and optimizer steps of them and of the probes of their points. */
function usedBy(state: StageState): NonNullable<TuneStage['used']> {
  const { trials, probes } = state.record;
  const own = trials.reduce(
    (sum, { trial, curve }) => sum + Math.max(0, (curve?.count ?? 0) - (trial.branch?.step ?? 0)),
    0,
  );
  return { trials: trials.length, steps: own + PROBE_BUDGET * probes.size, ms: state.stage.tookMs };
}
