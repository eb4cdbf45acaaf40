import { useMemo, useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { LossChart } from '../chart/LossChart.tsx';
import { StageRail } from '../rail/StageRail.tsx';
import { chartSeries } from './chart-series.ts';
import { InterruptedNotice } from './InterruptedNotice.tsx';
import styles from './LadderScreen.module.css';
import { Recommendation } from './Recommendation.tsx';
import { StageHead } from './StageHead.tsx';
import { StageLayout } from './StageLayout.tsx';
import { StageStatusBar } from './StageStatusBar.tsx';
import { TrialsTable } from './TrialsTable.tsx';

/** A ladder: its curves, its trials, and what they recommend. */
export function LadderScreen({ view }: { view: StageView }) {
  const t = useText();
  const language = useLanguage();
  const { curves } = useSession();
  const { project, stage, trials, answer, decision } = view;
  const series = useMemo(() => chartSeries({ trials, answer }, language), [trials, answer, language]);
  const classes = project.facts?.classes.length;
  const chance = useMemo(
    () => (classes === undefined ? null : { loss: Math.log(classes), label: `ln ${classes}` }),
    [classes],
  );

  const { value: proposed, convergedAt } = answer.numSteps;
  // What the person set by the chart's pill; null: as proposed.
  const [chosenSteps, setChosenSteps] = useState<number | null>(null);
  const steps = decision?.numSteps ?? chosenSteps ?? proposed;
  const numSteps = useMemo(
    () => (proposed === null || steps === null || convergedAt === null ? null : { value: steps, convergedAt }),
    [proposed, steps, convergedAt],
  );

  return (
    <StageLayout
      rail={<StageRail project={project} view={view} />}
      head={<StageHead view={view} />}
      main={
        <>
          {stage.status === 'interrupted' && <InterruptedNotice view={view} />}
          <div className={styles.chart}>
            <LossChart
              series={series}
              curves={curves}
              plannedSteps={stage.plan.base.steps}
              chance={chance}
              numSteps={numSteps}
              onNumSteps={setChosenSteps}
              language={language}
              title={t('page.chart.title')}
            />
          </div>
          <TrialsTable view={view} />
        </>
      }
      asideLabel={t('page.recommendation.title')}
      aside={<Recommendation view={view} numSteps={proposed === null ? null : steps} />}
      status={<StageStatusBar view={view} />}
    />
  );
}
