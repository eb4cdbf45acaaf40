import type { Decision, Project } from '#shared/domain/project.ts';
import type { DecisionStanding } from '#shared/method/configuration.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { Notice } from '../layout/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import styles from './StaleNotice.module.css';
import { changeSince } from './stage-decision.ts';
import { type AnyStageParts, choiceText } from './stage-parts.ts';

interface StaleNoticeProps {
  parts: AnyStageParts;
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
export function StaleNotice({ parts, decision, present, busy = false, onAgain }: StaleNoticeProps) {
  const t = useText();
  const language = useLanguage();
  const keeping = useKeep(present.id);
  const since = changeSince(decision, present, t, language);
  if (since === null) return null;
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
        {choiceText(parts, 'stale', decision, t, language)}{' '}
        <SeeChange standing={since.standing} projectId={present.id} />
      </p>
      <ErrorLine>{keeping.error}</ErrorLine>
    </Notice>
  );
}

interface SeeChangeProps {
  standing: Exclude<DecisionStanding, 'holds'>;
  projectId: string;
}

/** Leads to the step on which a project's data or its network was changed. */
export function SeeChange({ standing, projectId }: SeeChangeProps) {
  const t = useText();
  const page = standing === 'otherData' ? 'data' : 'model';
  return <a href={hrefOf({ page, projectId })}>{t(`decision.change.see.${page}`)}</a>;
}

/** Keeps a project's decision for its data and its network as they are now. */
export function useKeep(projectId: string): { keep(): void; busy: boolean; error: string | null } {
  const { ask } = useSession();
  const { run, busy, error } = useAction();
  return { keep: () => void run(() => ask('decisions.keep', { projectId })), busy, error };
}
