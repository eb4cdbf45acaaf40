import type { ReactNode } from 'react';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Rule } from '#shared/domain/evidence.ts';
import type { Language } from '#shared/messages/text.ts';
import { inOwnUnit } from '#shared/method/metrics/target-scale.ts';
import { type Translate, useLanguage, useText } from '../app/context.ts';
import { formatCount, formatMetric, formatNumber, formatValue } from '../format.ts';
import facts from '../ui/facts.module.css';
import panel from '../ui/panel.module.css';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './Evaluation.module.css';
import type { Understood } from './use-data.ts';

/** The metric, the first batch size, the bar that training must beat, and what was seen twice. */
export function Evaluation({ understood: { facts, report } }: { understood: Understood }) {
  const t = useText();
  const language = useLanguage();
  const { why, duplicates } = report;
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="evaluation-heading">
      <h2 id="evaluation-heading">{t('dataStep.evaluation.title')}</h2>
      <Item name={t('dataStep.evaluation.metric')} value={t(`data.metric.${facts.metric}`)} rule="M1">
        {t(why.metric.key, why.metric.values)}
      </Item>
      <Item name={t('dataStep.evaluation.batchSize')} value={formatCount(facts.batchSize, language)} rule="M7">
        {t(why.batchSize.key, why.batchSize.values)}
      </Item>
      <Item name={t('dataStep.evaluation.bar')}>{floorWords(facts, t, language)}</Item>
      <Item name={t('dataStep.evaluation.duplicates')}>
        {duplicates.rows === 0
          ? t('dataStep.evaluation.duplicatesNone')
          : t('dataStep.evaluation.duplicatesSome', {
              rows: formatCount(duplicates.rows, language),
              count: duplicates.groups,
            })}
      </Item>
    </section>
  );
}

interface ItemProps {
  name: string;
  value?: string;
  rule?: Rule;
  children: ReactNode;
}

const Item = ({ name, value, rule, children }: ItemProps) => (
  <div className={facts.fact}>
    <h3>
      {name}
      {value !== undefined && <b>{value}</b>}
    </h3>
    {rule && <RuleChip rule={rule} />}
    <p>{children}</p>
  </div>
);

/** What the best constant answer reaches. */
export function floorWords(facts: DatasetFacts, t: Translate, language: Language): string {
  const { classes, classCounts, metric, floor, entropy, targetScale } = facts;
  const value = formatMetric(metric, floor.metric, language);
  const loss = formatNumber(floor.loss, language);
  const name = t(`data.metric.${metric}`);
  if (targetScale)
    return t(targetScale.log ? 'dataStep.evaluation.meanLog' : 'dataStep.evaluation.mean', {
      mean: formatValue(inOwnUnit(0, targetScale), language),
      metric: name,
      value,
      loss,
    });
  const label = classes[classCounts.indexOf(Math.max(...classCounts))] ?? '';
  const majority = t('dataStep.evaluation.majority', { label, metric: name, value, loss });
  if (entropy === null) return majority;
  return [majority, t('dataStep.evaluation.entropy', { entropy: formatNumber(entropy, language) })].join(
    t('page.words.separator'),
  );
}
