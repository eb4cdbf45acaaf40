import type { Decision } from '#shared/domain/project.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { useLanguage, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { DecisionTag } from './DecisionTag.tsx';
import styles from './OtherDecision.module.css';
import type { Present } from './project-steps.ts';
import { useKeep } from './StaleNotice.tsx';
import { changeSince } from './stage-decision.ts';
import { type AnyStageParts, choiceText } from './stage-parts.ts';

interface OtherDecisionProps {
  parts: AnyStageParts;
  decision: Decision;
  present: Present;
}

/** Says what counts for the project now, since that is not this stage's, where it comes from, and whether it still holds. */
export function OtherDecision({ parts, decision, present }: OtherDecisionProps) {
  const t = useText();
  const language = useLanguage();
  const keeping = useKeep(decision);
  const since = changeSince(decision, present, t, language);
  const { projectId, stageId, kind, set } = decision;
  return (
    <div className={styles.other}>
      <p>
        {stageId === null ? (
          t<MessageKey>('decision.byProbe', parts.valuesOf(set, t, language))
        ) : (
          <>
            {choiceText(parts, 'elsewhere', decision, t, language)}{' '}
            <a href={hrefOf({ page: 'stage', projectId, kind, stageId })}>{t('decision.seeLadder')}</a>
          </>
        )}
      </p>
      {since && (
        <>
          <p>
            <DecisionTag mark="outOfDate" /> {since.change}
          </p>
          <Button size="small" disabled={keeping.busy} onClick={keeping.keep}>
            {t('decision.stale.keep')}
          </Button>
          <ErrorLine>{keeping.error}</ErrorLine>
        </>
      )}
    </div>
  );
}
