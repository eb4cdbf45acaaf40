import type { ReactNode } from 'react';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Rule } from '#shared/domain/evidence.ts';
import type { Language } from '#shared/messages/text.ts';
import { inOwnUnit } from '#shared/method/metrics/target-scale.ts';
import { type Translate, useLanguage, useText } from '../app/context.ts';
import { formatCount, formatMetric, formatNumber, formatValue } from '../format.ts';
import panel from '../ui/panel.module.css';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './Judging.module.css';
import type { Understood } from './use-data.ts';

/** The metric, the first batch size, the bar that training must beat, and what was seen twice. */
export function Judging({ understood: { facts, report } }: { understood: Understood }) {
  const t = useText();
  const language = useLanguage();
  const { why, duplicates } = report;
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="judge-heading">
      <h2 id="judge-heading">{t('dataStep.judge.title')}</h2>
      <Item name={t('dataStep.judge.metric')} value={t(`data.metric.${facts.metric}`)} rule="M1">
        {t(why.metric.key, why.metric.values)}
      </Item>
      <Item name={t('dataStep.judge.batchSize')} value={formatCount(facts.batchSize, language)} rule="M7">
        {t(why.batchSize.key, why.batchSize.values)}
      </Item>
      <Item name={t('dataStep.judge.bar')}>{floorWords(facts, t, language)}</Item>
      <Item name={t('dataStep.judge.duplicates')}>
        {duplicates.rows === 0
          ? t('dataStep.judge.duplicatesNone')
          : t('dataStep.judge.duplicatesSome', {
              rows: formatCount(duplicates.rows, language),
              groups: formatCount(duplicates.groups, language),
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
  <div className={styles.item}>
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
    return t(targetScale.log ? 'dataStep.judge.meanLog' : 'dataStep.judge.mean', {
      mean: formatValue(inOwnUnit(0, targetScale), language),
      metric: name,
      value,
      loss,
    });
  const label = classes[classCounts.indexOf(Math.max(...classCounts))] ?? '';
  const majority = t('dataStep.judge.majority', { label, metric: name, value, loss });
  if (entropy === null) return majority;
  return [majority, t('dataStep.judge.entropy', { entropy: formatNumber(entropy, language) })].join(
    t('page.words.separator'),
  );
}
