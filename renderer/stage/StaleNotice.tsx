import type { Decision } from '#shared/domain/project.ts';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { Notice } from '../layout/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import type { Present } from './project-steps.ts';
import styles from './StaleNotice.module.css';
import { type Change, changeSince } from './stage-decision.ts';
import { type AnyStageParts, choiceText } from './stage-parts.ts';

interface StaleNoticeProps {
  parts: AnyStageParts;
  decision: Decision;
  present: Present;
  busy?: boolean;
  onAgain(): void;
}

/**
 * Says that what was accepted was found on other data, with another network or after other choices, from what to what that
 * changed, and asks whether it is to be found anew or kept; nothing where it holds.
 */
export function StaleNotice({ parts, decision, present, busy = false, onAgain }: StaleNoticeProps) {
  const t = useText();
  const language = useLanguage();
  const keeping = useKeep(decision);
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
        {choiceText(parts, 'stale', decision, t, language)} <SeeChange change={since} projectId={present.id} />
      </p>
      <ErrorLine>{keeping.error}</ErrorLine>
    </Notice>
  );
}

interface SeeChangeProps {
  change: Change;
  projectId: string;
}

/** Leads to the step on which that was changed. */
export function SeeChange({ change: { standing, names }, projectId }: SeeChangeProps) {
  const t = useText();
  const steps = useAppState(state => state.cards?.get(projectId)?.steps);
  if (standing !== 'otherConfiguration') {
    const page = standing === 'otherData' ? 'data' : 'model';
    return <a href={hrefOf({ page, projectId })}>{t(`decision.change.see.${page}`)}</a>;
  }
  const from = steps?.findLast(({ decision }) => names.some(name => decision?.set[name] !== undefined));
  if (!from) return null;
  return (
    <a href={hrefOf({ page: 'stage', projectId, kind: from.kind, stageId: null })}>
      {t('decision.change.see.configuration')}
    </a>
  );
}

/** Keeps a decision for its project as it is now. */
export function useKeep({ projectId, kind }: Pick<Decision, 'projectId' | 'kind'>): {
  keep(): void;
  busy: boolean;
  error: string | null;
} {
  const { ask } = useSession();
  const { run, busy, error } = useAction();
  return { keep: () => void run(() => ask('decisions.keep', { projectId, kind })), busy, error };
}
