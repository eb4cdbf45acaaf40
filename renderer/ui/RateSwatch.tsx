import { rateColor, type Theme } from '../ramp.ts';
import { useTheme } from '../theme.ts';
import styles from './RateSwatch.module.css';

/** The piece of line that ties a name in the text to its curve. */
export const ColorSwatch = ({ color, dashed = false }: { color: (theme: Theme) => string; dashed?: boolean }) => (
  <span className={`${styles.swatch} ${dashed ? styles.dashed : ''}`} style={{ borderTopColor: color(useTheme()) }} />
);

/** The same for a rate. */
export const RateSwatch = ({ rate }: { rate: number }) => <ColorSwatch color={theme => rateColor(rate, theme)} />;
