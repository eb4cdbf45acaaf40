import { EXTRA_RATES, LADDER } from '#shared/method/stages/learning-rate/candidates.ts';
import { rateColor } from '../../ramp.ts';
import { useTheme } from '../../theme.ts';
import { falling, lineThrough, type Point, sample, valley } from './curves.ts';
import styles from './Picture.module.css';
import { Arrow, Cross, Picture } from './Picture.tsx';

interface PictureProps {
  label: string;
}

const Axes = () => <path className={styles.axis} d="M24 6v96h280" />;

/** Where a rate's decade lies. */
const decadeX = (decade: number): number => 44 + (decade + 5) * 48;
const valleyLine = (from: number, to: number): string =>
  lineThrough(sample(valley, from, to).map(([decade, y]): Point => [decadeX(decade), y]));

function RateDot({ rate, size }: { rate: number; size: number }) {
  const decade = Math.log10(rate);
  return <circle cx={decadeX(decade)} cy={valley(decade)} r={size} fill={rateColor(rate, useTheme())} />;
}

/** Final losses over the ladder's six rates. */
export const SixRates = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.quiet} d={valleyLine(-5.3, 0.15)} />
    {LADDER.map(rate => (
      <RateDot key={rate} rate={rate} size={5.5} />
    ))}
  </Picture>
);

/** The same with the candidates between. */
export const TwelveRates = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.faint} d={valleyLine(-5.3, 0.15)} />
    {LADDER.map(rate => (
      <RateDot key={rate} rate={rate} size={5.5} />
    ))}
    {EXTRA_RATES.map(rate => (
      <RateDot key={rate} rate={rate} size={3} />
    ))}
  </Picture>
);

/** Two end equally deep, one is there first. */
export const FastAndDeep = ({ label }: PictureProps) => (
  <Picture label={label}>
    <rect className={styles.band} x="24" y="80" width="280" height="16" />
    <Axes />
    <path className={styles.quiet} d={lineThrough(sample(falling([24, 12], 60, 3, 280), 24, 300))} />
    <path className={styles.quiet} d={lineThrough(sample(falling([24, 12], 90, 3.6, 280), 24, 300))} />
    <path className={styles.good} strokeWidth="2.5" d={lineThrough(sample(falling([24, 12], 88, 11, 280), 24, 300))} />
    <circle className={styles.goodDot} cx="84" cy={falling([24, 12], 88, 11, 280)(84)} r="4.5" />
    <circle className={styles.hollow} cx="178" cy={falling([24, 12], 90, 3.6, 280)(178)} r="4" />
  </Picture>
);

const PAST_EDGE: readonly Point[] = [
  [60, 24],
  [110, 34],
  [160, 52],
  [210, 72],
];

/** Beyond the last rate lies a better one. */
export const PastTheEnd = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.faint} d="M234 6v96" />
    <path className={styles.quiet} d={lineThrough(PAST_EDGE)} />
    {PAST_EDGE.map(([x, y]) => (
      <circle key={x} className={styles.quietDot} cx={x} cy={y} r="5" />
    ))}
    <Arrow className={styles.good} from={[218, 75]} to={[252, 88]} />
    <circle className={styles.goodDot} cx="260" cy="90" r="5.5" />
  </Picture>
);

/** Converged, and half as far again. */
export const ConvergedTimes = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.ink} d={lineThrough(sample(falling([24, 12], 84, 6, 280), 24, 300))} />
    <path className={styles.dashed} d="M164 14v88" />
    <path className={styles.ink} strokeWidth="2" d="M234 14v88" />
    <Arrow className={styles.quiet} from={[168, 36]} to={[230, 36]} />
    <text className={styles.word} x="199" y="30" textAnchor="middle">
      × 1.5
    </text>
  </Picture>
);

/** One start, one row of batches. */
export function SameStart({ label }: PictureProps) {
  const theme = useTheme();
  const curves = [
    { rate: 0.001, depth: 26, speed: 1 },
    { rate: 0.01, depth: 58, speed: 3 },
    { rate: 0.1, depth: 70, speed: 8 },
  ];
  return (
    <Picture label={label}>
      {curves.map(({ rate, depth, speed }) => (
        <path
          key={rate}
          stroke={rateColor(rate, theme)}
          d={lineThrough(sample(falling([28, 14], depth, speed, 272), 28, 300))}
        />
      ))}
      <circle className={styles.dot} cx="28" cy="14" r="5" />
      {Array.from({ length: 17 }, (_, i) => 28 + i * 16.2).map(x => (
        <rect key={x} className={styles.block} x={x} y="88" width="11" height="11" rx="2" />
      ))}
    </Picture>
  );
}

/** Three trials in turn, and the same three at once. */
export const SideBySide = ({ label }: PictureProps) => (
  <Picture label={label}>
    {[0, 1, 2].map(i => (
      <g key={i}>
        <rect className={styles.block} x={24 + i * 92} y="12" width="88" height="14" rx="3" />
        <rect className={styles.quietDot} x="24" y={48 + i * 18} width="132" height="14" rx="3" />
      </g>
    ))}
    <path className={styles.dashed} d="M160 40v62M300 4v30" />
    <Arrow className={styles.good} from={[296, 74]} to={[168, 74]} />
  </Picture>
);

/** What shoots up ends there. */
export const DivergedEarly = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.quiet} d={lineThrough(sample(falling([24, 44], 92, 7, 280), 24, 300))} />
    <path className={styles.quiet} d={lineThrough(sample(falling([24, 44], 76, 3, 280), 24, 300))} />
    <path className={styles.bad} d="M24 44L38 50L50 40L62 48L74 30L84 38L96 14" />
    <Cross x={100} y={12} />
  </Picture>
);

/** At each rung one ends, two go on. */
export function Rungs({ label }: PictureProps) {
  const curve = (depth: number, speed: number, end: number, tone: string | undefined) => (
    <g>
      <path className={tone} d={lineThrough(sample(falling([24, 14], depth, speed, 280), 24, end))} />
      {end < 300 && (
        <rect
          className={styles.quietDot}
          x={end - 4}
          y={falling([24, 14], depth, speed, 280)(end) - 4}
          width="8"
          height="8"
          rx="1"
        />
      )}
    </g>
  );
  return (
    <Picture label={label}>
      <Axes />
      <path className={styles.dashed} d="M96 8v94M192 8v94" />
      {curve(24, 2, 96, styles.quiet)}
      {curve(58, 3, 192, styles.quiet)}
      {curve(84, 6, 300, styles.ink)}
      {curve(96, 4, 300, styles.good)}
    </Picture>
  );
}
