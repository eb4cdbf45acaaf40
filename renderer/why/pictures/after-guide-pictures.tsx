import { falling, lineThrough, sample } from './curves.ts';
import styles from './Picture.module.css';
import { Picture } from './Picture.tsx';

interface PictureProps {
  label: string;
}

/** Falls fast, and rises again from its lowest on. */
const plain = (x: number): number => falling([24, 14], 74, 6, 280)(x) - Math.max(0, x - 110) ** 1.3 / 34;
/** Falls more slowly, gets deeper, and stays there. */
const regularised = falling([24, 14], 92, 4, 280);

/** Two dev losses: the one that rises again, and the one that is held. */
export const HeldDown = ({ label }: PictureProps) => (
  <Picture label={label}>
    <path className={styles.axis} d="M24 6v96h280" />
    <path className={styles.quiet} d={lineThrough(sample(plain, 24, 304))} />
    <circle className={styles.quietDot} cx="112" cy={plain(112)} r="4.5" />
    <path className={styles.good} d={lineThrough(sample(regularised, 24, 304))} />
    <circle className={styles.goodDot} cx="262" cy={regularised(262)} r="4.5" />
  </Picture>
);
