import type { StageView } from '#shared/contract/requests.ts';
import { useAppState, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { Notice } from '../stage/Notice.tsx';

/** Says that a ladder's trials saw other data than the project has now; its curves and its answer stay as they are. */
export function OtherDataNotice({ view: { project, trials } }: { view: StageView }) {
  const t = useText();
  // The project as it is now: the ladder's own view is as old as the ladder's last change.
  const present = useAppState(state => state.cards?.get(project.id)?.project ?? project).dataDigest;
  if (present === null || trials.every(trial => trial.dataDigest === present)) return null;
  return (
    <Notice title={t('dataStep.otherData.title')}>
      <p>
        {t('dataStep.otherData.what')}{' '}
        <a href={hrefOf({ page: 'data', projectId: project.id })}>{t('dataStep.otherData.link')}</a>
      </p>
    </Notice>
  );
}
