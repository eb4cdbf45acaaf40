import type { Decision } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { formatCount, formatRate } from '../format.ts';
import styles from './OtherDecision.module.css';

/** Says what counts for the project now, since that is not this ladder's, and where it comes from. */
export function OtherDecision({ decision }: { decision: Decision }) {
  const t = useText();
  const language = useLanguage();
  const { projectId, stageId, learningRate, numSteps } = decision;
  const values = { rate: formatRate(learningRate), steps: formatCount(numSteps, language) };
  return (
    <p className={styles.other}>
      {stageId === null ? (
        t('decision.byProbe', values)
      ) : (
        <>
          {t('decision.byLadder', values)}{' '}
          <a href={hrefOf({ page: 'learningRate', projectId, stageId })}>{t('decision.seeLadder')}</a>
        </>
      )}
    </p>
  );
}
