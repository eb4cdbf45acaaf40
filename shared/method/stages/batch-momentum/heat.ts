import type { BatchMomentumAnswer, BatchMomentumPoint } from '../../../domain/batch-momentum.ts';
import { type Heat, heatOf } from '../../../domain/heat.ts';

/** What the cells of the heat map are coloured by. */
export type HeatMeasure = 'loss' | 'metric';

/** How a cell is drawn. `none`: that point is not tried. */
export type HeatLook =
  | 'lowest'
  | 'equal'
  | 'plain'
  | 'running'
  | 'waiting'
  | 'paused'
  | 'pruned'
  | 'diverged'
  | 'failed'
  | 'none';

/** One batch size with one momentum. */
export interface HeatCell {
  batchSize: number;
  momentum: number;
  /** The one of its trials that is shown; null: none. */
  point: BatchMomentumPoint | null;
  /** All of its trials, which differ by their rates. */
  all: readonly BatchMomentumPoint[];
  look: HeatLook;
  /** Null: it is not compared. */
  heat: Heat | null;
  value: number | null;
  /** Of the difference to the lowest; null: not known. */
  noise: number | null;
  /** 0 to 1: how much of its examples it has seen. */
  share: number;
  /** It is the lowest over two seeds, and a lower figure of one seed alone stands beside it. */
  overSeeds: boolean;
}

const LOOKS = {
  queued: 'waiting',
  waiting: 'waiting',
  running: 'running',
  paused: 'paused',
  stopped: 'paused',
  interrupted: 'paused',
  finished: 'plain',
  pruned: 'pruned',
  diverged: 'diverged',
  failed: 'failed',
} as const satisfies Record<BatchMomentumPoint['status'], HeatLook>;

/** The rows of the heat map, the highest momentum first, each from the smallest batch size to the largest. */
export function heatRows(answer: BatchMomentumAnswer, measure: HeatMeasure): HeatCell[][] {
  const searched = answer.points.filter(({ part }) => part === 'search');
  const cells = [...answer.momenta]
    .sort((a, b) => b - a)
    .map(momentum =>
      answer.batchSizes.map(batchSize => {
        const own = searched.filter(one => one.batchSize === batchSize && one.momentum === momentum);
        return cellOf(batchSize, momentum, own, measure);
      }),
    );
  const lowerIsBetter = measure === 'loss' || answer.metric === 'rmse';
  const compared = cells.flat().flatMap(({ look, value }) => (value !== null && isCompared(look) ? [value] : []));
  const [low, high] = [Math.min(...compared), Math.max(...compared)];
  const heat = (value: number): Heat => {
    if (high === low) return heatOf(1);
    const place = (value - low) / (high - low);
    return heatOf(lowerIsBetter ? 1 - place : place);
  };
  return cells.map(row =>
    row.map(cell => ({
      ...cell,
      heat: cell.value !== null && isCompared(cell.look) ? heat(cell.value) : null,
      overSeeds: measure === 'loss' && cell.look === 'lowest' && cell.value !== null && cell.value > low,
    })),
  );
}

const isCompared = (look: HeatLook): boolean => look !== 'pruned' && look !== 'diverged' && look !== 'failed';

/**
 * One place with what it shows: of dev losses the lowest of all, where that is one of its rates, else the best of them; of metrics the best. So
 * what is outlined as the lowest is what stands there.
 */
function cellOf(
  batchSize: number,
  momentum: number,
  all: readonly BatchMomentumPoint[],
  measure: HeatMeasure,
): HeatCell {
  const first = (one: BatchMomentumPoint): number =>
    measure === 'loss' && isLowest(one) ? 0 : (one.rank ?? Number.POSITIVE_INFINITY);
  const [point = null] = [...all].sort((a, b) => byOrder(first(a), first(b)) || distance(a) - distance(b));
  const place = { batchSize, momentum, point, all, heat: null, overSeeds: false };
  if (point === null) return { ...place, look: 'none', value: null, noise: null, share: 0 };
  const look = LOOKS[point.status];
  const ranked = look === 'plain' && point.level !== null;
  return {
    ...place,
    look: ranked && isLowest(point) ? 'lowest' : ranked && point.equal ? 'equal' : look,
    value: measure === 'loss' ? point.level : point.metric.value,
    noise: measure === 'loss' ? point.noise : point.metricNoise,
    share: point.examplesFull > 0 ? Math.min(1, point.examples / point.examplesFull) : 0,
  };
}

/** ∞ less ∞ is no number. */
const byOrder = (a: number, b: number): number => (a === b ? 0 : a - b);

/** Its noise is that of the difference to the lowest. */
const isLowest = ({ level, noise }: BatchMomentumPoint): boolean => level !== null && noise === 0;

/** How far its rate is from that of its point, in factors. */
const distance = ({ multiple }: BatchMomentumPoint): number => Math.abs(Math.log(multiple));
