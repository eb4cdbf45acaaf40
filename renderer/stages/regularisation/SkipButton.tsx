import { isNone } from '#shared/method/stages/regularisation/dots.ts';
import { useSession, useText } from '../../app/context.ts';
import { useAction } from '../../app/use-action.ts';
import { useProjectStep } from '../../stage/project-steps.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorLine } from '../../ui/Field.tsx';
import styles from './PairsPanel.module.css';
import { regularisedIn } from './points.ts';

/** Goes on without regularisation; nothing where that is decided, or something else was accepted. */
export function SkipButton({ projectId, hasDropout }: { projectId: string; hasDropout: boolean }) {
  const t = useText();
  const { ask } = useSession();
  const action = useAction();
  const decision = useProjectStep(projectId, 'regularisation')?.decision ?? null;
  if (decision) return isNone(regularisedIn(decision.set)) ? <p>{t('regPage.skipped')}</p> : null;
  const set = { weightDecay: 0, ...(hasDropout && { dropout: 0 }) };
  return (
    <>
      <Button
        size="small"
        className={styles.skip ?? ''}
        title={t('regPage.skipHint')}
        disabled={action.busy}
        onClick={() => void action.run(() => ask('decisions.choose', { projectId, kind: 'regularisation', set }))}
      >
        {t('regPage.skip')}
      </Button>
      <ErrorLine>{action.error}</ErrorLine>
    </>
  );
}
