import type { DecayAnswer, DecayPlan } from '#shared/domain/decay.ts';
import { useLanguage, useSession, useText } from '../../app/context.ts';
import { useAction } from '../../app/use-action.ts';
import type { ShownStage } from '../../stage/stage-parts.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/Field.tsx';
import { proposalOf, subjectOf } from './DecayMain.tsx';
import { costText, msOf, standingIn, stepsOf, useFirstCost } from './run-cost.ts';
import styles from './ScheduleChecks.module.css';
import { ScheduleChecks } from './ScheduleChecks.tsx';
import { scheduleOf } from './schedule-draft.ts';
import { useDrafts } from './use-drafts.ts';

/** The checks of the schedule that is being drawn, and the button that runs it on the pairs' seeds. */
export function DecayTool({ stage }: { stage: ShownStage<DecayPlan, DecayAnswer> }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const { view, plan } = stage;
  const { draft } = useDrafts(view.stage.projectId, proposalOf(stage));
  const cost = useFirstCost(view.stage.projectId);
  const schedule = scheduleOf(draft);
  const standing = standingIn(schedule, view.trials);
  const steps = stepsOf(plan, schedule);
  return (
    <ScheduleChecks subject={subjectOf(stage)} draft={draft}>
      <div className={styles.run}>
        {standing === 'notRun' ? (
          <Button
            disabled={action.busy}
            onClick={() => void action.run(() => ask('stages.addPoint', { stageId: view.stage.id, set: { schedule } }))}
          >
            {t('decayPage.run.this', {
              count: plan.seeds.length,
              time: costText(msOf(steps, cost), steps, t, language),
            })}
          </Button>
        ) : (
          <p>{t(standing === 'hasRun' ? 'decayPage.run.there' : 'decayPage.run.busy')}</p>
        )}
        <ErrorLine>{action.error}</ErrorLine>
      </div>
    </ScheduleChecks>
  );
}
