import type { ColumnReport, DataReport } from '#shared/domain/data-report.ts';
import type { SplitWay } from '#shared/domain/dataset.ts';
import { countClasses } from './raw/classes.ts';
import type { RawDataset, RawTarget } from './raw/dataset.ts';
import type { Split } from './split/split.ts';

/** Bars of a column, and of the parts: as many as can be told apart where they are drawn. */
const COLUMN_BARS = 20;
const PART_BARS = 40;

interface Bars {
  from: number;
  to: number;
  /** In which bar a value counts; −1: NaN. */
  barOf(value: number): number;
}

/** Bars of equal width from the least to the greatest value; null where there are no two. */
function barsOf(values: Iterable<number>, count: number): Bars | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < from) from = value;
    if (value > to) to = value;
  }
  if (!(from < to)) return null;
  return {
    from,
    to,
    barOf: value =>
      Number.isNaN(value) ? -1 : Math.min(count - 1, Math.floor(((value - from) / (to - from)) * count)),
  };
}

function countsOf(values: Float64Array): number[] | null {
  const bars = barsOf(values, COLUMN_BARS);
  if (!bars) return null;
  const counts = new Array<number>(COLUMN_BARS).fill(0);
  for (const value of values) {
    const bar = bars.barOf(value);
    if (bar >= 0) counts[bar]!++;
  }
  return counts;
}

/** The columns with how their numbers are spread, for those that were read as numbers or dates. */
export function withHistograms(columns: readonly ColumnReport[], raw: RawDataset): ColumnReport[] {
  const inputs = new Map(raw.kind === 'table' ? raw.inputs.map(column => [column.name, column]) : []);
  const valuesOf = ({ name, role }: ColumnReport): Float64Array | null => {
    if (role === 'target') return raw.target.task === 'regression' ? raw.target.values : null;
    if (role === 'time' && raw.division?.by === 'time') return raw.division.times;
    const input = inputs.get(name);
    return input && input.type !== 'category' ? input.values : null;
  };
  return columns.map(column => {
    const values = valuesOf(column);
    const histogram = values && countsOf(values);
    return histogram ? { ...column, histogram } : column;
  });
}

/** Rows of each class in train, dev and test. */
export function classRowsOf(target: RawTarget, split: Split): DataReport['classRows'] {
  if (target.task !== 'classification') return undefined;
  const { labels, classes } = target;
  const [train, dev, test] = [split.train, split.dev, split.test].map(rows =>
    countClasses(
      rows.map(row => labels[row]!),
      classes.length,
    ),
  );
  return classes.map((_, i) => [train![i]!, dev![i]!, test![i]!]);
}

/** The parts over what divides them, the time, or else over the number that is to be predicted. */
export function partBarsOf(
  { division }: RawDataset,
  target: RawTarget,
  split: Split,
  way: SplitWay,
): DataReport['partBars'] {
  const byTime = way.by === 'time' && division?.by === 'time' ? division : null;
  const values = byTime?.times ?? (target.task === 'regression' ? target.values : null);
  if (!values) return undefined;
  const parts = [split.train, split.dev, split.test];
  const bars = barsOf(
    parts.flatMap(rows => Array.from(rows, row => values[row]!)),
    PART_BARS,
  );
  if (!bars) return undefined;
  const counts = Array.from({ length: PART_BARS }, (): [number, number, number] => [0, 0, 0]);
  for (const [part, rows] of parts.entries())
    for (const row of rows) {
      const bar = bars.barOf(values[row]!);
      if (bar >= 0) counts[bar]![part]!++;
    }
  const { from, to } = bars;
  return {
    by: byTime ? 'time' : 'target',
    name: byTime?.column ?? target.name,
    areDays: byTime?.areDays === true,
    from,
    to,
    counts,
  };
}
