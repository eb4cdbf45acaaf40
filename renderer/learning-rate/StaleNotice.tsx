import type { Decision } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { formatCount, formatRate } from '../format.ts';
import { Notice } from '../stage/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './StaleNotice.module.css';

interface StaleNoticeProps {
  decision: Decision;
  busy?: boolean;
  onAgain(): void;
  onKeep(): void;
}

/** Says that what was accepted was found on other data, and asks whether it is to be found anew or kept. */
export function StaleNotice({ decision, busy = false, onAgain, onKeep }: StaleNoticeProps) {
  const t = useText();
  const language = useLanguage();
  const values = { rate: formatRate(decision.learningRate), steps: formatCount(decision.numSteps, language) };
  return (
    <Notice
      title={t('decision.stale.title')}
      action={
        <span className={styles.buttons}>
          <Button look="primary" disabled={busy} onClick={onAgain}>
            {t('decision.stale.again')}
          </Button>
          <Button onClick={onKeep}>{t('decision.stale.keep')}</Button>
        </span>
      }
    >
      <p>
        {t('decision.stale.what', values)}{' '}
        <a href={hrefOf({ page: 'data', projectId: decision.projectId })}>{t('dataStep.otherData.link')}</a>
      </p>
    </Notice>
  );
}
