import type { RegularisationAnswer, RegularisationPlan } from '#shared/domain/regularisation.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatNumber } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import { DifferenceStrip } from '../../stage/DifferenceStrip.tsx';
import type { ShownStage } from '../../stage/stage-parts.ts';
import panel from '../../ui/panel.module.css';
import { RuleChip } from '../../why/RuleChip.tsx';
import styles from './PairsPanel.module.css';
import { pointName } from './points.ts';
import { SkipButton } from './SkipButton.tsx';

/** What the search chose against none, pair by pair, and the way on without it. */
export function PairsPanel({
  stage: { view, plan, detail },
}: {
  stage: ShownStage<RegularisationPlan, RegularisationAnswer>;
}) {
  const t = useText();
  const language = useLanguage();
  const pairs = detail?.pairs ?? null;
  const shown = detail && pairs && shownOf(detail);
  const number = (value: number): string => `${value > 0 ? '+' : ''}${formatNumber(value, language)}`;
  const ended = pairs?.n ?? 0;
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="reg-pairs-heading">
      <div className={styles.head}>
        <h2 id="reg-pairs-heading">{t('regPage.pairs.title')}</h2>
        <RuleChip rule="D7" />
      </div>
      {detail && shown?.interval && (
        <p className={styles.figure}>
          <b>{number(shown.interval.mean)}</b> ±{' '}
          {formatNumber((shown.interval.high - shown.interval.low) / 2, language)}{' '}
          {shown.ofMetric ? metricHeading(detail.metric, t) : t('batchMomentum.race.unit.loss')}
        </p>
      )}
      {shown && shown.differences.length > 0 && detail.chosen && (
        <DifferenceStrip
          differences={shown.differences}
          interval={shown.interval}
          left={t('batchMomentum.race.better', { name: t('regPage.none') })}
          right={t('batchMomentum.race.better', { name: pointName(detail.chosen, detail.hasDropout, t) })}
          label={t('batchMomentum.race.strip', {
            values: shown.differences.map(number).join(t('page.list.separator')),
          })}
        />
      )}
      <p>
        {pairs === null
          ? t(detail?.verdict === 'none' ? 'regPage.pairs.none' : 'regPage.pairs.later', { pairs: plan.seeds.length })
          : t('regPage.pairs.ran', { pairs: ended, planned: plan.seeds.length })}
      </p>
      {view.progress.open === 0 && <SkipButton projectId={view.project.id} hasDropout={plan.hasDropout} />}
    </section>
  );
}

/** Differences so that above 0 is better with regularisation: of the metric where the verdict rests on it, else of the dev loss. */
function shownOf({ pairs }: RegularisationAnswer) {
  if (!pairs) return null;
  const ofMetric = pairs.by === 'metric';
  const way = ofMetric ? 1 : -1;
  const of = ofMetric ? pairs.metricDifference : pairs.difference;
  const ends = of && [way * of.low, way * of.high];
  return {
    ofMetric,
    differences: pairs.pairs.flatMap(pair => {
      const value = ofMetric ? pair.metricDifference : pair.difference;
      return value === null ? [] : [way * value];
    }),
    interval: of && ends && { mean: way * of.mean, low: Math.min(...ends), high: Math.max(...ends) },
  };
}
