import { useAppState, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Notice } from './Notice.tsx';

interface QueuedNoticeProps {
  projectId: string;
  kind: 'probe' | 'prepare';
}

/** Says that a project's probe or preparation waits for memory beside what trains, which may take as long as that does. */
export function QueuedNotice({ projectId, kind }: QueuedNoticeProps) {
  const t = useText();
  const session = useSession();
  const stop = useAction();
  const isQueued = useAppState(state => state.queued.has(`${kind} ${projectId}`));
  if (!isQueued) return null;
  return (
    <Notice
      title={t('page.queued.title')}
      action={
        <Button disabled={stop.busy} onClick={() => void stop.run(() => session.ask('jobs.stop', { projectId }))}>
          {t('page.queued.stop')}
        </Button>
      }
    >
      <p>{t('page.queued.why')}</p>
      <ErrorLine>{stop.error}</ErrorLine>
    </Notice>
  );
}
