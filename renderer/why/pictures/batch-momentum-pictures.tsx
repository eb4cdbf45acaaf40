import { falling, lineThrough, type Point, sample, scatter } from './curves.ts';
import styles from './Picture.module.css';
import { Arrow, Cross, Picture } from './Picture.tsx';

interface PictureProps {
  label: string;
}

const Axes = () => <path className={styles.axis} d="M24 6v96h280" />;

/** A shallow dip, a rise, a deep dip. */
const terrain = (x: number): number =>
  30 + 34 * Math.exp(-(((x - 108) / 34) ** 2)) + 62 * Math.exp(-(((x - 224) / 42) ** 2));

/** With momentum over the rise; without it in the first dip. */
export const OverTheRise = ({ label }: PictureProps) => (
  <Picture label={label}>
    <path className={styles.ink} d={lineThrough(sample(terrain, 24, 304))} />
    <circle className={styles.quietDot} cx="108" cy={terrain(108) - 6} r="5.5" />
    <path className={styles.dashed} d={lineThrough(sample(x => terrain(x) - 16, 120, 210, 24))} />
    <Arrow className={styles.good} from={[206, terrain(206) - 16]} to={[216, terrain(216) - 12]} />
    <circle className={styles.goodDot} cx="224" cy={terrain(224) - 6} r="5.5" />
  </Picture>
);

const FIVE = [0, 1, 2, 3, 4];
const DRAWN: readonly Point[] = FIVE.map(i => [196 + 22 * i, 18 + 19 * ([2, 4, 0, 3, 1][i] ?? 0)]);

/** Every cell, or some of them. */
export const GridAndRandom = ({ label }: PictureProps) => (
  <Picture label={label}>
    <path className={styles.axis} d="M24 6v96h112M184 6v96h112" />
    {FIVE.flatMap(row =>
      FIVE.map(column => (
        <circle key={`${row} ${column}`} className={styles.quietDot} cx={36 + 22 * column} cy={18 + 19 * row} r="4" />
      )),
    )}
    {DRAWN.map(([x, y]) => (
      <circle key={x} className={styles.goodDot} cx={x} cy={y} r="4.5" />
    ))}
  </Picture>
);

/** Five pairs, and their mean at zero. */
export const PairedRace = ({ label }: PictureProps) => (
  <Picture label={label}>
    {scatter(5).map((turn, i) => {
      const [x, middle] = [40 + 38 * i, 54 + 14 * Math.sin(i * 2)];
      return (
        <g key={x}>
          <path className={styles.quiet} d={`M${x} ${middle}L${x + 22} ${middle + 16 * turn}`} />
          <circle className={styles.quietDot} cx={x} cy={middle} r="4" />
          <circle className={styles.hollow} cx={x + 22} cy={middle + 16 * turn} r="4" />
        </g>
      );
    })}
    <path className={styles.dashed} d="M250 54h54" />
    <path className={styles.ink} strokeWidth="2" d="M276 36v32M270 36h12M270 68h12" />
    <circle className={styles.dot} cx="276" cy="51" r="4.5" />
  </Picture>
);

/** Two are equal; the third’s metric is no reason. */
export const MetricOnABadCurve = ({ label }: PictureProps) => (
  <Picture label={label}>
    <rect className={styles.band} x="24" y="80" width="280" height="16" />
    <Axes />
    <path className={styles.good} strokeWidth="2.5" d={lineThrough(sample(falling([24, 12], 90, 8, 280), 24, 290))} />
    <path className={styles.ink} d={lineThrough(sample(falling([24, 12], 84, 6, 280), 24, 290))} />
    <path className={styles.quiet} d={lineThrough(sample(falling([24, 12], 46, 7, 280), 24, 270))} />
    <path className={styles.quiet} d="M240 22l3 7 8 1-6 5 2 8-7-4-7 4 2-8-6-5 8-1z" />
    <Cross x={282} y={46} />
  </Picture>
);

/** Later in steps with the smaller batch. */
export const StepsAgain = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.quiet} d={lineThrough(sample(falling([24, 12], 86, 11, 280), 24, 180))} />
    <path className={styles.ink} strokeWidth="2" d={lineThrough(sample(falling([24, 12], 86, 5.5, 280), 24, 300))} />
    <path className={styles.dashed} d="M116 14v88" />
    <path className={styles.ink} strokeWidth="2" d="M208 14v88" />
    <Arrow className={styles.quiet} from={[122, 30]} to={[202, 30]} />
  </Picture>
);

const valleyAt =
  (middle: number) =>
  (x: number): number =>
    92 - 70 * Math.min(1, ((x - middle) / 62) ** 2);

/** One rate is right for the one and wrong for the other. */
export const OwnRate = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.good} strokeWidth="2" d={lineThrough(sample(valleyAt(208), 146, 270))} />
    <path className={styles.ink} strokeWidth="2" d={lineThrough(sample(valleyAt(112), 50, 174))} />
    <path className={styles.dashed} d="M208 8v94" />
    <circle className={styles.goodDot} cx="208" cy="92" r="5" />
    <Arrow className={styles.quiet} from={[200, 50]} to={[122, 84]} />
    <circle className={styles.hollow} cx="112" cy="92" r="5" />
  </Picture>
);

/** Over steps they end apart, over examples at one place. */
export const OverExamples = ({ label }: PictureProps) => (
  <Picture label={label}>
    <path className={styles.axis} d="M24 4v44h280M24 60v44h280" />
    <path className={styles.ink} d={lineThrough(sample(falling([24, 8], 42, 4, 268), 24, 292))} />
    <path className={styles.good} strokeWidth="2" d={lineThrough(sample(falling([24, 8], 44, 4, 80), 24, 104))} />
    <circle className={styles.dot} cx="292" cy={falling([24, 8], 42, 4, 268)(292)} r="3.5" />
    <circle className={styles.goodDot} cx="104" cy={falling([24, 8], 44, 4, 80)(104)} r="3.5" />
    <path className={styles.ink} d={lineThrough(sample(falling([24, 64], 96, 4, 268), 24, 292))} />
    <path className={styles.good} strokeWidth="2" d={lineThrough(sample(falling([24, 64], 100, 3.2, 268), 24, 292))} />
    <path className={styles.dashed} d="M292 58v46" />
  </Picture>
);
