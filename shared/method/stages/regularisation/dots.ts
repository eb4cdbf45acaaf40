import { type Heat, heatOf } from '../../../domain/heat.ts';
import type { RegularisationAnswer, Regularised, SearchedPoint } from '../../../domain/regularisation.ts';
import { asLower } from '../../metrics/metric-gain.ts';

/** Whether a point is the one that all others are compared with. */
export const isNone = ({ weightDecay, dropout }: Regularised): boolean => weightDecay === 0 && dropout === 0;

/** What the dots are coloured by. */
export type DotMeasure = 'metric' | 'loss';

/** One point of the search as it is drawn; places are shares of the plot, from its left and its bottom. */
export interface Dot {
  point: SearchedPoint;
  x: number;
  y: number;
  /** Null: not known. */
  heat: Heat | null;
  look: 'best' | 'equal' | 'suspect' | 'plain' | 'open';
}

/** A weight decay of 0 has a place of its own, left of the logarithmic axis. */
const ZERO = 0.06;
const FIRST = 0.2;
const LAST = 0.94;

/** The axis of weight decay: where a value stands, and its round values. */
export interface DecayAxis {
  at(value: number): number;
  ticks: number[];
}

export function decayAxis(points: readonly SearchedPoint[]): DecayAxis {
  const values = points.map(({ weightDecay }) => weightDecay).filter(value => value > 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const width = Math.log(high / low);
  const at = (value: number): number => {
    if (value === 0) return ZERO;
    return FIRST + (width > 0 ? Math.log(value / low) / width : 0.5) * (LAST - FIRST);
  };
  const decades = values.length === 0 ? [] : Array.from({ length: 8 }, (_, i) => 10 ** -(7 - i));
  return { at, ticks: decades.filter(value => value >= low * 0.999 && value <= high * 1.001) };
}

/** The points of a search that have a place: where there is no dropout, how good they are is their height. */
export function dotsOf(answer: RegularisationAnswer, measure: DotMeasure): Dot[] {
  const { points, hasDropout } = answer;
  const { at } = decayAxis(points);
  const levels = points.map(point => levelOf(point, answer, measure));
  const known = levels.filter(level => level !== null);
  const [best, worst] = [Math.min(...known), Math.max(...known)];
  const share = (level: number): number => (worst > best ? (worst - level) / (worst - best) : 1);
  const most = Math.max(0.1, ...points.map(({ dropout }) => dropout));
  return points.flatMap((point, i): Dot[] => {
    const level = levels[i] ?? null;
    if (!hasDropout && level === null) return [];
    return [
      {
        point,
        x: at(point.weightDecay),
        y: 0.08 + 0.84 * (hasDropout ? point.dropout / most : share(level ?? 0)),
        heat: level === null ? null : heatOf(share(level)),
        look: lookOf(point, answer),
      },
    ];
  });
}

const levelOf = (
  { devLoss, devMetric }: SearchedPoint,
  { metric }: RegularisationAnswer,
  measure: DotMeasure,
): number | null =>
  measure === 'loss' || metric === 'none' ? devLoss : devMetric === null ? null : asLower(metric, devMetric);

function lookOf(point: SearchedPoint, { chosen }: RegularisationAnswer): Dot['look'] {
  if (chosen && point.weightDecay === chosen.weightDecay && point.dropout === chosen.dropout) return 'best';
  if (point.rank === null) return 'open';
  if (point.suspect) return 'suspect';
  return point.equal && !isNone(point) ? 'equal' : 'plain';
}
