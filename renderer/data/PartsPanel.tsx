import type { Project } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../app/context.ts';
import panel from '../ui/panel.module.css';
import { RuleChip } from '../why/RuleChip.tsx';
import { boundWords } from './column-values.ts';
import { PartBars } from './PartBars.tsx';
import styles from './PartsPanel.module.css';
import { SplitBar } from './SplitBar.tsx';
import { SplitField } from './SplitField.tsx';
import type { Data, Understood } from './use-data.ts';

interface PartsPanelProps {
  project: Project;
  data: Data;
  understood: Understood;
}

/** Train, dev and test (M9): how many rows, how they were chosen, and how they lie over the time or the target. */
export function PartsPanel({ project, data, understood }: PartsPanelProps) {
  const t = useText();
  const language = useLanguage();
  const { facts, report } = understood;
  const { partBars } = report;
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="parts-heading">
      <div className={styles.heading}>
        <h2 id="parts-heading">{t('dataStep.parts.title')}</h2>
        <RuleChip rule="M9" />
      </div>
      <SplitBar facts={facts} />
      {partBars && (
        <figure className={styles.figure}>
          <PartBars bars={partBars.counts} />
          <div className={styles.axis} aria-hidden="true">
            <span>{boundWords(partBars.from, partBars.areDays, language)}</span>
            <span>{partBars.name ?? ''}</span>
            <span>{boundWords(partBars.to, partBars.areDays, language)}</span>
          </div>
          <figcaption>
            {t(partBars.by === 'time' ? 'dataStep.parts.overTime' : 'dataStep.parts.overTarget', {
              name: partBars.name ?? t('data.role.target'),
              from: boundWords(partBars.from, partBars.areDays, language),
              to: boundWords(partBars.to, partBars.areDays, language),
            })}
          </figcaption>
        </figure>
      )}
      <div className={styles.way}>
        <SplitField project={project} data={data} understood={understood} />
      </div>
    </section>
  );
}
