import type { BatchMomentumAnswer, BatchMomentumPlan, Race } from '#shared/domain/batch-momentum.ts';
import type { Language } from '#shared/messages/text.ts';
import { type Translate, useLanguage, useText } from '../../app/context.ts';
import { formatNumber } from '../../format.ts';
import { DifferenceStrip } from '../../stage/DifferenceStrip.tsx';
import type { ShownStage } from '../../stage/stage-parts.ts';
import panel from '../../ui/panel.module.css';
import { RuleChip } from '../../why/RuleChip.tsx';
import styles from './RacePanel.module.css';

/** The chosen optimizer against the other one, pair by pair [S3]; nothing where none is planned. */
export function RacePanel({ stage: { plan, detail } }: { stage: ShownStage<BatchMomentumPlan, BatchMomentumAnswer> }) {
  const t = useText();
  const language = useLanguage();
  const race = detail?.race ?? null;
  if (!plan.race) return null;
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="race-heading">
      <div className={styles.head}>
        <h2 id="race-heading">{t('batchMomentum.race.title')}</h2>
        <RuleChip rule="S3" />
      </div>
      {race === null ? (
        <p>{t('batchMomentum.race.later', { pairs: plan.racePairs })}</p>
      ) : (
        <Differences race={race} t={t} language={language} />
      )}
    </section>
  );
}

/** What the strip shows: differences, above 0 where the chosen one is better, in the metric's own unit or of the dev loss. */
interface Shown {
  differences: number[];
  interval: { mean: number; low: number; high: number } | null;
  unit: 'points' | 'loss' | 'metric';
}

export function shownOf({ pairs, metric, by, loss, metricDifference }: Race): Shown {
  const isByLoss = by === 'loss' || metric === 'none' || metricDifference === null;
  const isShare = metric === 'accuracy' || metric === 'macroF1';
  const scale = isByLoss ? -1 : isShare ? 100 : metric === 'rmse' ? -1 : 1;
  const of = isByLoss ? loss : metricDifference;
  const differences = pairs.flatMap(({ chosen, other }) => {
    const [a, b] = isByLoss ? [chosen.devLoss, other.devLoss] : [chosen.metric, other.metric];
    return a === null || b === null ? [] : [(a - b) * scale];
  });
  const ends = of && [of.low * scale, of.high * scale];
  return {
    differences,
    interval: of && ends && { mean: of.mean * scale, low: Math.min(...ends), high: Math.max(...ends) },
    unit: isByLoss ? 'loss' : isShare ? 'points' : 'metric',
  };
}

function Differences({ race, t, language }: { race: Race; t: Translate; language: Language }) {
  const { differences, interval, unit } = shownOf(race);
  const names = {
    chosen: t(`newLadder.optimizer.${race.chosen.optimizer}`),
    other: t(`newLadder.optimizer.${race.other.optimizer}`),
  };
  const number = (value: number): string => `${value > 0 ? '+' : ''}${formatNumber(value, language)}`;
  const verdict = race.verdict ?? 'open';
  return (
    <>
      {interval && (
        <p className={styles.figure}>
          <b>{number(interval.mean)}</b> ± {formatNumber((interval.high - interval.low) / 2, language)}{' '}
          {t(`batchMomentum.race.unit.${unit}`)}
        </p>
      )}
      {differences.length > 0 && (
        <DifferenceStrip
          differences={differences}
          interval={interval}
          left={t('batchMomentum.race.better', { name: names.other })}
          right={t('batchMomentum.race.better', { name: names.chosen })}
          label={t('batchMomentum.race.strip', { values: differences.map(number).join(t('page.list.separator')) })}
        />
      )}
      <p>
        {t(`batchMomentum.race.verdict.${verdict}`, { ...names, pairs: differences.length, planned: race.planned })}
      </p>
    </>
  );
}
