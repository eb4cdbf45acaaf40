import type { MeanDifference } from '#shared/domain/paired-runs.ts';
import styles from './DifferenceStrip.module.css';

interface DifferenceStripProps {
  /** Of each pair, above 0 where the right side is better. */
  differences: readonly number[];
  /** Their mean with its interval, in the same unit; null: fewer than two. */
  interval: MeanDifference | null;
  /** What the ends are called: the left one is better where differences are below 0. */
  left: string;
  right: string;
  /** What it shows, to those who don't see it. */
  label: string;
}

const [LEFT, RIGHT] = [12, 268];

/** Paired differences about 0, and the interval of their mean below them. */
export function DifferenceStrip({ differences, interval, left, right, label }: DifferenceStripProps) {
  const reach = Math.max(1e-9, ...[...differences, interval?.low ?? 0, interval?.high ?? 0].map(Math.abs)) * 1.15;
  const x = (value: number): number => (LEFT + RIGHT) / 2 + (value / reach) * ((RIGHT - LEFT) / 2);
  return (
    <svg className={styles.strip} viewBox="0 0 280 46" role="img" aria-label={label}>
      <path className={styles.zero} d={`M${x(0)} 4V34M${LEFT} 34H${RIGHT}`} />
      {differences.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pairs never change their order
        <circle key={i} className={styles.pair} cx={x(value)} cy="9" r="3.500" />
      ))}
      {interval && (
        <>
          <path
            className={styles.interval}
            d={`M${x(interval.low)} 23H${x(interval.high)}M${x(interval.low)} 19v8M${x(interval.high)} 19v8`}
          />
          <circle className={styles.mean} cx={x(interval.mean)} cy="23" r="4" />
        </>
      )}
      <text x={LEFT} y="44">
        {left}
      </text>
      <text x={x(0)} y="44" textAnchor="middle">
        0
      </text>
      <text x={RIGHT} y="44" textAnchor="end">
        {right}
      </text>
    </svg>
  );
}
