import { useText } from '../../app/context.ts';
import { falling, lineThrough, type Point, sample, scatter } from './curves.ts';
import styles from './Picture.module.css';
import { Arrow, Picture, Tick } from './Picture.tsx';

interface PictureProps {
  label: string;
}

const smooth = falling([24, 16], 88, 4, 280);
const JAGGED: readonly Point[] = scatter(90).map((off, i) => {
  const x = 24 + i * 3.1;
  const spike = i === 41 ? -38 : i === 68 ? -26 : 0;
  return [x, Math.max(6, smooth(x) + off * 8 + spike)];
});

/** Raw losses and their smoothed curve. */
export const EveryStep = ({ label }: PictureProps) => (
  <Picture label={label}>
    <path className={styles.axis} d="M24 6v96h280" />
    <path className={styles.quiet} strokeWidth="1" opacity="0.7" d={lineThrough(JAGGED)} />
    <path className={styles.ink} strokeWidth="2" d={lineThrough(sample(smooth, 24, 300))} />
  </Picture>
);

const Lines = ({ x, y }: { x: number; y: number }) => (
  <path className={styles.quiet} d={`M${x} ${y}h44M${x} ${y + 12}h30M${x} ${y + 24}h38M${x} ${y + 36}h22`} />
);

/** One trial, a screen and a file. */
export const ScreenAndFile = ({ label }: PictureProps) => (
  <Picture label={label}>
    <circle className={styles.dot} cx="160" cy="56" r="7" />
    <Arrow className={styles.quiet} from={[148, 56]} to={[112, 56]} />
    <Arrow className={styles.quiet} from={[172, 56]} to={[208, 56]} />
    <rect className={styles.block} x="24" y="18" width="80" height="64" rx="5" />
    <path className={styles.quiet} d="M52 96h24M64 82v14" />
    <Lines x={40} y={32} />
    <path className={styles.block} d="M220 12h50l16 16v70h-66zM270 12v16h16" />
    <Lines x={230} y={38} />
  </Picture>
);

/** A command's flags set dials. */
export const CommandWithFlags = ({ label }: PictureProps) => (
  <Picture label={label}>
    <rect className={styles.block} x="16" y="12" width="288" height="34" rx="5" />
    <path className={styles.ink} strokeWidth="2" d="M30 23l7 6l-7 6" />
    <path className={styles.ink} strokeWidth="4" d="M50 29h44" />
    {[120, 184, 248].map((x, i) => (
      <g key={x}>
        <path className={styles.quiet} strokeWidth="4" d={`M${x} 29h36`} />
        <path className={styles.dashed} d={`M${x + 18} 48v20`} />
        <circle className={styles.hollow} cx={x + 18} cy="84" r="14" />
        <path
          className={styles.ink}
          d={`M${x + 18} 84l${(10 * Math.sin(i * 1.4 - 1)).toFixed(1)} ${(-10 * Math.cos(i * 1.4 - 1)).toFixed(1)}`}
        />
      </g>
    ))}
  </Picture>
);

const onLinear = (x: number): number => 96 - 84 * Math.exp(-(x - 24) / 18);

/** The same curve on a linear and on a logarithmic axis. */
export const LinearAndLog = ({ label }: PictureProps) => (
  <Picture label={label}>
    <path className={styles.axis} d="M24 8v92h124M176 8v92h124" />
    {[30, 60, 84].map(y => (
      <path key={y} className={styles.faint} d={`M24 ${y}h124`} />
    ))}
    {[20, 30, 36, 40, 60, 70, 76, 80].map(y => (
      <path key={y} className={styles.faint} d={`M176 ${y}h124`} />
    ))}
    <path className={styles.ink} strokeWidth="2" d={lineThrough(sample(onLinear, 24, 146))} />
    <path className={styles.ink} strokeWidth="2" d="M176 12L298 92" />
  </Picture>
);

/** Memory that one holds, or that three share. */
export const SharedMemory = ({ label }: PictureProps) => (
  <Picture label={label}>
    <rect className={styles.quietDot} x="24" y="16" width="272" height="26" rx="4" />
    <rect className={styles.block} x="24" y="66" width="272" height="26" rx="4" />
    {[0, 1, 2].map(i => (
      <rect key={i} className={styles.goodDot} x={26 + i * 66} y="68" width="63" height="22" rx="3" />
    ))}
  </Picture>
);

/** The same rate without and with regularisation. */
export const WithAndWithout = ({ label }: PictureProps) => (
  <Picture label={label}>
    <path className={styles.axis} d="M24 6v96h280" />
    <path className={styles.ink} strokeWidth="2" d={lineThrough(sample(falling([24, 14], 92, 6, 280), 24, 300))} />
    <path
      className={styles.quiet}
      strokeDasharray="5 4"
      d={lineThrough(sample(falling([24, 14], 56, 5, 280), 24, 300))}
    />
  </Picture>
);

const RARE = new Set([11, 30, 53]);

/** Sixty-four examples, three of them rare. */
export const FirstBatch = ({ label }: PictureProps) => (
  <Picture label={label}>
    {Array.from({ length: 64 }, (_, i) => i).map(i => (
      <circle
        key={i}
        className={RARE.has(i) ? styles.goodDot : styles.quietDot}
        cx={118 + (i % 8) * 12}
        cy={14 + Math.floor(i / 8) * 12}
        r={RARE.has(i) ? 5 : 3.5}
      />
    ))}
  </Picture>
);

/** A signal's size from layer to layer: fading, steady, exploding. */
export function SignalThroughLayers({ label }: PictureProps) {
  const row = (y: number, factor: number, tone: string | undefined) =>
    [0, 1, 2, 3, 4].map(layer => {
      const height = Math.min(30, 14 * factor ** layer);
      return (
        <g key={layer}>
          <rect className={tone} x={44 + layer * 52} y={y - height / 2} width="16" height={height} rx="2" />
          {layer < 4 && <Arrow className={styles.faint} from={[64 + layer * 52, y]} to={[90 + layer * 52, y]} />}
        </g>
      );
    });
  return (
    <Picture label={label}>
      {row(18, 0.55, styles.quietDot)}
      {row(54, 1, styles.goodDot)}
      {row(90, 1.25, styles.badDot)}
    </Picture>
  );
}

/** All rows as one bar, in three parts; of the small last one nothing leads to a choice. */
export function ThreeParts({ label }: PictureProps) {
  const t = useText();
  const parts = [
    { x: 24, width: 168, word: t('why.word.train'), className: styles.block },
    { x: 198, width: 46, word: t('why.word.dev'), className: styles.band },
    { x: 250, width: 46, word: t('why.word.test'), className: styles.block },
  ];
  return (
    <Picture label={label}>
      {parts.map(({ x, width, word, className }) => (
        <g key={x}>
          <rect className={className} x={x} y="44" width={width} height="30" rx="3" />
          <text className={styles.word} x={x + width / 2} y="94" textAnchor="middle">
            {word}
          </text>
        </g>
      ))}
      <Arrow className={styles.quiet} from={[221, 38]} to={[221, 22]} />
      <Tick x={221} y={12} />
      <path className={styles.dashed} d="M273 38v-20" />
    </Picture>
  );
}
