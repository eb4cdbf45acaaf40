import type { BatchMomentumAnswer, BatchMomentumPlan } from '#shared/domain/batch-momentum.ts';
import { known } from '#shared/domain/metrics.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatEstimate } from '../../format.ts';
import { statementText } from '../../quantity.ts';
import type { ShownStage } from '../../stage/stage-parts.ts';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/Tag.tsx';
import { RuleChip } from '../../why/RuleChip.tsx';
import styles from './PlanBar.module.css';
import { costText } from './words.ts';

/** How the stage searches, what the other way would have cost, and how far it is. */
export function PlanBar({ stage: { view, plan } }: { stage: ShownStage<BatchMomentumPlan, BatchMomentumAnswer> }) {
  const t = useText();
  const language = useLanguage();
  const { costs, search } = plan;
  const ways = (['grid', 'random'] as const).flatMap(way => {
    const cost = costs[way];
    return cost ? [{ way, cost }] : [];
  });
  const ended = view.trials.length - view.progress.open;
  const left = known(view.remainingMs);
  // A trial joins once its learning rate is known.
  const count = t('batchMomentum.done', { done: ended, count: Math.max(view.trials.length, plan.points.length) });
  return (
    <section className={`${panel.panel} ${styles.bar}`} aria-labelledby="plan-bar-heading">
      <h2 id="plan-bar-heading">{t('batchMomentum.plan')}</h2>
      <ul>
        {ways.map(({ way, cost }) => (
          <li key={way} className={way === search ? styles.chosen : ''}>
            <i
              className={styles.dot}
              role="img"
              aria-label={t(way === search ? 'batchMomentum.plan.chosen' : 'batchMomentum.plan.other')}
            />
            <span>
              <b>{t(`batchMomentum.search.${way}`)}</b> {costText(cost, t, language)}
            </span>
            {way === costs.proposed && (
              <span title={statementText(costs.reason, t, language)}>
                <Tag>{t('batchMomentum.proposed')}</Tag>
              </span>
            )}
          </li>
        ))}
      </ul>
      <RuleChip rule="S2" />
      <p>
        {view.stage.status === 'running' && left !== null
          ? t('batchMomentum.doneLeft', { done: count, time: formatEstimate(left, language) })
          : count}
      </p>
    </section>
  );
}
