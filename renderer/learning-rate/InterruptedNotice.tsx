import type { StageView } from '#shared/contract/requests.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { useAction } from '../app/use-action.ts';
import { formatCount } from '../format.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './InterruptedNotice.module.css';

/** What happened while nobody looked, what was kept, and the one button that goes on. */
export function InterruptedNotice({ view: { stage, trials, answer } }: { view: StageView }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const open = trials.filter(trial => trial.status === 'interrupted').length;
  const steps = answer.rungs.reduce((sum, rung) => sum + rung.steps, 0);
  return (
    <section className={styles.notice} aria-labelledby="interrupted-heading">
      <Icon name="warn" />
      <div>
        <h2 id="interrupted-heading">{t('page.interrupted.title')}</h2>
        <p>{t('page.interrupted.what', { count: open, steps: formatCount(steps, language) })}</p>
        <ErrorLine>{action.error}</ErrorLine>
      </div>
      <Button
        look="primary"
        disabled={action.busy}
        onClick={() => void action.run(() => ask('stages.continue', { stageId: stage.id }))}
      >
        <Icon name="play" />
        {t('page.action.continue')}
      </Button>
    </section>
  );
}
