import { useText } from '../../app/context.ts';
import { lineThrough, sample, scatter } from './curves.ts';
import styles from './Picture.module.css';
import { Arrow, Cross, Picture, Tick } from './Picture.tsx';

/** Too small, right, too large: the update at the tip of the weights. */
export function UpdateBesideWeights({ label }: { label: string }) {
  const row = (y: number, tone: 'warn' | 'good' | 'bad', length: number) => (
    <g key={y}>
      <Arrow className={styles.ink} from={[24, y]} to={[180, y]} />
      {length < 4 ? (
        <circle cx="186" cy={y} r="2" className={styles.warn} />
      ) : (
        <Arrow className={styles[tone]} from={[184, y]} to={[184 + length, y - length / 6]} />
      )}
      {tone === 'good' && <Tick x={222} y={y - 4} />}
    </g>
  );
  return (
    <Picture label={label}>
      <text className={styles.word} x="24" y="16">
        w
      </text>
      <text className={styles.word} x="184" y="16">
        Δw
      </text>
      {row(36, 'warn', 0)}
      {row(66, 'good', 20)}
      {row(98, 'bad', 118)}
    </Picture>
  );
}

/** Readings about their median. */
export const Readings = ({ label }: { label: string }) => (
  <Picture label={label}>
    <path className={styles.axis} d="M24 8v92h276" />
    <path className={styles.good} d="M24 52h276" />
    {scatter(12).map((off, i) => (
      <circle key={off} className={styles.quietDot} cx={42 + i * 22} cy={52 - off * 36} r="3.5" />
    ))}
  </Picture>
);

/** One reading, and the line that leads from it to the target. */
export const NextRate = ({ label }: { label: string }) => (
  <Picture label={label}>
    <path className={styles.axis} d="M56 8v92h244" />
    <path className={styles.good} d="M56 36h244" />
    <text className={styles.word} x="48" y="40" textAnchor="end">
      0.001
    </text>
    <path className={styles.dashed} d="M70 96L290 16" />
    <circle className={styles.hollow} cx="109" cy="81.800" r="4.5" />
    <Arrow className={styles.ink} from={[121, 72]} to={[222, 36]} />
    <path className={styles.dashed} d="M235 36v64" />
    <circle className={styles.dot} cx="235" cy="36" r="4.5" />
  </Picture>
);

/** Four sets of parameters and the band. */
export function LayersAndBand({ label }: { label: string }) {
  const t = useText();
  return (
    <Picture label={label}>
      <rect className={styles.band} x="138" y="6" width="90" height="100" />
      {[
        { y: 20, x: 170 },
        { y: 44, x: 206 },
        { y: 68, x: 272 },
      ].map(({ y, x }) => (
        <g key={y}>
          <path className={styles.faint} d={`M84 ${y}h212`} />
          <circle className={x > 228 ? styles.badDot : styles.goodDot} cx={x} cy={y} r="5" />
        </g>
      ))}
      <path className={styles.dashed} d="M84 92h212" />
      <circle className={styles.hollow} cx="104" cy="92" r="5" />
      {['1', '2', '3'].map((layer, i) => (
        <text key={layer} className={styles.word} x="72" y={24 + i * 24} textAnchor="end">
          {layer}
        </text>
      ))}
      <text className={styles.word} x="72" y="96" textAnchor="end">
        {t('why.word.bias')}
      </text>
    </Picture>
  );
}

const FINGERPRINT = [1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1];

/** The same fingerprint before and after a loop. */
export function NoTrace({ label }: { label: string }) {
  const t = useText();
  const print = (x: number, word: string) => (
    <g>
      {FINGERPRINT.map((bit, i) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: the bits never change their places
          key={i}
          className={bit === 1 ? styles.dot : styles.block}
          x={x + (i % 4) * 14}
          y={28 + Math.floor(i / 4) * 14}
          width="11"
          height="11"
        />
      ))}
      <text className={styles.word} x={x + 26} y="92" textAnchor="middle">
        {word}
      </text>
    </g>
  );
  return (
    <Picture label={label}>
      {print(24, t('why.word.before'))}
      <path className={styles.quiet} d="M94 47C170 47 204 8 160 8S150 47 210 47" />
      <Arrow className={styles.quiet} from={[208, 47]} to={[220, 47]} />
      {print(232, t('why.word.after'))}
      <text className={styles.word} x="160" y="92" textAnchor="middle">
        =
      </text>
    </Picture>
  );
}

/** The check: at the rate the loss rises, at half of it the loss falls. */
export const HalvedUntilItFalls = ({ label }: { label: string }) => (
  <Picture label={label}>
    <path className={styles.axis} d="M24 8v92h276" />
    <path className={styles.bad} d="M40 56L76 44L112 50L148 18" />
    <Cross x={166} y={18} />
    <path className={styles.good} d="M40 56L76 64L112 74L148 82" />
    <Tick x={166} y={82} />
    <text className={styles.word} x="186" y="22">
      lr
    </text>
    <text className={styles.word} x="186" y="86">
      lr ÷ 2
    </text>
  </Picture>
);

const BEST_RATIOS = [1, 3, 6, 8, 9, 7, 5, 2];

/** Where the best rates' ratios lie, and the target. */
export const TargetAndBest = ({ label }: { label: string }) => (
  <Picture label={label}>
    <rect className={styles.band} x="136" y="8" width="100" height="80" />
    {BEST_RATIOS.map((height, i) => (
      <rect
        key={height}
        className={styles.goodDot}
        x={130 + i * 15}
        y={88 - height * 7.5}
        width="11"
        height={height * 7.5}
      />
    ))}
    <path className={styles.axis} d="M24 88h276" />
    <path className={styles.dashed} d="M106 12v76" />
    <circle className={styles.dot} cx="106" cy="88" r="4" />
    {[
      [36, '0.0001'],
      [106, '0.001'],
      [206, '0.01'],
      [290, '0.1'],
    ].map(([x, ratio]) => (
      <text key={ratio} className={styles.word} x={x} y="106" textAnchor="middle">
        {ratio}
      </text>
    ))}
  </Picture>
);

/** Two marks on one scale of rates. */
export function ProbeAndLadder({ label }: { label: string }) {
  const t = useText();
  return (
    <Picture label={label}>
      <rect className={styles.band} x="146" y="34" width="132" height="40" />
      <path className={styles.axis} d="M24 54h276" />
      {[36, 102, 168, 234, 300].map(x => (
        <path key={x} className={styles.axis} d={`M${x} 50v8`} />
      ))}
      {[1e-4, 0.001, 0.01, 0.1].map((rate, i) => (
        <text key={rate} className={styles.word} x={36 + i * 66} y="94" textAnchor="middle">
          {rate === 1e-4 ? '1e−4' : rate}
        </text>
      ))}
      <circle className={styles.dot} cx="212" cy="54" r="5.5" />
      <text className={styles.word} x="212" y="24" textAnchor="middle">
        {t('why.word.ladder')}
      </text>
      <circle className={styles.hollow} cx="172" cy="54" r="5.5" />
      <text className={styles.word} x="160" y="24" textAnchor="middle">
        {t('why.word.probe')}
      </text>
      <path className={styles.quiet} d={lineThrough(sample(() => 54, 178, 206, 2))} />
    </Picture>
  );
}

/** A dev loss that falls to its lowest at `at` and rises from there. */
const overfitting =
  (at: number, lowest: number, rise: number) =>
  (x: number): number =>
    x < at ? lowest - (lowest - 14) * ((at - x) / (at - 24)) ** 2 : lowest - rise * (x - at);

/** Two rates' dev losses: within the steps that there are the one of higher rate gets deeper, later it would not. */
export const LowestWithinSteps = ({ label }: { label: string }) => (
  <Picture label={label}>
    <path className={styles.axis} d="M24 6v96h280" />
    <path className={styles.quiet} strokeWidth="2" d={lineThrough(sample(overfitting(280, 92, 0), 24, 180))} />
    <path className={styles.dashed} d={lineThrough(sample(overfitting(280, 92, 0), 180, 300))} />
    <path className={styles.ink} strokeWidth="2" d={lineThrough(sample(overfitting(120, 84, 0.16), 24, 180))} />
    <path className={styles.dashed} d={lineThrough(sample(overfitting(120, 84, 0.16), 180, 300))} />
    <circle className={styles.dot} cx="120" cy="84" r="4.5" />
    <path className={styles.ink} d="M180 6v96" />
  </Picture>
);
