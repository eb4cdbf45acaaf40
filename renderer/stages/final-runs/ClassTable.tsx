import type { ClassFigures, ClassificationErrors } from '#shared/domain/error-analysis.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount, NONE } from '../../format.ts';
import { Faint } from '../../stage/TrialsTable.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import styles from './ConfusionPanel.module.css';
import tables from './tables.module.css';

const percent = (share: number | null): string => (share === null ? NONE : (100 * share).toFixed(1));

/** Precision, recall, F1 and rows of each class, the worst first, with a mark where it is worse than the others beyond noise. */
export function ClassTable({ errors: { classes } }: { errors: ClassificationErrors }) {
  const t = useText();
  const ordered = [...classes].sort((a, b) => (a.f1 ?? 2) - (b.f1 ?? 2));
  const weak = classes.filter(({ isRecallLow, isPrecisionLow }) => isRecallLow || isPrecisionLow).length;
  return (
    <div>
      <ScrollRegion labelledBy="confusion-heading" className={styles.scroll ?? ''}>
        <table className={tables.table} aria-label={t('finalPage.classes')}>
          <thead>
            <tr>
              <th scope="col">{t('finalPage.classes.class')}</th>
              {(['rows', 'recall', 'precision', 'f1'] as const).map(key => (
                <th key={key} scope="col" className={tables.number} title={t(`finalPage.classes.${key}Hint`)}>
                  {t(`finalPage.classes.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered.map(one => (
              <Row key={one.label} one={one} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={styles.looked}>
        {weak === 0 ? t('finalPage.classes.noneWeak') : t('finalPage.classes.weak', { count: weak })}
      </p>
    </div>
  );
}

function Row({ one }: { one: ClassFigures }) {
  const t = useText();
  const language = useLanguage();
  const share = (value: number | null, interval: ClassFigures['recallInterval'], isLow: boolean) => (
    <>
      {isLow && (
        <span className={tables.warn}>
          <Icon name="warn" label={t('finalPage.classes.low')} />{' '}
        </span>
      )}
      {percent(value)}
      {interval && value !== null && <Faint>± {(50 * (interval.high - interval.low)).toFixed(1)}</Faint>}
    </>
  );
  return (
    <tr>
      <th scope="row" className={tables.name} title={one.label}>
        {one.label}
      </th>
      <td className={tables.number}>
        {formatCount(one.support, language)}
        {one.few && <Faint>{t('finalPage.classes.few')}</Faint>}
      </td>
      <td className={tables.number}>{share(one.recall, one.recallInterval, one.isRecallLow)}</td>
      <td className={tables.number}>{share(one.precision, one.precisionInterval, one.isPrecisionLow)}</td>
      <td className={tables.number}>{percent(one.f1)}</td>
    </tr>
  );
}
