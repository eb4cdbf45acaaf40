import type { ReactNode } from 'react';
import type { FinalAnswer, FinalPlan } from '#shared/domain/final-runs.ts';
import { useText } from '../../app/context.ts';
import type { ShownStage } from '../../stage/stage-parts.ts';
import { Folded } from '../../ui/Folded.tsx';
import panel from '../../ui/panel.module.css';
import { ArmsPanel } from './ArmsPanel.tsx';
import { ConfusionPanel } from './ConfusionPanel.tsx';
import styles from './FinalMain.module.css';
import { FoldsPanel } from './FoldsPanel.tsx';
import { RegressionPanel } from './RegressionPanel.tsx';

interface FinalMainProps {
  stage: ShownStage<FinalPlan, FinalAnswer>;
  /** The curves of all runs, and their table. */
  chart: ReactNode;
  trials: ReactNode;
}

/** The figures of both configurations, the curves of all runs, where the chosen one is wrong, and folded up the runs. */
export function FinalMain({ stage: { view, detail }, chart, trials }: FinalMainProps) {
  const t = useText();
  return (
    <>
      {detail && <ArmsPanel answer={detail} isCommand={view.project.command !== null} />}
      <div className={styles.chart}>{chart}</div>
      {detail?.classes && <ConfusionPanel errors={detail.classes} />}
      {detail?.regression && <RegressionPanel errors={detail.regression} target={view.project.facts?.target ?? null} />}
      {detail?.crossValidation && <FoldsPanel found={detail.crossValidation} metric={detail.metric} />}
      <section className={`${panel.panel} ${styles.all}`}>
        <Folded title={t('finalPage.trials')} late>
          {trials}
        </Folded>
      </section>
    </>
  );
}
