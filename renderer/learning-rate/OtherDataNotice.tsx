import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/plan.ts';
import { useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { Notice } from '../stage/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import { NewLadderDialog } from './NewLadderDialog.tsx';
import { StaleNotice } from './StaleNotice.tsx';
import type { Staleness } from './use-stale.ts';

interface OtherDataNoticeProps {
  view: StageView;
  /** The project as it is now. */
  present: Project;
  /** What was accepted here. */
  decision: Decision | null;
  staleness: Staleness;
}

/**
 * Says that a ladder's trials saw other data than the project has now, and offers one on the present data; what was accepted
 * may be kept. Its curves and its answer stay as they are.
 */
export function OtherDataNotice({ view: { stage, trials }, present, decision, staleness }: OtherDataNoticeProps) {
  const t = useText();
  const [again, setAgain] = useState(false);
  if (present.dataDigest === null || trials.every(trial => trial.dataDigest === present.dataDigest)) return null;
  if (decision !== null && !staleness.stale) return null;
  return (
    <>
      {decision ? (
        <StaleNotice decision={decision} onAgain={() => setAgain(true)} onKeep={staleness.keep} />
      ) : (
        <Notice
          title={t('dataStep.otherData.title')}
          action={
            <Button look="primary" onClick={() => setAgain(true)}>
              {t('decision.stale.again')}
            </Button>
          }
        >
          <p>
            {t('dataStep.otherData.what')}{' '}
            <a href={hrefOf({ page: 'data', projectId: present.id })}>{t('dataStep.otherData.link')}</a>
          </p>
        </Notice>
      )}
      <NewLadderDialog
        projectId={present.id}
        planned={planBase({ steps: stage.plan.base.steps }, present.facts, present.network)}
        open={again}
        onOpenChange={setAgain}
      />
    </>
  );
}
