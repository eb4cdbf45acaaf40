import type { DataReport } from '#shared/domain/data-report.ts';
import { type DatasetFacts, SplitName } from '#shared/domain/dataset.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount, formatRatio, formatShare } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Tag } from '../ui/Tag.tsx';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './ClassBars.module.css';

interface ClassBarsProps {
  facts: DatasetFacts;
  /** Rows of the largest class over rows of the smallest. */
  imbalance: number | null;
  /** Rows of each class in each part. */
  classRows: DataReport['classRows'];
}

/** The classes with their rows, and whether they are so unequal that the metric had to change (M1). */
export function ClassBars({ facts: { classes, classCounts, metric }, imbalance, classRows }: ClassBarsProps) {
  const t = useText();
  const language = useLanguage();
  const most = Math.max(...classCounts);
  const total = classCounts.reduce((sum, count) => sum + count, 0);
  const imbalanced = metric === 'macroF1';
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="classes-heading">
      <div className={styles.heading}>
        <h2 id="classes-heading">
          {t('dataStep.classes.title')} <span>{formatCount(classes.length, language)}</span>
        </h2>
        {imbalance !== null && (
          <Tag tone={imbalanced ? 'warn' : 'plain'}>
            {imbalanced && <Icon name="warn" />}
            {t(imbalanced ? 'dataStep.classes.imbalanced' : 'dataStep.classes.balanced', {
              ratio: formatRatio(imbalance, language),
            })}
          </Tag>
        )}
        {imbalanced && <RuleChip rule="M1" />}
      </div>
      <ScrollRegion labelledBy="classes-heading" className={styles.scroll ?? ''}>
        <ul>
          {classes.map((name, i) => (
            <li key={name}>
              <span className={styles.name} title={name}>
                {name}
              </span>
              <ClassBar counts={classRows?.[i] ?? [classCounts[i] ?? 0, 0, 0]} most={most} />
              <b>{formatCount(classCounts[i] ?? 0, language)}</b>
              <span className={styles.share}>{shareOf((classCounts[i] ?? 0) / total)}</span>
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </section>
  );
}

/** A class that is there has no share of 0 %. */
const shareOf = (share: number): string => (share > 0 && share < 0.005 ? '<1 %' : formatShare(share));

/** The rows of a class in train, dev and test, in the shades that the parts have. */
function ClassBar({ counts, most }: { counts: readonly [number, number, number]; most: number }) {
  const left = most - counts[0] - counts[1] - counts[2];
  return (
    <span className={styles.bar} aria-hidden="true">
      {SplitName.options.map((name, part) => (
        <span key={name} className={styles[name]} style={{ flexGrow: counts[part] }} />
      ))}
      <span style={{ flexGrow: left }} />
    </span>
  );
}
