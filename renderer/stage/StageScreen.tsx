import { useMemo, useState } from 'react';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { StageChart } from '../chart/StageChart.tsx';
import { Notice } from '../layout/Notice.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { chanceOf, chartFacts, trialFacts } from './chart-facts.ts';
import { chartSeries } from './chart-series.ts';
import { InterruptedNotice } from './InterruptedNotice.tsx';
import { OutdatedNotice } from './OutdatedNotice.tsx';
import { usePresent } from './project-steps.ts';
import { Recommendation } from './Recommendation.tsx';
import { ResumeWarnings, useResumePoints, useResumeWarnings } from './ResumeWarnings.tsx';
import { StageHeader } from './StageHeader.tsx';
import styles from './StageScreen.module.css';
import { StageStatusBar } from './StageStatusBar.tsx';
import { curvesMadeFor, decisionMark, ownDecision } from './stage-decision.ts';
import type { AnyStageParts, Selection, ShownStage } from './stage-parts.ts';
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
  const present = usePresent(project, parts.definition.kind);
  const mark = decision && decisionMark(decision, present, curvesMadeFor(view));
  const stale = mark === 'outOfDate';
  const selection = useSelection(parts, shown);
  const strong = selection?.strong ?? null;
  const series = useMemo(
    () => chartSeries(parts, { trials, recommendation }, language, stale, strong),
    [parts, trials, recommendation, language, stale, strong],
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
  const marks = useMemo(() => parts.marks?.(shown, t, language) ?? [], [parts, shown, t, language]);
  const ofTrials = trials.map(({ hyperparameters }) => hyperparameters);

  const chart = (
    <div className={`${styles.chart} ${stale ? styles.stale : ''} ${parts.Overview ? styles.beside : ''}`}>
      {parts.Overview && selection && <parts.Overview stage={shown} selection={selection} />}
      <StageChart
        series={series}
        curves={curves}
        plannedSteps={Math.max(plan.base.steps ?? 0, ...ofTrials.map(one => one.steps))}
        evalEvery={(ofTrials[0] ?? plan.base).evalEvery ?? null}
        facts={ofChart}
        chance={chance}
        numSteps={numSteps}
        onNumSteps={setChosenSteps}
        marks={marks}
        cropped={parts.cropped ?? false}
        {...(selection && { onNear: selection.near })}
        {...(parts.firstSeries && { first: parts.firstSeries(shown) })}
        language={language}
      />
    </div>
  );
  const table = <TrialsTable parts={parts} stage={shown} selection={selection} />;

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
          {parts.Plan && <parts.Plan stage={shown} />}
          {parts.Main ? <parts.Main stage={shown} stale={stale} chart={chart} trials={table} /> : chart}
          {!parts.Main && table}
        </>
      }
      asideLabel={t(parts.messages.aside)}
      aside={
        <>
          {parts.Answer ? (
            <parts.Answer stage={shown} mark={mark} />
          ) : (
            <Recommendation
              parts={parts}
              stage={shown}
              present={present}
              mark={mark}
              numSteps={proposed === null ? null : steps}
            />
          )}
          {parts.Tool && <parts.Tool stage={shown} present={present} />}
        </>
      }
      status={<StageStatusBar view={view} />}
    />
  );
}

/** Which trials are looked at, where a stage has an overview of them; null: it has none. */
function useSelection(parts: AnyStageParts, shown: ShownStage): (Selection & { near(id: string | null): void }) | null {
  const [picked, pick] = useState<string | null>(null);
  const [pointed, point] = useState<string | null>(null);
  // What the chart's pointer is near is marked elsewhere alone: a chart that changed under it would lead it on.
  const [near, setNear] = useState<string | null>(null);
  const lookedAt = pointed ?? picked;
  return useMemo(() => {
    if (!parts.Overview) return null;
    const strong = parts.strong?.(shown, lookedAt) ?? new Map();
    return { picked, pointed: pointed ?? near, strong, pick, point, near: setNear };
  }, [parts, shown, picked, pointed, near, lookedAt]);
}
