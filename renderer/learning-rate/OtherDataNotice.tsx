import type { StageView } from '#shared/contract/requests.ts';
import { useAppState, useSession, useText } from '../app/context.ts';
import { goTo, hrefOf } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { LADDER_STEPS } from '../ladder-steps.ts';
import { Notice } from '../stage/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';

/**
 * Says that a ladder's trials saw other data than the project has now, and offers one on the present data. Its curves
 * and its answer stay as they are.
 */
export function OtherDataNotice({ view: { project, trials } }: { view: StageView }) {
  const t = useText();
  const { ask } = useSession();
  const action = useAction();
  // The project as it is now: the ladder's own view is as old as the ladder's last change.
  const present = useAppState(state => state.cards?.get(project.id)?.project ?? project).dataDigest;
  if (present === null || trials.every(trial => trial.dataDigest === present)) return null;
  const start = (): Promise<boolean> =>
    action.run(async () => {
      const stage = await ask('ladder.start', { projectId: project.id, choice: { steps: LADDER_STEPS } });
      goTo({ page: 'learningRate', projectId: project.id, stageId: stage.id });
    });
  return (
    <Notice
      title={t('dataStep.otherData.title')}
      action={
        <Button look="primary" disabled={action.busy} onClick={() => void start()}>
          {t('newLadder.startSix')}
        </Button>
      }
    >
      <p>
        {t('dataStep.otherData.what')}{' '}
        <a href={hrefOf({ page: 'data', projectId: project.id })}>{t('dataStep.otherData.link')}</a>
      </p>
      <ErrorLine>{action.error}</ErrorLine>
    </Notice>
  );
}
