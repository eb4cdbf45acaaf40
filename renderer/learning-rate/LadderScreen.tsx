import { useMemo, useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { planAgain } from '#shared/method/fixed-hyperparameters.ts';
import { sameNetwork } from '#shared/method/networks/same-network.ts';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { StageChart } from '../chart/StageChart.tsx';
import { ProbePanel } from '../probe/ProbePanel.tsx';
import { shownProbe } from '../probe/shown-probe.ts';
import { useProbe } from '../probe/use-probe.ts';
import { StageRail } from '../rail/StageRail.tsx';
import { Notice } from '../stage/Notice.tsx';
import { StageLayout } from '../stage/StageLayout.tsx';
import { chanceOf } from './chance.ts';
import { chartFacts } from './chart-facts.ts';
import { chartSeries } from './chart-series.ts';
import { InterruptedNotice } from './InterruptedNotice.tsx';
import { LadderHead } from './LadderHead.tsx';
import styles from './LadderScreen.module.css';
import { ladderFacts } from './ladder-facts.ts';
import { OutdatedNotice } from './OutdatedNotice.tsx';
import { Recommendation } from './Recommendation.tsx';
import { ResumeWarnings, useResumeWarnings } from './ResumeWarnings.tsx';
import { StageStatusBar } from './StageStatusBar.tsx';
import { decisionMark, ladderMadeFor, ownDecision } from './stage-decision.ts';
import { TrialsTable } from './TrialsTable.tsx';
import { useResumePoints } from './use-resume-points.ts';

/** A ladder: its curves, its trials, and what they recommend. */
export function LadderScreen({ view }: { view: StageView }) {
  const t = useText();
  const language = useLanguage();
  const session = useSession();
  const { project, stage, trials, answer } = view;
  const curves = session.curvesOf(stage.id);
  useResumePoints(view);
  const warnings = useResumeWarnings(view);
  const decision = ownDecision(view);
  // The ladder's own view of the project is as old as the ladder's last change.
  const present = useAppState(state => state.cards?.get(project.id)?.project ?? project);
  const mark = decision && decisionMark(decision, present, ladderMadeFor(view));
  const stale = mark === 'outOfDate';
  const series = useMemo(() => chartSeries({ trials, answer }, language, stale), [trials, answer, language, stale]);
  const facts = ladderFacts(view);
  const ofChart = useMemo(() => chartFacts({ project, stage, trials }), [project, stage, trials]);
  const chance = useMemo(() => chanceOf(facts, t, language), [facts, t, language]);

  // A further probe is of the network that the project has now; beside this ladder stands one of the ladder's own.
  const { base, backend } = stage.plan;
  const presentBase = planAgain(base, present.facts, present.network);
  const probe = useProbe(project, presentBase, backend);
  const ownProbe = shownProbe(probe.probes, { dataDigest: present.dataDigest, base });

  const { value: proposed, convergedAt } = answer.numSteps;
  // What the person set by the chart's pill; null: as proposed.
  const [chosenSteps, setChosenSteps] = useState<number | null>(null);
  const steps = decision?.set.steps ?? chosenSteps ?? proposed;
  const numSteps = useMemo(
    () => (proposed === null || steps === null || convergedAt === null ? null : { value: steps, convergedAt }),
    [proposed, steps, convergedAt],
  );

  return (
    <StageLayout
      rail={<StageRail project={project} ladder={view} open="learningRate" />}
      head={<LadderHead view={view} mark={mark} />}
      main={
        <>
          {stage.status === 'interrupted' && <InterruptedNotice view={view} />}
          {stage.status !== 'interrupted' && warnings.length > 0 && (
            <Notice title={t('page.resume.title')}>
              <ResumeWarnings view={view} />
            </Notice>
          )}
          <OutdatedNotice view={view} present={present} decision={decision} />
          <div className={`${styles.chart} ${stale ? styles.stale : ''}`}>
            <StageChart
              series={series}
              curves={curves}
              plannedSteps={stage.plan.base.steps}
              evalEvery={stage.plan.base.evalEvery}
              facts={ofChart}
              chance={chance}
              numSteps={numSteps}
              onNumSteps={setChosenSteps}
              language={language}
            />
          </div>
          <TrialsTable view={view} />
        </>
      }
      asideLabel={t('page.recommendation.aside')}
      aside={
        <>
          <Recommendation
            view={view}
            present={present}
            mark={mark}
            numSteps={proposed === null ? null : steps}
            probe={ownProbe}
          />
          <ProbePanel
            probe={probe}
            ladder={sameNetwork(base, presentBase) ? view : null}
            decision={view.projectDecision}
            numSteps={base.steps}
          />
        </>
      }
      status={<StageStatusBar view={view} />}
    />
  );
}
