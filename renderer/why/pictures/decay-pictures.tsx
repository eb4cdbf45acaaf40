import type { Schedule } from '#shared/domain/schedule.ts';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';
import { useText } from '../../app/context.ts';
import { lineThrough, type Point, sample } from './curves.ts';
import styles from './Picture.module.css';
import { Arrow, Picture, Tick } from './Picture.tsx';

interface PictureProps {
  label: string;
}

const Axes = () => <path className={styles.axis} d="M24 6v96h280" />;

/** Steps of the runs in these pictures, and where they lie. */
const STEPS = 280;
const [LEFT, TOP, BOTTOM] = [24, 16, 102] as const;

/** The rate of each step, drawn by the function that trains [D8]. */
function rates(schedule: Schedule, [from, to]: readonly [number, number] = [0, STEPS]): string {
  const points: Point[] = [];
  let before = -1;
  for (let step = from; step < to; step++) {
    const y = BOTTOM - (BOTTOM - TOP) * learningRateAt(schedule, 1, step, STEPS);
    if (y !== before && points.length > 0) points.push([LEFT + step, before]);
    if (y !== before || step === to - 1) points.push([LEFT + step, y]);
    before = y;
  }
  return lineThrough(points);
}

const heightOf = (share: number): number => BOTTOM - (BOTTOM - TOP) * share;

/** A dev metric, upside down as heights are here, with its peak. */
const metric = (x: number): number => 22 + 74 * Math.exp(-(x - 24) / 34) + Math.max(0, x - 150) ** 1.6 / 90;
const PEAK = 155;

/** Even stairs to zero. */
export const LinearToZero = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.dashed} d={`M${LEFT} ${TOP}L${LEFT + STEPS} ${BOTTOM}`} />
    <path className={styles.ink} strokeWidth="2" d={rates({ kind: 'linear', interval: 14 })} />
    <circle className={styles.goodDot} cx={LEFT + STEPS} cy={BOTTOM} r="4.5" />
  </Picture>
);

const CLASSIC = { kind: 'exponential', start: 110, rate: 0.5, period: 44 } as const;

/** Start, factor and period of a stair. */
export const FourParts = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.dashed} d={`M134 ${TOP - 6}V${BOTTOM}`} />
    <path className={styles.ink} strokeWidth="2" d={rates(CLASSIC)} />
    <text className={styles.word} x="126" y="96" textAnchor="end">
      S
    </text>
    <Arrow className={styles.quiet} from={[146, 22]} to={[146, 54]} />
    <text className={styles.word} x="153" y="42">
      × R
    </text>
    <Arrow className={styles.quiet} from={[182, 68]} to={[220, 68]} />
    <text className={styles.word} x="201" y="62" textAnchor="middle">
      P
    </text>
  </Picture>
);

/** The metric's peak, and the start before it. */
export const BeforeThePeak = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.quiet} d={lineThrough(sample(metric, 26, 300))} />
    <path className={styles.dashed} d={`M${PEAK} ${metric(PEAK)}V${BOTTOM}`} />
    <path className={styles.ink} strokeWidth="2" d={`M142 30V${BOTTOM}`} />
    <circle className={styles.dot} cx="142" cy="30" r="4" />
    <circle className={styles.hollow} cx={PEAK} cy={metric(PEAK)} r="5" />
    <text className={styles.word} x="134" y="78" textAnchor="end">
      0.9 ×
    </text>
  </Picture>
);

/** Below the half where the former peak was. */
export const HalfByThePeak = ({ label }: PictureProps) => (
  <Picture label={label}>
    <rect className={styles.band} x={LEFT} y={heightOf(0.5)} width={STEPS} height={BOTTOM - heightOf(0.5)} />
    <Axes />
    <path className={styles.dashed} d={`M${PEAK} ${TOP - 6}V${BOTTOM}M${LEFT} ${heightOf(0.5)}h${STEPS}`} />
    <path className={styles.ink} strokeWidth="2" d={rates(CLASSIC)} />
    <circle className={styles.goodDot} cx={PEAK} cy={heightOf(0.5)} r="5" />
    <text className={styles.word} x="18" y={heightOf(0.5) + 4} textAnchor="end">
      ½
    </text>
    <Tick x={176} y={44} />
  </Picture>
);

/** Dead too early, down in time, hardly down. */
export const FastAndSlow = ({ label }: PictureProps) => (
  <Picture label={label}>
    <Axes />
    <path className={styles.bad} d={rates({ kind: 'exponential', start: 60, rate: 0.2, period: 20 })} />
    <path className={styles.good} strokeWidth="2.5" d={rates({ ...CLASSIC, period: 30 })} />
    <path className={styles.warn} d={rates({ kind: 'exponential', start: 110, rate: 0.93, period: 50 })} />
  </Picture>
);

const INTERVALS = [
  { word: 'gain', y: 24, from: 188, to: 264, tone: styles.good, dot: styles.goodDot },
  { word: 'flat', y: 56, from: 150, to: 172, tone: styles.ink, dot: styles.dot },
  { word: 'unknown', y: 88, from: 116, to: 284, tone: styles.warn, dot: styles.quietDot },
] as const;

/** Three intervals about zero. */
export function Intervals({ label }: PictureProps) {
  const t = useText();
  return (
    <Picture label={label}>
      <rect className={styles.band} x="142" y="6" width="36" height="100" />
      <path className={styles.dashed} d="M160 6v100" />
      {INTERVALS.map(({ word, y, from, to, tone, dot }) => (
        <g key={word}>
          <path className={tone} strokeWidth="2" d={`M${from} ${y}H${to}M${from} ${y - 5}v10M${to} ${y - 5}v10`} />
          <circle className={dot} cx={(from + to) / 2} cy={y} r="4.5" />
          <text className={styles.word} x="16" y={y + 4}>
            {t(`why.word.${word}`)}
          </text>
        </g>
      ))}
    </Picture>
  );
}

const PAIRS = [
  [84, 214],
  [52, 196],
  [120, 208],
  [76, 238],
  [104, 222],
] as const;

/** Pairs of seeds, without and with. */
export const FivePairs = ({ label }: PictureProps) => (
  <Picture label={label}>
    {PAIRS.map(([without, withDecay], i) => {
      const y = 16 + i * 20;
      return (
        <g key={without}>
          <path className={styles.faint} d={`M24 ${y}h280`} />
          <path className={styles.quiet} strokeWidth="2.5" d={`M${without} ${y}H${withDecay}`} />
          <circle className={styles.hollow} cx={without} cy={y} r="5" />
          <circle className={styles.goodDot} cx={withDecay} cy={y} r="5" />
        </g>
      );
    })}
  </Picture>
);

const SMALL_STAIRS = lineThrough([
  [0, 4],
  [38, 4],
  [38, 22],
  [58, 22],
  [58, 31],
  [78, 31],
  [78, 36],
  [104, 36],
]);

/** One function, two charts. */
export function OneFunction({ label }: PictureProps) {
  const t = useText();
  return (
    <Picture label={label}>
      <rect className={styles.block} x="16" y="38" width="84" height="36" rx="5" />
      <text className={styles.word} x="58" y="60" textAnchor="middle">
        lr(t)
      </text>
      {(['preview', 'training'] as const).map((word, i) => (
        <g key={word}>
          <Arrow className={styles.quiet} from={[106, 56 + (i * 2 - 1) * 6]} to={[148, 28 + i * 56]} />
          <g transform={`translate(160 ${8 + i * 54})`}>
            <path className={styles.axis} d="M0 0v42h144" />
            <path className={i === 0 ? styles.dashed : styles.ink} strokeWidth="2" d={SMALL_STAIRS} />
            <text className={styles.word} x="144" y="12" textAnchor="end">
              {t(`why.word.${word}`)}
            </text>
          </g>
        </g>
      ))}
    </Picture>
  );
}

const BRANCHES = [
  { at: 96, y: 28 },
  { at: 146, y: 48 },
  { at: 196, y: 68 },
] as const;

/** A trunk and what leaves it. */
export const TrunkAndBranches = ({ label }: PictureProps) => (
  <Picture label={label}>
    <path className={styles.ink} strokeWidth="2.5" d="M24 92H304" />
    {BRANCHES.map(({ at, y }) => (
      <g key={at}>
        <path
          className={styles.good}
          strokeWidth="2"
          d={`M${at} 92C${at + 22} 92 ${at + 12} ${y} ${at + 40} ${y}H304`}
        />
        <circle className={styles.hollow} cx={at} cy="92" r="4.5" />
      </g>
    ))}
    <circle className={styles.dot} cx="24" cy="92" r="5" />
  </Picture>
);
