import { Refusal } from '../../../contract/refusal.ts';
import { type BatchMomentumPlan, MOST_VALUES } from '../../../domain/batch-momentum.ts';
import type { HyperparameterSet } from '../../../domain/evidence.ts';
import { RESUMABLE } from '../../../domain/trial.ts';
import { evaluationSteps } from '../../curves/evaluations.ts';
import { sharedRungs } from '../../search/successive-halving.ts';
import { devLevel, isDamaged } from '../dev-level.ts';
import type { Action, StageRecord, TrialPoint, TrialRecord } from '../stage-definition.ts';
import { hitsMemory, memoryBound } from './memory-bound.ts';
import {
  type Cell,
  cellOf,
  fromSeed,
  isAccepted,
  isRace,
  isRefined,
  isSecondSeed,
  sameCell,
  searchPoint,
  settingsOf,
} from './points.ts';
import { mayGoOn, rungAt, type SharedRung } from './pruning.ts';
import { nextOfRace } from './race.ts';
import { contenders, rank } from './ranking.ts';
import {
  HALVED,
  HIGHER,
  isAboveProbed,
  LOWER,
  multiplesFor,
  nearestRate,
  pointsToProbe,
  rateFor,
  timesRate,
} from './rates.ts';
import { MOST_SEEDS, plannedCells } from './workload.ts';

/** So many of the best points are also tried at other rates [S6], and the accepted one: a gain must not be that of its rate alone. */
const REFINED_POINTS = 2;
/** A second seed is trained that much further than the contenders' low points. */
const FURTHER = 1.15;

/**
 * What follows from what is stored: a rate for each point [S6], then the points, pruned at rungs of examples [S7]; winner, runner-up and
 * accepted point at 3 and ⅓ of their rates; a second seed of those that are within noise of the lowest [L3], a person's later ones too; and where it was asked for the race [S3]. A pure
 * function: each step is told from what was there before its own first trial, so that it comes out the same whenever it is asked.
 * Nothing is added where a trial was cut short, by a person or the end of the program, or its curve is damaged.
 */
export function next(plan: BatchMomentumPlan, record: StageRecord): Action[] {
  const { trials, resume } = record;
  const again = inOrder(trials)
    .filter(one => resume.has(one.trial.id) && isCut(plan, one))
    .map((one): Action => ({ do: 'resume', trialId: one.trial.id, until: untilOf(plan, trials, one) }));
  const unknown = pointsToProbe(plan).filter(({ key }) => !record.probes.has(key));
  if (unknown.length > 0) return [...unknown.map((point): Action => ({ do: 'probe', point })), ...again];
  const bound = memoryBound(plan, trials);
  const beyond = trials.filter(one => isOpen(one) && isBeyond(bound, one.trial.hyperparameters.batchSize));
  if (bound !== null && beyond.length > 0) return beyond.map(one => outOf(bound, one));
  const there = new Set(trials.map(({ point }) => point.key));
  const missing = (points: readonly TrialPoint[]) =>
    points.filter(({ key, set }) => !there.has(key) && !isBeyond(bound, set.batchSize ?? 0));
  const begun = [refinedPoints, secondSeeds].flatMap(step =>
    hasBegun(step, trials) ? missing(step(plan, trials)) : [],
  );
  const starts = startsOf(plan, trials, [...missing(plannedPoints(plan, record)), ...begun]);
  if (starts.length + again.length > 0) return [...starts, ...again];
  if (trials.some(({ trial: { status } }) => status === 'queued' || status === 'running'))
    return plan.pruneRunning && !trials.some(isDamaged) ? losing(plan, trials) : [];
  if (trials.some(isDamaged)) return [];
  const waiting = inOrder(trials).filter(({ trial }) => trial.status === 'waiting');
  if (waiting.length > 0) return atRung(plan, trials, waiting);
  if (trials.some(one => isCut(plan, one))) return [];
  for (const step of [halvedPoints, refinedPoints, secondSeeds, lateSeeds]) {
    const more = startsOf(plan, trials, missing(step(plan, trials)));
    if (more.length > 0) return more;
  }
  const { chosen } = rank(
    plan,
    trials.filter(one => !isRace(one)),
  );
  return plan.race && chosen ? nextOfRace(plan, record, chosen) : [];
}

/** The points of the plan, at their rates; all of them are known by now. */
const plannedPoints = (plan: BatchMomentumPlan, record: StageRecord): TrialPoint[] =>
  plan.points.flatMap(cell => {
    const rate = rateFor(plan, record, cell);
    const rates = rate ? multiplesFor(plan, cell).map(multiple => timesRate(rate.learningRate, multiple)) : [];
    return rates.map(learningRate => searchPoint(plan, cell, learningRate));
  });

const inOrder = (trials: readonly TrialRecord[]): TrialRecord[] =>
  [...trials].sort((a, b) => a.trial.position - b.trial.position);

const stepsOf = ({ curve }: TrialRecord): number => curve?.count ?? 0;

const startsOf = (plan: BatchMomentumPlan, trials: readonly TrialRecord[], points: readonly TrialPoint[]): Action[] =>
  points.map(point => ({ do: 'start', point, until: untilOfPoint(plan, trials, point, 0) }));

/** At which shares of their steps trials are compared. */
const rungsOfPlan = (plan: BatchMomentumPlan): SharedRung[] =>
  plan.prune ? sharedRungs(plannedCells(plan).length) : [];

/** Numbers of steps after which curves are compared, of every batch size. */
export const marks = (plan: BatchMomentumPlan): number[] => {
  const lengths = new Set(plan.points.map(cell => settingsOf(plan, cell).steps as number));
  return [...lengths].flatMap(steps => rungsOfPlan(plan).map(({ share }) => Math.round(share * steps)));
};

const untilOf = (plan: BatchMomentumPlan, trials: readonly TrialRecord[], one: TrialRecord): number | null =>
  trials.some(isDamaged) ? null : untilOfPoint(plan, trials, one.point, stepsOf(one));

/** Where a trial that has done so many steps stops next; null: at its end. What a person asked for, and a race, is trained to its end. */
function untilOfPoint(
  plan: BatchMomentumPlan,
  trials: readonly TrialRecord[],
  point: TrialPoint,
  done: number,
): number | null {
  if (point.origin === 'person' || point.pair !== null) return null;
  const full = point.set.steps ?? 0;
  if (point.origin !== 'repeated')
    return (
      rungsOfPlan(plan)
        .map(({ share }) => Math.round(share * full))
        .find(step => step > 0 && step >= done && step < full) ?? null
    );
  const share = lowShare(plan, trials, point);
  const until = evaluationSteps(full).find(step => step >= FURTHER * share * full && step < full);
  return until !== undefined && until > done ? until : null;
}

/** The trials that a step of the stage follows from: those that were there before its own. */
function before(trials: readonly TrialRecord[], isOwn: (one: TrialRecord) => boolean): TrialRecord[] {
  const from = Math.min(...trials.filter(isOwn).map(({ trial }) => trial.position));
  return trials.filter(one => !isRace(one) && one.trial.position < from);
}

/** Up to which share of their steps the contenders for a second seed, and the first run of this one, had their low points. */
function lowShare(plan: BatchMomentumPlan, trials: readonly TrialRecord[], { key }: TrialPoint): number {
  const levels = contenders(rank(plan, before(trials, isSecondSeed)), MOST_SEEDS).flatMap(point => point.levels);
  const first = trials.find(one => !isRace(one) && !isSecondSeed(one) && secondOf(plan, one).key === key);
  const own = first?.curve ? devLevel({ ...first, curve: first.curve }) : null;
  const shares = [...levels, ...(own ? [own] : [])].map(
    ({ one, steps, at }) => (steps[at] as number) / one.trial.hyperparameters.steps,
  );
  return Math.max(0, ...shares);
}

type Step = (plan: BatchMomentumPlan, trials: readonly TrialRecord[]) => TrialPoint[];

const hasBegun = (step: Step, trials: readonly TrialRecord[]): boolean =>
  trials.some(step === secondSeeds ? isSecondSeed : isRefined);

/** What was scaled from a probe at 0.9 and diverged is tried at half its rate, and then at a quarter [B3, B6]. */
function halvedPoints(plan: BatchMomentumPlan, trials: readonly TrialRecord[]): TrialPoint[] {
  const diverged = trials.filter(({ trial }) => trial.status === 'diverged');
  return diverged
    .filter(one => one.point.origin === 'planned' && isScaled(plan, one))
    .flatMap(one => {
      const { learningRate } = one.trial.hyperparameters;
      const points = HALVED.map(share =>
        searchPoint(plan, cellOf(plan, one.trial.hyperparameters), timesRate(learningRate, share), 'extended'),
      );
      const tried = points.filter(({ key }) => diverged.some(({ point }) => point.key === key)).length;
      return points.slice(0, tried + 1);
    });
}

const isScaled = (plan: BatchMomentumPlan, one: TrialRecord): boolean =>
  !plan.holdRate && !plan.command && !isRace(one) && isAboveProbed(cellOf(plan, one.trial.hyperparameters));

/** Winner, runner-up, at another place of the heat map, and the accepted point, at 3 and ⅓ of their rates [S6]. */
function refinedPoints(plan: BatchMomentumPlan, trials: readonly TrialRecord[]): TrialPoint[] {
  if (plan.points.length < 2) return [];
  const earlier = before(trials, one => isRefined(one) || isSecondSeed(one));
  const { ranked } = rank(plan, earlier);
  const cells = ranked.map(({ trials: [one] }) => cellOf(plan, (one as TrialRecord).trial.hyperparameters));
  const places = ranked.filter((_, i) => cells.findIndex(cell => sameCell(cell, cells[i] as Cell)) === i);
  const best = places.slice(0, REFINED_POINTS);
  const accepted = places.filter(place => place.isAccepted && !best.includes(place));
  return [...best, ...accepted].flatMap(({ trials: [one] }) => {
    const { hyperparameters } = (one as TrialRecord).trial;
    const cell = cellOf(plan, hyperparameters);
    const rates = [HIGHER, LOWER].map(multiple => timesRate(hyperparameters.learningRate, multiple));
    const points = rates.map(rate => searchPoint(plan, cell, rate, 'refined'));
    return points.filter(({ key }) => !earlier.some(({ point }) => point.key === key));
  });
}

/** The contenders once more, from another seed [L3]. */
function secondSeeds(plan: BatchMomentumPlan, trials: readonly TrialRecord[]): TrialPoint[] {
  if (!plan.secondSeed) return [];
  const earlier = before(trials, isSecondSeed);
  return contenders(rank(plan, earlier), MOST_SEEDS).map(({ trials: [one] }) => secondOf(plan, one as TrialRecord));
}

const secondOf = (plan: BatchMomentumPlan, one: TrialRecord): TrialPoint => fromSeed(one, (plan.base.seed ?? 0) + 1);

/** What a person added after the second seeds, and is within noise of the lowest: without a second seed it could not be chosen. */
function lateSeeds(plan: BatchMomentumPlan, trials: readonly TrialRecord[]): TrialPoint[] {
  const from = Math.min(...trials.filter(isSecondSeed).map(({ trial }) => trial.position));
  const late = trials.filter(one => one.point.origin === 'person' && one.trial.position > from);
  if (!plan.secondSeed || late.length === 0) return [];
  const { ranked } = rank(
    plan,
    trials.filter(one => !isRace(one)),
  );
  const equal = new Set(ranked.filter(point => point.equal).map(({ trials: [one] }) => one?.trial.id));
  return inOrder(late.filter(({ trial }) => equal.has(trial.id))).map(one => secondOf(plan, one));
}

/** Those that run, and can't win any more by the last rung that they passed: compared with all that came so far, whenever they did. */
const losing = (plan: BatchMomentumPlan, trials: readonly TrialRecord[]): Action[] =>
  inOrder(trials).flatMap(one => {
    const rung = rungsOfPlan(plan).findLast(of => rungAt(one, of) <= stepsOf(one));
    // One that has done its last step ends by itself.
    const isOver = stepsOf(one) >= one.trial.hyperparameters.steps;
    const isSpared = isOver || one.point.origin === 'person' || isSecondSeed(one) || isAccepted(plan, one);
    if (one.trial.status !== 'running' || isSpared || !rung || !one.curve) return [];
    const others = trials.filter(
      other => other !== one && !isSecondSeed(other) && stepsOf(other) >= rungAt(other, rung),
    );
    if (mayGoOn(one, others, rung)) return [];
    const values = { step: stepsOf(one), keep: rung.keep };
    return [{ do: 'prune', trialId: one.trial.id, reason: { key: 'reason.pruned', values } }];
  });

/** Still to be trained, and not since a person asked for it. */
const isOpen = ({ trial: { status }, point }: TrialRecord): boolean =>
  point.origin !== 'person' && (status === 'queued' || status === 'running' || status === 'waiting');

const isBeyond = (bound: number | null, batchSize: number): boolean => bound !== null && batchSize >= bound;

const outOf = (bound: number, { trial }: TrialRecord): Action => ({
  do: 'prune',
  trialId: trial.id,
  reason: { key: 'reason.batch.memory', values: { size: bound } },
});

/** Whether a trial was cut off, and may yet go on: what ran out of memory at a larger batch size would again. */
const isCut = (plan: BatchMomentumPlan, one: TrialRecord): boolean =>
  RESUMABLE.has(one.trial.status) && !hitsMemory(plan, one);

/** The trials at the lowest rung are compared; those that wait further on wait for them. */
function atRung(plan: BatchMomentumPlan, trials: readonly TrialRecord[], waiting: readonly TrialRecord[]): Action[] {
  const seeds = waiting.filter(isSecondSeed);
  if (seeds.length > 0)
    return seeds.map(one => ({
      do: 'prune',
      trialId: one.trial.id,
      reason: { key: 'reason.secondSeed', values: { steps: stepsOf(one) } },
    }));
  const rungs = rungsOfPlan(plan);
  const rungOf = (one: TrialRecord): number => rungs.findIndex(rung => rungAt(one, rung) === stepsOf(one));
  const lowest = Math.min(...waiting.map(rungOf));
  const rung = rungs[lowest];
  return waiting
    .filter(one => rungOf(one) === lowest)
    .map((one): Action => {
      const trialId = one.trial.id;
      const isOther = (other: TrialRecord): boolean => other !== one && !isRace(other) && !isSecondSeed(other);
      const others = rung ? trials.filter(other => isOther(other) && stepsOf(other) >= rungAt(other, rung)) : [];
      // What all others are compared with is trained to its end.
      if (!rung || isAccepted(plan, one) || mayGoOn(one, others, rung))
        return { do: 'resume', trialId, until: untilOfPoint(plan, trials, one.point, stepsOf(one) + 1) };
      return {
        do: 'prune',
        trialId,
        reason: { key: 'reason.pruned', values: { step: stepsOf(one), keep: rung.keep } },
      };
    });
}

/**
 * A batch size, a momentum, or both, that a person adds, at a rate of theirs or one that is scaled from the nearest point.
 * @throws Refusal where it is there already, or there are too many
 */
export function addPoint(plan: BatchMomentumPlan, record: StageRecord, set: HyperparameterSet): TrialPoint {
  const { accepted } = plan;
  const { batchSize = accepted.batchSize, momentum = accepted.momentum, learningRate } = set;
  const cell = { batchSize, momentum: accepted.optimizer === 'adam' ? accepted.momentum : momentum };
  const rate = learningRate ?? nearestRate(plan, record, cell).learningRate;
  const point = searchPoint(plan, cell, rate, 'person');
  if (record.trials.some(({ point: { key } }) => key === point.key))
    throw new Refusal('error.batch.there', { batchSize, momentum: cell.momentum });
  if (record.trials.length >= MOST_TRIALS) throw new Refusal('error.batch.tooMany', { most: MOST_TRIALS });
  return point;
}

/** A stage has no more trials than that. */
const MOST_TRIALS = 2 * MOST_VALUES ** 2;
