import { useMemo, useState } from 'react';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { StageChart } from '../chart/StageChart.tsx';
import { Notice } from '../layout/Notice.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { chanceOf, chartFacts, trialFacts } from './chart-facts.ts';
import { chartSeries } from './chart-series.ts';
import { InterruptedNotice } from './InterruptedNotice.tsx';
import { OutdatedNotice } from './OutdatedNotice.tsx';
import { Recommendation } from './Recommendation.tsx';
import { ResumeWarnings, useResumePoints, useResumeWarnings } from './ResumeWarnings.tsx';
import { StageHeader } from './StageHeader.tsx';
import styles from './StageScreen.module.css';
import { StageStatusBar } from './StageStatusBar.tsx';
import { curvesMadeFor, decisionMark, ownDecision } from './stage-decision.ts';
import type { AnyStageParts, ShownStage } from './stage-parts.ts';
import { TrialsTable } from './TrialsTable.tsx';

/** A stage: its curves, its trials, and what they recommend. */
export function StageScreen({ parts, stage: shown }: { parts: AnyStageParts; stage: ShownStage }) {
  const t = useText();
  const language = useLanguage();
  const session = useSession();
  const { view, plan } = shown;
  const { project, stage, trials, recommendation } = view;
  const curves = session.curvesOf(stage.id);
  useResumePoints(view);
  const warnings = useResumeWarnings(parts, view);
  const decision = ownDecision(view);
  // The stage's own view of the project is as old as the stage's last change.
  const present = useAppState(state => state.cards?.get(project.id)?.project ?? project);
  const mark = decision && decisionMark(decision, present, curvesMadeFor(view));
  const stale = mark === 'outOfDate';
  const series = useMemo(
    () => chartSeries(parts, { trials, recommendation }, language, stale),
    [parts, trials, recommendation, language, stale],
  );
  const facts = trialFacts(view);
  const ofChart = useMemo(() => chartFacts({ project, trials }), [project, trials]);
  const chance = useMemo(() => chanceOf(facts, t, language), [facts, t, language]);

  const { value: proposed = null, convergedAt = null, overfits = false } = parts.numSteps?.(shown) ?? {};
  // What the person set by the chart's pill; null: as proposed.
  const [chosenSteps, setChosenSteps] = useState<number | null>(null);
  const steps = decision?.set.steps ?? chosenSteps ?? proposed;
  const numSteps = useMemo(
    () =>
      proposed === null || steps === null || convergedAt === null ? null : { value: steps, convergedAt, overfits },
    [proposed, steps, convergedAt, overfits],
  );
  const ofTrials = trials.map(({ hyperparameters }) => hyperparameters);

  return (
    <StageLayout
      head={<StageHeader parts={parts} stage={shown} mark={mark} />}
      main={
        <>
          {stage.status === 'interrupted' && <InterruptedNotice parts={parts} view={view} />}
          {stage.status !== 'interrupted' && warnings.length > 0 && (
            <Notice title={t('page.resume.title')}>
              <ResumeWarnings parts={parts} view={view} />
            </Notice>
          )}
          <OutdatedNotice parts={parts} stage={shown} present={present} decision={decision} />
          <div className={`${styles.chart} ${stale ? styles.stale : ''}`}>
            <StageChart
              series={series}
              curves={curves}
              plannedSteps={Math.max(plan.base.steps ?? 0, ...ofTrials.map(one => one.steps))}
              evalEvery={ofTrials[0]?.evalEvery ?? plan.base.evalEvery ?? 1}
              facts={ofChart}
              chance={chance}
              numSteps={numSteps}
              onNumSteps={setChosenSteps}
              opens={parts.opens?.(shown)}
              language={language}
            />
          </div>
          <TrialsTable parts={parts} stage={shown} />
        </>
      }
      asideLabel={t(parts.messages.aside)}
      aside={
        <>
          <Recommendation
            parts={parts}
            stage={shown}
            present={present}
            mark={mark}
            numSteps={proposed === null ? null : steps}
          />
          {parts.Tool && <parts.Tool stage={shown} present={present} />}
        </>
      }
      status={<StageStatusBar view={view} />}
    />
  );
}
