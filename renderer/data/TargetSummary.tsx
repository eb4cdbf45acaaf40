import { useLanguage, useText } from '../app/context.ts';
import { formatNumber, formatValue } from '../format.ts';
import panel from '../ui/panel.module.css';
import styles from './TargetSummary.module.css';
import type { Understood } from './use-data.ts';

/** The number that is to be predicted: its range, its middle and its spread. */
export function TargetSummary({ understood: { facts, report } }: { understood: Understood }) {
  const t = useText();
  const language = useLanguage();
  const scale = facts.targetScale;
  const range = report.columns.find(column => column.role === 'target')?.range;
  const figures = [
    ...(range
      ? ([
          [t('dataStep.target.min'), formatValue(range.min, language)],
          [t('dataStep.target.median'), formatNumber(range.median, language)],
          [t('dataStep.target.mean'), formatNumber(range.mean, language)],
          [t('dataStep.target.max'), formatValue(range.max, language)],
        ] as const)
      : []),
    ...(scale
      ? ([
          [t(scale.log ? 'dataStep.target.stdLog' : 'dataStep.target.std'), formatNumber(scale.std, language)],
        ] as const)
      : []),
  ];
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="target-heading">
      <h2 id="target-heading">{t('dataStep.target.title', { name: facts.target ?? '' })}</h2>
      <dl>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        {scale?.log
          ? t('dataStep.target.noteLog', {
              mean: formatNumber(scale.mean, language),
              std: formatNumber(scale.std, language),
            })
          : t('dataStep.target.note')}
      </p>
    </section>
  );
}
