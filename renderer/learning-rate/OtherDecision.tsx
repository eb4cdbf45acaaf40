import { acceptedRate, type Decision, type Project } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { formatCount, formatRate } from '../format.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { DecisionTag } from './DecisionTag.tsx';
import styles from './OtherDecision.module.css';
import { changeSince } from './stale-words.ts';
import { useKeep } from './use-keep.ts';

interface OtherDecisionProps {
  decision: Decision;
  /** The project as it is now. */
  present: Project;
}

/** Says what counts for the project now, since that is not this ladder's, where it comes from, and whether it still holds. */
export function OtherDecision({ decision, present }: OtherDecisionProps) {
  const t = useText();
  const language = useLanguage();
  const keeping = useKeep(present.id);
  const since = changeSince(decision, present, t, language);
  const { projectId, stageId } = decision;
  const { learningRate, numSteps } = acceptedRate(decision);
  const values = { rate: formatRate(learningRate), steps: formatCount(numSteps, language) };
  return (
    <div className={styles.other}>
      <p>
        {stageId === null ? (
          t('decision.byProbe', values)
        ) : (
          <>
            {t('decision.byLadder', values)}{' '}
            <a href={hrefOf({ page: 'learningRate', projectId, stageId })}>{t('decision.seeLadder')}</a>
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
