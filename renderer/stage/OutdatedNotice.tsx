import { useState } from 'react';
import type { Decision } from '#shared/domain/project.ts';
import { useLanguage, useText } from '../app/context.ts';
import { Notice } from '../layout/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import { NewStageDialog } from './NewStage.tsx';
import type { Present } from './project-steps.ts';
import { SeeChange, StaleNotice } from './StaleNotice.tsx';
import { changeSince, curvesMadeFor } from './stage-decision.ts';
import type { AnyStageParts, ShownStage } from './stage-parts.ts';

interface OutdatedNoticeProps {
  parts: AnyStageParts;
  stage: ShownStage;
  present: Present;
  /** What was accepted here. */
  decision: Decision | null;
}

/**
 * Says that a stage's trials saw other data, trained another network, or followed other choices than the project has now, and offers
 * one as the project is now; what was accepted may be kept. Its curves and its answer stay as they are.
 */
export function OutdatedNotice({ parts, stage: { view, plan }, present, decision }: OutdatedNoticeProps) {
  const t = useText();
  const language = useLanguage();
  const [again, setAgain] = useState(false);
  const since = changeSince(decision ?? curvesMadeFor(view), present, t, language);
  if (since === null) return null;
  return (
    <>
      {decision ? (
        <StaleNotice parts={parts} decision={decision} present={present} onAgain={() => setAgain(true)} />
      ) : (
        <Notice
          title={t(`decision.ladder.title.${since.standing}`)}
          action={
            <Button look="primary" onClick={() => setAgain(true)}>
              {t('decision.stale.again')}
            </Button>
          }
        >
          <p>
            {since.change}
            {t('page.words.separator')}
            {t(parts.messages.outdated)} <SeeChange change={since} projectId={present.id} />
          </p>
        </Notice>
      )}
      <NewStageDialog
        parts={parts}
        project={present}
        settings={() => parts.form.again(present, plan)}
        open={again}
        onOpenChange={setAgain}
      />
    </>
  );
}
