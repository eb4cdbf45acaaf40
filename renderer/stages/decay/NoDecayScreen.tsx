import { useEffect, useMemo, useState } from 'react';
import { DecayPlan } from '#shared/domain/decay.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import { CONSTANT, isConstant, type Schedule } from '#shared/domain/schedule.ts';
import { classicSchedule, lazySchedule } from '#shared/method/stages/decay/schedules.ts';
import { useAppState, useLanguage, useSession, useText } from '../../app/context.ts';
import { goTo } from '../../app/route.ts';
import { useAction } from '../../app/use-action.ts';
import { formatCount, NONE } from '../../format.ts';
import { Notice } from '../../layout/Notice.tsx';
import { StageLayout } from '../../layout/StageLayout.tsx';
import noStage from '../../stage/NoStageScreen.module.css';
import type { DevColumn } from '../../stage/paired-figures.ts';
import { scheduleText } from '../../stage/plain-parts.tsx';
import { StageHeader } from '../../stage/StageHeader.tsx';
import type { AnyStageParts } from '../../stage/stage-parts.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/Field.tsx';
import panel from '../../ui/panel.module.css';
import { BackendItem, StatusBar, StatusItem } from '../../ui/StatusBar.tsx';
import main from './DecayMain.module.css';
import styles from './NoDecayScreen.module.css';
import { NothingToDecay } from './NothingToDecay.tsx';
import { costText, msOf, stepsOf, useFirstCost } from './run-cost.ts';
import checks from './ScheduleChecks.module.css';
import { ScheduleChecks } from './ScheduleChecks.tsx';
import { SchedulePanel, type ScheduleSubject } from './SchedulePanel.tsx';
import { draftOf, scheduleOf } from './schedule-draft.ts';
import { useAcceptedBand } from './use-accepted-band.ts';
import { type Accepted, useAccepted } from './use-chosen-run.ts';
import { useDrafts } from './use-drafts.ts';

interface NoDecayScreenProps {
  parts: AnyStageParts;
  project: Project;
}

/** Decay before anything was trained for it: the preview over the run that was accepted, and the first pairs with their cost. */
export function NoDecayScreen({ parts, project }: NoDecayScreenProps) {
  const planned = usePlan(project.id);
  const accepted = useAccepted(project.id);
  if (planned === null || accepted === null) return null;
  return planned.plan ? (
    <Preview parts={parts} project={project} plan={planned.plan} accepted={accepted} />
  ) : (
    <NothingToDecay parts={parts} project={project} failure={planned.failure} />
  );
}

/** What the first pairs would be, or why they can't be planned; null: not told yet. */
function usePlan(projectId: string): { plan: DecayPlan; failure: null } | { plan: null; failure: unknown } | null {
  const { ask } = useSession();
  const [planned, setPlanned] = useState<ReturnType<typeof usePlan>>(null);
  useEffect(() => {
    let wanted = true;
    ask('stages.plan', { projectId, kind: 'decay', choice: {} }).then(
      plan => wanted && setPlanned({ plan: DecayPlan.parse(plan), failure: null }),
      failure => wanted && setPlanned({ plan: null, failure }),
    );
    return () => {
      wanted = false;
    };
  }, [ask, projectId]);
  return planned;
}

function Preview({ parts, project, plan, accepted }: NoDecayScreenProps & { plan: DecayPlan; accepted: Accepted }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const cost = useFirstCost(project.id);
  const backend = useAppState(({ machine }) => machine?.defaultBackend);
  // What was chosen here just now is newer than what was read.
  const [chosen, setChosen] = useState<Decision | null>(null);
  const { run } = accepted;
  const decision = chosen ?? accepted.decision;
  const metric = run?.trial.metric ?? 'none';
  const { learningRate = Number.NaN, steps = 1 } = plan.base;
  const subject: ScheduleSubject = { learningRate, steps, peak: plan.peak ?? (run ? steps : null), metric };
  const lazy = lazySchedule(plan);
  const drafts = useDrafts(project.id, draftOf(lazy, [classicSchedule(plan)], steps));
  const [column, setColumn] = useState<DevColumn>(metric === 'none' ? 'devLoss' : 'devMetric');
  const bands = useAcceptedBand(accepted, plan, column);
  const schedule = scheduleOf(drafts.draft);
  const isFirst = schedule.kind === 'linear' && !schedule.warmup;
  const count = plan.seeds.length;

  // The linear way comes first in any case [D1]; another schedule is run on the same seeds beside it.
  const start = (own: Schedule): Promise<boolean> =>
    action.run(async () => {
      const choice = own.kind === 'linear' ? { interval: own.interval } : {};
      const stage = await ask('stages.start', { projectId: project.id, kind: 'decay', choice });
      if (!isFirst) await ask('stages.addPoint', { stageId: stage.id, set: { schedule: own } });
      goTo({ page: 'stage', projectId: project.id, kind: 'decay', stageId: stage.id });
    });
  const skip = (): Promise<boolean> =>
    action.run(async () => {
      const set = { schedule: CONSTANT };
      setChosen(await ask('decisions.choose', { projectId: project.id, kind: 'decay', set }));
    });
  // The linear way, and this one on the same seeds.
  const both = (cost?.steps ?? 0) + stepsOf(plan, schedule);
  const skipped = decision?.set.schedule && isConstant(decision.set.schedule);
  // Nothing of it changes while a part is dragged.
  const isDecided = decision !== null;
  const head = useMemo(
    () => <StageHeader parts={parts} stage={null} mark={isDecided ? 'accepted' : null} />,
    [parts, isDecided],
  );
  return (
    <StageLayout
      head={head}
      main={
        <>
          {bands.length === 0 && run === null && (
            <Notice title={t('decayPage.noRate.title')}>
              <p>{t('decayPage.noCurve')}</p>
            </Notice>
          )}
          <div className={main.schedule}>
            <SchedulePanel
              subject={subject}
              drafts={drafts}
              bands={bands}
              runs={[]}
              column={column}
              onColumn={setColumn}
              state="notRun"
            />
          </div>
        </>
      }
      asideLabel={t('decayPage.aside')}
      aside={
        <>
          <section className={`${panel.panel} ${noStage.later}`}>
            <h2>{decision ? t('page.recommendation.yourChoice') : t('page.recommendation.title')}</h2>
            {decision?.set.schedule && (
              <p>{skipped ? t('decayPage.skipped') : scheduleText(decision.set.schedule, t)}</p>
            )}
            <p>{t('decayPage.empty')}</p>
            <p>
              {cost &&
                t('decayPage.run.cost', {
                  trials: formatCount(cost.trials, language),
                  steps: formatCount(cost.steps, language),
                  parallel: plan.parallel,
                })}
            </p>
            {!skipped && (
              <Button
                size="small"
                className={styles.skip ?? ''}
                title={t('decayPage.skipHint')}
                disabled={action.busy}
                onClick={() => void skip()}
              >
                {t('decayPage.skip')}
              </Button>
            )}
          </section>
          <ScheduleChecks subject={subject} draft={drafts.draft}>
            <div className={checks.run}>
              <Button look="primary" disabled={action.busy} onClick={() => void start(schedule)}>
                {isFirst
                  ? t('decayPage.run.first', { count, time: cost ? costText(cost.ms, cost.steps, t, language) : NONE })
                  : t('decayPage.run.also', {
                      count,
                      time: cost ? costText(msOf(both, cost), both, t, language) : NONE,
                    })}
              </Button>
              {!isFirst && <p>{t('decayPage.run.lazyFirst')}</p>}
              <ErrorLine>{action.error}</ErrorLine>
            </div>
          </ScheduleChecks>
        </>
      }
      status={
        <StatusBar
          start={
            <>
              {backend && !project.command && <BackendItem backend={backend} />}
              <StatusItem>{t('page.status.idle')}</StatusItem>
            </>
          }
          end={null}
        />
      }
    />
  );
}
