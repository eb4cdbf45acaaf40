import type { RegressionErrors, TargetRange } from '#shared/domain/error-analysis.ts';
import type { Language } from '#shared/messages/text.ts';
import { type Translate, useLanguage, useText } from '../../app/context.ts';
import { formatCount, formatNumber, formatShare, formatValue } from '../../format.ts';
import { ARM_COLORS } from '../../ramp.ts';
import { useTheme } from '../../theme.ts';
import { Icon } from '../../ui/Icon.tsx';
import panel from '../../ui/panel.module.css';
import { axisOf, percent } from './axis.ts';
import head from './ConfusionPanel.module.css';
import styles from './RegressionPanel.module.css';
import tables from './tables.module.css';

/** Predicted against true on test, the residuals, and in which part of the range errors are large. */
export function RegressionPanel({ errors, target }: { errors: RegressionErrors; target: string | null }) {
  const t = useText();
  const language = useLanguage();
  const { rows, runs, sample } = errors;
  return (
    <section className={panel.panel} aria-labelledby="residuals-heading">
      <div className={head.head}>
        <h2 id="residuals-heading">{t('finalPage.residuals')}</h2>
        <p>
          {t(target === null ? 'finalPage.residuals.captionPlain' : 'finalPage.residuals.caption', {
            target: target ?? '',
            rows: formatCount(rows, language),
            count: runs,
          })}
          {sample.length < rows && t('finalPage.residuals.sampled', { drawn: formatCount(sample.length, language) })}
        </p>
      </div>
      <div className={head.body}>
        <Scatter errors={errors} />
        <div className={styles.side}>
          <Histogram errors={errors} />
          <p className={styles.words}>{summaryOf(errors, t, language)}</p>
          <Ranges ranges={errors.ranges} />
        </div>
      </div>
    </section>
  );
}

/** Bias, errors and ends, in words. */
function summaryOf(
  { residuals: { mean, error, quantiles }, mae, rmse, hasHeavyTails, tailShare }: RegressionErrors,
  t: Translate,
  language: Language,
): string {
  const number = (value: number): string => formatNumber(value, language);
  // Beyond two standard errors.
  const biased = Math.abs(mean) > 2 * error;
  const [p5 = 0, , , , p95 = 0] = quantiles;
  return [
    t('finalPage.residuals.errors', { mae: number(mae), rmse: number(rmse) }),
    t(
      biased ? (mean > 0 ? 'finalPage.residuals.tooHigh' : 'finalPage.residuals.tooLow') : 'finalPage.residuals.noBias',
      {
        bias: number(Math.abs(mean)),
        error: number(2 * error),
      },
    ),
    t('finalPage.residuals.middle', { low: number(p5), high: number(p95) }),
    ...(hasHeavyTails ? [t('finalPage.residuals.heavy', { share: formatShare(tailShare) })] : []),
  ].join(language === 'en' ? ' ' : '');
}

const SIZE = { width: 420, height: 300, left: 48, bottom: 34, top: 8, right: 10 };

/** Predicted over true, with the line on which both are equal. */
function Scatter({ errors: { sample } }: { errors: RegressionErrors }) {
  const t = useText();
  const language = useLanguage();
  const theme = useTheme();
  const across = axisOf(
    sample.map(({ actual }) => actual),
    5,
    0.04,
  );
  const up = axisOf(
    sample.map(({ predicted }) => predicted),
    5,
    0.04,
  );
  const [width, height] = [SIZE.width - SIZE.left - SIZE.right, SIZE.height - SIZE.top - SIZE.bottom];
  const x = (value: number): number => SIZE.left + width * across.place(value);
  const y = (value: number): number => SIZE.top + height * (1 - up.place(value));
  const at = (value: number): string => value.toFixed(1);
  const [from, to] = [Math.max(across.low, up.low), Math.min(across.high, up.high)];
  return (
    <svg
      className={styles.scatter}
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={t('finalPage.residuals.scatter', { rows: formatCount(sample.length, language) })}
    >
      {up.ticks.map(value => (
        <g key={value}>
          <line className={styles.grid} x1={SIZE.left} x2={SIZE.width - SIZE.right} y1={y(value)} y2={y(value)} />
          <text className={styles.left} x={SIZE.left - 6} y={y(value) + 4}>
            {formatValue(value, language)}
          </text>
        </g>
      ))}
      {across.ticks.map(value => (
        <text key={value} className={styles.below} x={x(value)} y={SIZE.height - SIZE.bottom + 15}>
          {formatValue(value, language)}
        </text>
      ))}
      <path
        className={styles.points}
        stroke={ARM_COLORS.chosen[theme]}
        d={sample.map(({ actual, predicted }) => `M${at(x(actual))} ${at(y(predicted))}h.01`).join('')}
      />
      {from < to && <line className={styles.equal} x1={x(from)} y1={y(from)} x2={x(to)} y2={y(to)} />}
      <text className={styles.title} x={SIZE.width - SIZE.right} y={SIZE.height - 4}>
        {t('finalPage.residuals.true')} →
      </text>
      <text className={styles.titleLeft} x={SIZE.left + 4} y={SIZE.top + 8}>
        ↑ {t('finalPage.residuals.predicted')}
      </text>
    </svg>
  );
}

/** How often the network is off by how much. */
function Histogram({ errors: { histogram } }: { errors: RegressionErrors }) {
  const t = useText();
  const language = useLanguage();
  const theme = useTheme();
  const { from, to, counts, below, above } = histogram;
  const most = Math.max(...counts, 1);
  const place = (value: number): number => (to > from ? (value - from) / (to - from) : 0.5);
  const share = 1 / counts.length;
  const beyond = below + above;
  return (
    <figure className={styles.figure}>
      <svg height="86" role="img" aria-label={t('finalPage.residuals.histogram')}>
        {counts.map((count, bin) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts never change their order
            key={bin}
            x={percent(bin * share)}
            width={percent(share * 0.86)}
            y={66 - (64 * count) / most}
            height={(64 * count) / most}
            fill={ARM_COLORS.chosen[theme]}
          />
        ))}
        <line className={styles.axis} x1="0" x2="100%" y1="66.500" y2="66.500" />
        {from < 0 && to > 0 && (
          <>
            <line className={styles.zero} x1={percent(place(0))} x2={percent(place(0))} y1="0" y2="70" />
            <text className={styles.below} x={percent(place(0))} y="82">
              0
            </text>
          </>
        )}
        <text className={styles.start} x="0" y="82">
          {formatNumber(from, language)}
        </text>
        <text className={styles.end} x="100%" y="82">
          {formatNumber(to, language)}
        </text>
      </svg>
      <figcaption>
        {t('finalPage.residuals.histogramCaption')}
        {beyond > 0 &&
          t('finalPage.residuals.beyond', { below: formatCount(below, language), above: formatCount(above, language) })}
      </figcaption>
    </figure>
  );
}

/** Errors along the range of the target. */
function Ranges({ ranges }: { ranges: readonly TargetRange[] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <table className={tables.table} aria-label={t('finalPage.ranges')}>
      <thead>
        <tr>
          <th scope="col">{t('finalPage.ranges.range')}</th>
          <th scope="col" className={tables.number}>
            {t('finalPage.ranges.rows')}
          </th>
          <th scope="col" className={tables.number}>
            {t('finalPage.ranges.error')}
          </th>
          <th scope="col" className={tables.number}>
            {t('finalPage.ranges.bias')}
          </th>
        </tr>
      </thead>
      <tbody>
        {ranges.map(({ from, to, rows, bias, meanError, isErrorLarge }) => (
          <tr key={`${from} ${to}`}>
            <th scope="row">
              {formatValue(from, language)} – {formatValue(to, language)}
            </th>
            <td className={tables.number}>{formatCount(rows, language)}</td>
            <td className={tables.number}>
              {isErrorLarge && (
                <span className={tables.warn}>
                  <Icon name="warn" label={t('finalPage.ranges.large')} />{' '}
                </span>
              )}
              {formatNumber(meanError, language)}
            </td>
            <td className={tables.number}>
              {bias > 0 ? '+' : ''}
              {formatNumber(bias, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
