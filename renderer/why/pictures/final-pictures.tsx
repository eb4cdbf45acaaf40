import styles from './Picture.module.css';
import { Picture } from './Picture.tsx';

/** Test losses of three seeds, of the default configuration and of the chosen one. */
const SEEDS = [
  [248, 120],
  [216, 92],
  [272, 132],
] as const;

/** Pairs of seeds behind a door that is opened once: the test rows. */
export const OnceOnTest = ({ label }: { label: string }) => (
  <Picture label={label}>
    <path className={styles.dashed} d="M56 6v100" />
    {SEEDS.map(([other, chosen], i) => {
      const y = 24 + i * 30;
      return (
        <g key={other}>
          <path className={styles.faint} d={`M24 ${y}h280`} />
          <path className={styles.quiet} strokeWidth="2.5" d={`M${other} ${y}H${chosen}`} />
          <circle className={styles.hollow} cx={other} cy={y} r="5" />
          <circle className={styles.goodDot} cx={chosen} cy={y} r="5" />
        </g>
      );
    })}
  </Picture>
);
