import { rateColor } from '../ramp.ts';
import { useTheme } from '../theme.ts';
import styles from './RateSwatch.module.css';

/** The piece of line that ties a rate in the text to its curve. */
export function RateSwatch({ rate }: { rate: number }) {
  return <span className={styles.swatch} style={{ borderTopColor: rateColor(rate, useTheme()) }} />;
}
