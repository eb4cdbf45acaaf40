import type { BatchMomentumPlan, RateSource } from '../../../domain/batch-momentum.ts';
import { MOST } from '../../../domain/hyperparameters.ts';
import { pointOf, type StageRecord, type TrialPoint } from '../stage-definition.ts';
import { type Cell, type CellFrame, sameCell, settingsOf } from './points.ts';

/** Above that momentum updates settle too slowly for a probe: the rate is scaled from one at this other momentum [B3]. */
const PROBED_UP_TO = 0.95;
const SCALED_FROM = 0.9;

/** Whether its rate can't be probed, and so is scaled. */
export const isAboveProbed = ({ momentum }: Cell): boolean => momentum > PROBED_UP_TO;

type Probes = Pick<StageRecord, 'probes'>;

/** A learning rate, and where it comes from [S6]. */
export interface DerivedRate {
  learningRate: number;
  from: RateSource;
}

/** The cell that is probed for a cell's rate. */
const probedFor = (cell: Cell): Cell => (isAboveProbed(cell) ? { ...cell, momentum: SCALED_FROM } : cell);

/** What is asked for a cell's rate: its settings without one. */
const probePoint = (plan: CellFrame, cell: Cell): TrialPoint => pointOf(settingsOf(plan, probedFor(cell)));

/** The points whose rates are asked for before anything is trained; [] where the accepted rate is held, or there is no other cell. */
export function pointsToProbe(plan: CellFrame & Pick<BatchMomentumPlan, 'points' | 'holdRate'>): TrialPoint[] {
  const others = plan.points.filter(cell => !sameCell(cell, plan.accepted));
  if (plan.holdRate || plan.command || others.length === 0) return [];
  const points = [plan.accepted, ...others].map(cell => probePoint(plan, cell));
  return [...new Map(points.map(point => [point.key, point])).values()];
}

/**
 * What a probe says of a cell, to be compared with other cells alone: above the momenta that can be probed, the rate at 0.9 times
 * √((1 − m²) / (1 − 0.9²)) [B3]. Null: not probed.
 */
function relativeRate(plan: BatchMomentumPlan, { probes }: Probes, cell: Cell): number | null {
  const found = probes.get(probePoint(plan, cell).key)?.answer.learningRate ?? null;
  if (found === null || !isAboveProbed(cell)) return found;
  return found * Math.sqrt((1 - cell.momentum ** 2) / (1 - SCALED_FROM ** 2));
}

/**
 * A cell's rate: the accepted one times what the probe says of the cell over what it says of the accepted cell, which cancels the
 * probe's bias [S6]. With two digits, since it has no more. Null: a probe is still to come.
 */
export function rateFor(plan: BatchMomentumPlan, record: Probes, cell: Cell): DerivedRate | null {
  const { accepted, holdRate } = plan;
  if (sameCell(cell, accepted)) return { learningRate: accepted.learningRate, from: 'accepted' };
  if (holdRate) return { learningRate: accepted.learningRate, from: 'held' };
  if (plan.command) return { learningRate: withTwoDigits(accepted.learningRate * scaleTo(plan, cell)), from: 'scaled' };
  const [own, other] = [cell, accepted].map(of => relativeRate(plan, record, of));
  if (own == null || other == null) return null;
  const learningRate = withTwoDigits((accepted.learningRate * own) / other);
  return { learningRate, from: isAboveProbed(cell) ? 'scaled' : 'probe' };
}

/**
 * By how much a rate is scaled where nothing can be probed: the root of the ratio of batch sizes, and √((1 − m²) / (1 − m₀²)) [B3]. Both are
 * rough, so that others around it are tried, too (`multiplesFor`).
 */
const scaleTo = ({ accepted }: Pick<BatchMomentumPlan, 'accepted'>, cell: Cell): number =>
  Math.sqrt(cell.batchSize / accepted.batchSize) * Math.sqrt((1 - cell.momentum ** 2) / (1 - accepted.momentum ** 2));

/** What a cell is trained at, over its rate: at this alone, or at three around one that was scaled without a probe. */
export const multiplesFor = (
  { accepted, command, holdRate }: Pick<BatchMomentumPlan, 'accepted' | 'command' | 'holdRate'>,
  cell: Cell,
): readonly number[] => (command && !holdRate && !sameCell(cell, accepted) ? [1, HIGHER, LOWER] : [1]);

/**
 * A rate for a person's cell, which nothing is probed for: scaled from the nearest cell that has one, by √(1 − m²) (gradients unrelated) and, for the
 * batch size, not at all.
 */
export function nearestRate(plan: BatchMomentumPlan, record: Probes, cell: Cell): DerivedRate {
  const known = rateFor(plan, record, cell);
  if (known) return known;
  const distance = (of: Cell): number =>
    Math.abs(Math.log(of.batchSize / cell.batchSize)) + Math.abs(Math.log((1 - of.momentum) / (1 - cell.momentum)));
  const [nearest] = plan.points
    .filter(of => rateFor(plan, record, of) !== null)
    .sort((a, b) => distance(a) - distance(b) || a.batchSize - b.batchSize || a.momentum - b.momentum);
  const from: Cell = nearest ?? plan.accepted;
  const rate = rateFor(plan, record, from)?.learningRate ?? plan.accepted.learningRate;
  const scale = Math.sqrt((1 - cell.momentum ** 2) / (1 - from.momentum ** 2));
  return { learningRate: withTwoDigits(rate * scale), from: 'scaled' };
}

/** What winner and runner-up are also tried at, over their own rates [S6], and what a scaled rate that diverges is tried at [B6]. */
export const HIGHER = 3;
export const LOWER = 1 / 3;
export const HALVED = [1 / 2, 1 / 4] as const;

export const timesRate = (rate: number, multiple: number): number => withTwoDigits(rate * multiple);

const withTwoDigits = (rate: number): number => Math.min(MOST.learningRate, Number(rate.toPrecision(2)));

/** What a refined rate is of its cell's: one of those that are tried. */
export function multipleOf(learningRate: number, ofCell: number): number {
  const ratio = learningRate / ofCell;
  const near = [1, HIGHER, LOWER, ...HALVED].find(multiple => Math.abs(Math.log(ratio / multiple)) < 0.1);
  return near ?? Number(ratio.toPrecision(2));
}
