import { rateColor } from '../ramp.ts';
import { useTheme } from '../theme.ts';
import styles from './WordMark.module.css';

/** Three curves and the name. */
export function WordMark() {
  const theme = useTheme();
  return (
    <div className={styles.word}>
      <svg viewBox="0 0 22 22" aria-hidden="true">
        <path stroke={rateColor(1e-4, theme)} d="M2 4.500c3 0 5 .6 8 1.300s6 1.400 10 1.500" />
        <path stroke={rateColor(1e-2, theme)} d="M2 4.500c2.500.5 4.500 4 8 6s6 2.300 10 2.500" />
        <path stroke={rateColor(1, theme)} d="M2 4.500C4 6 4.800 13 8 16s7 3 12 3" />
      </svg>
      Descent
    </div>
  );
}
