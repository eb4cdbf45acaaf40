import { memo, useState } from 'react';
import type { DecayAnswer, DecayComparison } from '#shared/domain/decay.ts';
import type { PairedRun, RunPair } from '#shared/domain/paired-runs.ts';
import { scheduleKey } from '#shared/domain/schedule.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, NONE } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import type { Theme } from '../../ramp.ts';
import { figuresOf } from '../../stage/paired-figures.ts';
import { Faint } from '../../stage/TrialsTable.tsx';
import { useTheme } from '../../theme.ts';
import panel from '../../ui/panel.module.css';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import styles from './PairsTable.module.css';
import { differenceOf, figureOf, meanOf, shownColumn, sideMean } from './pair-figures.ts';
import { shortName } from './schedule-names.ts';

interface PairsTableProps {
  answer: DecayAnswer;
  /** Of a schedule's runs. */
  color(one: DecayComparison): (theme: Theme) => string;
}

/** All comparisons that a stage makes, the lazy way's first. */
export const comparisonsOf = ({ lazy, variants, againstBest }: DecayAnswer): DecayComparison[] => [
  lazy,
  ...variants,
  ...againstBest,
];

const keyOf = ({ schedule, against, why }: DecayComparison): string =>
  [scheduleKey(schedule), scheduleKey(against), why].join(' ');

/** The pairs of a comparison, each with its two runs, their difference, and where they lie. */
export const PairsTable = memo(function PairsTable({ answer, color }: PairsTableProps) {
  const t = useText();
  const language = useLanguage();
  const theme = useTheme();
  const all = comparisonsOf(answer);
  const [chosen, setChosen] = useState<string | null>(null);
  const one = all.find(other => keyOf(other) === chosen) ?? all[0];
  if (!one) return null;
  const schedules = all.flatMap(({ schedule, against }) => [schedule, against]);
  const name = (of: DecayComparison['schedule']): string => shortName(of, schedules, t);
  const column = shownColumn(answer);
  const figures = figuresOf(answer.metric, column, language);
  const metric = column === 'devMetric' ? metricHeading(answer.metric, t) : t('decayPage.measure.loss');
  const unit = figures.inPoints ? ', %' : '';

  const values = one.pairs.flatMap(pair => [figureOf(pair.without, column), figureOf(pair.with, column)]);
  const known = values.filter(value => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const pad = Math.max((high - low) * 0.08, 1e-9);
  const place = (value: number): number => (value - low + pad) / (high - low + 2 * pad);
  const [without, using] = [sideMean(one.pairs, 'without', column), sideMean(one.pairs, 'with', column)];
  const mean = meanOf(one, column);
  const dots = (from: number | null, to: number | null) => (
    <Dots
      from={from === null ? null : place(from)}
      to={to === null ? null : place(to)}
      color={color(one)(theme)}
      label={t('decayPage.pairs.dot', { from: figures.value(from), to: figures.value(to) })}
    />
  );
  const side = (run: PairedRun | null) => {
    if (run?.status === 'diverged') return t('decayPage.pairs.diverged');
    const value = figureOf(run, column);
    return value === null || run === null ? (
      NONE
    ) : (
      <>
        {figures.value(value)}
        {run.at !== null && <Faint>@ {formatCount(run.at, language)}</Faint>}
      </>
    );
  };
  return (
    <section className={panel.panel} aria-labelledby="pairs-heading">
      <div className={styles.caption}>
        <h2 id="pairs-heading">{t('decayPage.pairs')}</h2>
        {all.length > 1 ? (
          <select
            aria-label={t('decayPage.pairs.which')}
            value={keyOf(one)}
            onChange={event => setChosen(event.target.value)}
          >
            {all.map(other => (
              <option key={keyOf(other)} value={keyOf(other)}>
                {t('decayPage.verdict.headingBest', { schedule: name(other.schedule), other: name(other.against) })}
              </option>
            ))}
          </select>
        ) : (
          <p>{t('decayPage.pairs.caption')}</p>
        )}
      </div>
      <ScrollRegion labelledBy="pairs-heading">
        <table className={styles.table} aria-labelledby="pairs-heading">
          <thead>
            <tr>
              <th scope="col">{t('decayPage.pairs.pair')}</th>
              <th scope="col" className={styles.number}>
                {name(one.against)}
                {unit}
              </th>
              <th scope="col" className={styles.number}>
                {name(one.schedule)}
                {unit}
              </th>
              <th scope="col" className={styles.number}>
                {t('decayPage.pairs.difference')}
              </th>
              <th scope="col" className={styles.dots}>
                {known.length === 0
                  ? t('decayPage.pairs.dotsEmpty', { metric })
                  : t('decayPage.pairs.dots', { metric, low: figures.value(low), high: figures.value(high) })}
              </th>
            </tr>
          </thead>
          <tbody>
            {one.pairs.map((pair: RunPair) => (
              <tr key={pair.seed}>
                <th scope="row">{t('decayPage.pairs.seed', { seed: String(pair.seed) })}</th>
                <td className={styles.number}>{side(pair.without)}</td>
                <td className={styles.number}>{side(pair.with)}</td>
                <td className={styles.number}>{figures.difference(differenceOf(pair, column))}</td>
                <td className={styles.dots}>{dots(figureOf(pair.without, column), figureOf(pair.with, column))}</td>
              </tr>
            ))}
            {without && using && (
              <tr className={styles.mean}>
                <th scope="row">{t('decayPage.pairs.mean')}</th>
                {[without, using].map(({ mean: of, deviation }, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the two sides never change their order
                  <td key={i} className={styles.number}>
                    {figures.value(of)}
                    <Faint>± {figures.value(deviation)}</Faint>
                  </td>
                ))}
                <td className={styles.number}>{figures.difference(mean?.mean ?? null)}</td>
                <td className={styles.dots}>{dots(without.mean, using.mean)}</td>
              </tr>
            )}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
});

interface DotsProps {
  /** From 0 to 1; null: not known. */
  from: number | null;
  to: number | null;
  color: string;
  label: string;
}

/** A line from a hollow dot, without, to a filled one, with. */
function Dots({ from, to, color, label }: DotsProps) {
  const x = (place: number): string => `${(100 * place).toFixed(2)}%`;
  return (
    <svg className={styles.line} role="img" aria-label={label}>
      <line className={styles.track} x1="0" x2="100%" y1="8" y2="8" />
      {from !== null && to !== null && <line className={styles.reach} x1={x(from)} x2={x(to)} y1="8" y2="8" />}
      {from !== null && <circle className={styles.hollow} cx={x(from)} cy="8" r="4" />}
      {to !== null && <circle cx={x(to)} cy="8" r="4" fill={color} />}
    </svg>
  );
}
