import { type DatasetFacts, SplitName } from '#shared/domain/dataset.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount, formatShare } from '../format.ts';
import styles from './SplitBar.module.css';

/** Train, dev and test as parts of one bar, with their counts. */
export function SplitBar({ facts: { rows, splitSeed, task, split } }: { facts: DatasetFacts }) {
  const t = useText();
  const language = useLanguage();
  const total = rows.train + rows.dev + rows.test;
  return (
    <div className={styles.split}>
      <div className={styles.bar} aria-hidden="true">
        {SplitName.options.map(name => (
          <span key={name} className={styles[name]} style={{ flexGrow: rows[name] }} />
        ))}
      </div>
      <ul aria-label={t('dataStep.split.label')}>
        {SplitName.options.map(name => (
          <li key={name}>
            <span className={`${styles.swatch} ${styles[name]}`} />
            <span className={styles.name}>{t(`data.split.${name}`)}</span>
            <span className={styles.rows}>
              <b>{formatCount(rows[name], language)}</b> {formatShare(rows[name] / total)}
            </span>
          </li>
        ))}
      </ul>
      {(!split || split.by === 'random') && (
        <p>{t(task === 'regression' ? 'dataStep.split.noteRegression' : 'dataStep.split.note', { seed: splitSeed })}</p>
      )}
    </div>
  );
}
