import { useEffect, useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { Stage } from '#shared/domain/project.ts';
import { RESUMABLE } from '#shared/domain/trial.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { useNow } from '../app/use-now.ts';
import { formatCount, formatDayTime } from '../format.ts';
import { Notice } from '../layout/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ResumeWarnings } from './ResumeWarnings.tsx';
import type { AnyStageParts } from './stage-parts.ts';

/** What happened while nobody looked, what was kept, and the one button that goes on. */
export function InterruptedNotice({ parts, view }: { parts: AnyStageParts; view: StageView }) {
  const { stage, trials, progress } = view;
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const open = trials.filter(({ status }) => RESUMABLE.has(status)).length;
  const wentDownAt = useWentDownAt(stage);
  const now = useNow();
  return (
    <Notice
      title={
        wentDownAt === null
          ? t(parts.messages.interrupted)
          : t('page.interrupted.down', { time: formatDayTime(wentDownAt, now, language) })
      }
      action={
        <Button
          look="primary"
          disabled={action.busy}
          onClick={() => void action.run(() => ask('stages.continue', { stageId: stage.id }))}
        >
          <Icon name="play" />
          {t('page.action.continue')}
        </Button>
      }
    >
      <p>{t('page.interrupted.what', { count: open, steps: formatCount(progress.stepsUsed, language) })}</p>
      <ResumeWarnings parts={parts} view={view} />
      <ErrorLine>{action.error}</ErrorLine>
    </Notice>
  );
}

/** About when the core went down with this stage, without an end; null: it ended in order, or that is not known (yet). */
function useWentDownAt({ id, projectId, endedAt }: Stage): number | null {
  const { ask } = useSession();
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    // The same moment: the next core found both.
    ask('events.list', { projectId }).then(
      events => {
        const found = events.find(e => e.kind === 'stage.interrupted' && e.detail.stageId === id && e.at === endedAt);
        setAt(typeof found?.detail.savedAt === 'number' ? found.detail.savedAt : null);
      },
      () => undefined,
    );
  }, [ask, id, projectId, endedAt]);
  return at;
}
