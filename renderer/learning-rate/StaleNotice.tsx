import { acceptedRate, type Decision, type Project } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../app/context.ts';
import { formatCount, formatRate } from '../format.ts';
import { Notice } from '../stage/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { SeeChange } from './SeeChange.tsx';
import styles from './StaleNotice.module.css';
import { changeSince } from './stale-words.ts';
import { useKeep } from './use-keep.ts';

interface StaleNoticeProps {
  decision: Decision;
  /** The project as it is now. */
  present: Project;
  busy?: boolean;
  onAgain(): void;
}

/**
 * Says that what was accepted was found on other data or with another network, from what to what that changed, and asks whether it
 * is to be found anew or kept; nothing where it holds.
 */
export function StaleNotice({ decision, present, busy = false, onAgain }: StaleNoticeProps) {
  const t = useText();
  const language = useLanguage();
  const keeping = useKeep(present.id);
  const since = changeSince(decision, present, t, language);
  if (since === null) return null;
  const { learningRate, numSteps } = acceptedRate(decision);
  const values = { rate: formatRate(learningRate), steps: formatCount(numSteps, language) };
  return (
    <Notice
      title={t(`decision.stale.title.${since.standing}`)}
      action={
        <span className={styles.buttons}>
          <Button look="primary" disabled={busy} onClick={onAgain}>
            {t('decision.stale.again')}
          </Button>
          <Button disabled={keeping.busy} onClick={keeping.keep}>
            {t('decision.stale.keep')}
          </Button>
        </span>
      }
    >
      <p>
        {since.change}
        {t('page.words.separator')}
        {t('decision.stale.what', values)} <SeeChange standing={since.standing} projectId={present.id} />
      </p>
      <ErrorLine>{keeping.error}</ErrorLine>
    </Notice>
  );
}
