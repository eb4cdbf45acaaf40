import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { TrialStatus } from '#shared/domain/trial.ts';
import { DevCurve } from '#shared/method/curves/dev-curve.ts';
import { evaluationSteps } from '#shared/method/curves/evaluations.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import {
  type Action,
  type AnyStage,
  emptyRecord,
  hyperparametersOf,
  type PlanFrame,
  type StageRecord,
  type TrialPoint,
  type TrialRecord,
  whatFollows,
} from '#shared/method/stages/stage-definition.ts';
import { someProbe } from '../unit/page-probes.ts';

/** How a point trains: its loss at a step, its dev loss at an evaluation (left out: none is made), and from where on it diverges (null: it doesn't). */
export type Train = (point: TrialPoint) => {
  loss: (step: number) => number;
  dev?: (step: number) => number;
  divergesAt: number | null;
};

/** All evaluations of a trial up to a step. */
function evaluatedUpTo({ trial }: TrialRecord, end: number, dev: (step: number) => number): DevCurve {
  const curve = new DevCurve();
  const steps = Float64Array.from(evaluationSteps(trial.hyperparameters.steps).filter(step => step <= end));
  curve.push(
    steps,
    steps.map(dev),
    steps.map(() => 0.9),
  );
  return curve;
}

/** Runs a stage as the driver does, without trainers, files or time: every trial that may go on trains at once up to where it is held. */
export class SimulatedStage {
  record: StageRecord = emptyRecord();
  /** Keys of the points in the order they were started. */
  readonly started: string[] = [];
  /** The same of those that were probed; each is answered at once. */
  readonly probed: string[] = [];
  readonly stage: AnyStage;
  readonly plan: PlanFrame;
  private readonly train: Train;
  private readonly probe: (point: TrialPoint) => Probe;
  private readonly until = new Map<string, number | null>();

  constructor(stage: AnyStage, plan: PlanFrame, train: Train, probe: (point: TrialPoint) => Probe = () => someProbe()) {
    this.probe = probe;
    this.stage = stage;
    this.plan = plan;
    this.train = train;
  }

  get next(): Action[] {
    return whatFollows(this.stage, this.plan, this.record);
  }

  /** To the stage's end. @param onRound hears of each round, before its actions are done; returns how many of them are done, the rest being lost */
  run(onRound: (round: number, actions: readonly Action[]) => number = (_, { length }) => length): this {
    for (let round = 0; ; round++) {
      const actions = this.next;
      if (actions.length === 0) return this;
      if (round > 100) throw new Error('This stage never ends.');
      for (const action of actions.slice(0, onRound(round, actions))) this.apply(action);
      this.trainAll();
    }
  }

  apply(action: Action): void {
    switch (action.do) {
      case 'start':
        this.until.set(this.start(action.point).trial.id, action.until);
        return;
      case 'resume':
        this.change(action.trialId, 'queued');
        this.until.set(action.trialId, action.until);
        return;
      case 'prune':
        this.change(action.trialId, 'pruned');
        return;
      case 'probe':
        this.probed.push(action.point.key);
        this.record = {
          ...this.record,
          probes: new Map(this.record.probes).set(action.point.key, this.probe(action.point)),
        };
    }
  }

  /** What runs is cut off after so many steps, as by a kill; a person wants to go on with all of it. */
  interrupt(steps: number): void {
    const open = this.record.trials.filter(({ trial }) => trial.status === 'queued');
    for (const { trial } of open) {
      this.trainUpTo(trial.id, Math.min(steps, this.target(trial.id)));
      this.change(trial.id, 'interrupted');
    }
    this.record = { ...this.record, resume: new Set(open.map(({ trial }) => trial.id)) };
    for (const action of this.next) this.apply(action);
    this.record = { ...this.record, resume: new Set() };
  }

  trainAll(): void {
    for (const { trial } of this.record.trials) {
      if (trial.status !== 'queued') continue;
      const target = this.target(trial.id);
      const diverged = this.trainUpTo(trial.id, target);
      this.change(trial.id, diverged ? 'diverged' : target < trial.hyperparameters.steps ? 'waiting' : 'finished');
    }
  }

  private target(trialId: string): number {
    return this.until.get(trialId) ?? this.trialOf(trialId).trial.hyperparameters.steps;
  }

  /** Whether it diverged on the way. */
  private trainUpTo(trialId: string, target: number): boolean {
    const { point, curve } = this.trialOf(trialId);
    const { loss, dev, divergesAt } = this.train(point);
    const end = Math.min(target, divergesAt ?? target);
    const from = curve?.count ?? 0;
    const grown = curve ?? new LossCurve();
    const steps = Float64Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i);
    grown.push(steps, steps.map(loss));
    this.replace(trialId, one => ({ ...one, curve: grown, dev: dev ? evaluatedUpTo(one, end, dev) : null }));
    return divergesAt !== null && end === divergesAt;
  }

  private start(point: TrialPoint): TrialRecord {
    const { trials } = this.record;
    this.started.push(point.key);
    const one: TrialRecord = {
      trial: {
        id: `trial ${trials.length}`,
        stageId: 'stage',
        position: trials.length,
        status: 'queued',
        point,
        branch: null,
        hyperparameters: { ...DEFAULT_HYPERPARAMETERS, ...hyperparametersOf(this.plan, point) },
        backend: this.plan.backend,
        metric: 'accuracy',
        dataDigest: 'digest',
        split: null,
        fold: null,
        evaluatedRows: null,
        preprocessingDigest: null,
        programVersion: '0.0.0',
        attempt: 0,
        reason: null,
        note: null,
        result: null,
        logFile: '',
        createdAt: 0,
        startedAt: null,
        endedAt: null,
      },
      point,
      curve: null,
      dev: null,
      rows: [],
      evaluation: null,
      damagedFrom: null,
    };
    this.record = { ...this.record, trials: [...trials, one] };
    return one;
  }

  private change(trialId: string, status: TrialStatus): void {
    this.replace(trialId, one => ({ ...one, trial: { ...one.trial, status } }));
  }

  private replace(trialId: string, by: (one: TrialRecord) => TrialRecord): void {
    const trials = this.record.trials.map(one => (one.trial.id === trialId ? by(one) : one));
    this.record = { ...this.record, trials };
  }

  private trialOf(trialId: string): TrialRecord {
    const found = this.record.trials.find(({ trial }) => trial.id === trialId);
    if (!found) throw new Error(`There is no trial ${trialId}.`);
    return found;
  }
}
