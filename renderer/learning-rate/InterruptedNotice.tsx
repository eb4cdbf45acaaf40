import type { StageView } from '#shared/contract/requests.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { formatCount } from '../format.ts';
import { Notice } from '../stage/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CONTINUES } from './trial-moves.ts';

/** What happened while nobody looked, what was kept, and the one button that goes on. */
export function InterruptedNotice({ view: { stage, trials, answer } }: { view: StageView }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const open = trials.filter(({ status }) => CONTINUES.has(status)).length;
  const steps = answer.rungs.reduce((sum, rung) => sum + rung.steps, 0);
  return (
    <Notice
      title={t('page.interrupted.title')}
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
      <p>{t('page.interrupted.what', { count: open, steps: formatCount(steps, language) })}</p>
      <ErrorLine>{action.error}</ErrorLine>
    </Notice>
  );
}
