import type { DataCheck } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { momentsOf } from '../raw/statistics.ts';
import type { Split } from '../split/split.ts';
import { type Checked, passes, percent, shown, warns } from './check.ts';

/** From this skewness on a tail is heavy: an exponential distribution has 2, a log-normal one of σ = 1 has 6. */
const HEAVY = 3;
/** The logarithm helps where it leaves no more skewness than this. */
const HELPS = 1;
/** Share of dev's squared distances from the mean that one row must not have alone, and rows that dev must have for that. */
const ONE_ROW = 0.5;
const LEAST_ROWS = 20;

/** A target of a few very large values: they decide loss and metric, whatever becomes of all the others. */
export function heavyTail({ raw, target, split, logTarget }: Checked): DataCheck[] {
  if (target.task !== 'regression') return [];
  const name = target.name ?? '';
  if (logTarget) return [passes('heavyTail', { name }, 'data.check.heavyTail.isLog')];
  const train = Float64Array.from(split.train, row => target.values[row]!);
  const skew = skewness(train);
  const isPositive = Object.values(split).every(rows => rows.every(row => target.values[row]! > 0));
  const helps = isPositive && skew >= HEAVY && Math.abs(skewness(train.map(Math.log))) <= HELPS;
  const one = largestOf(target.values, split, train);
  if (!helps && one === null) {
    const said = { name, skew: shown(Number(skew.toPrecision(2))) };
    return [
      Math.abs(skew) < HEAVY ? passes('heavyTail', said) : passes('heavyTail', said, 'data.check.heavyTail.stays'),
    ];
  }
  const values = { name, skew: Number(skew.toPrecision(2)), percent: one ? percent(one.share) : 0 };
  const tail = helps ? 'skewed' : 'oneRow';
  const key = `data.check.heavyTail.${helps && one ? 'skewedOneRow' : tail}` as const;
  const row =
    one?.row ?? split.train.reduce((best, each) => (target.values[each]! > target.values[best]! ? each : best));
  const examples = [{ place: raw.place(row), text: `${name}: ${target.values[row]}` }];
  const effect: Reason = { key: 'data.check.heavyTail.effect', values: { name } };
  return [
    warns(
      'heavyTail',
      [name],
      { key, values },
      { examples, remedy: helps ? { change: { logTarget: true }, effect } : null },
    ),
  ];
}

/** The third standardised moment. */
export function skewness(values: Float64Array): number {
  const { mean, std } = momentsOf(values);
  if (!(std > 0)) return 0;
  let cubes = 0;
  for (const value of values) cubes += ((value - mean) / std) ** 3;
  return cubes / values.length;
}

/** The row of dev that has most of dev's squared distances from train's mean; null where none has. */
function largestOf(values: Float64Array, { dev }: Split, train: Float64Array): { row: number; share: number } | null {
  if (dev.length < LEAST_ROWS) return null;
  const { mean } = momentsOf(train);
  let [all, most, row] = [0, 0, dev[0]!];
  for (const each of dev) {
    const square = (values[each]! - mean) ** 2;
    all += square;
    if (square > most) [most, row] = [square, each];
  }
  return most > ONE_ROW * all ? { row, share: most / all } : null;
}
