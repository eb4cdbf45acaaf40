import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { Decision, Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { useLanguage, useText } from '../app/context.ts';
import { Notice } from '../stage/Notice.tsx';
import { Button } from '../ui/Button.tsx';
import { NewLadderDialog } from './NewLadderDialog.tsx';
import { SeeChange } from './SeeChange.tsx';
import { StaleNotice } from './StaleNotice.tsx';
import { ladderMadeFor } from './stage-decision.ts';
import { changeSince } from './stale-words.ts';

interface OutdatedNoticeProps {
  view: StageView;
  /** The project as it is now. */
  present: Project;
  /** What was accepted here. */
  decision: Decision | null;
}

/**
 * Says that a ladder's trials saw other data, or trained another network, than the project has now, and offers one as the project is
 * now; what was accepted may be kept. Its curves and its answer stay as they are.
 */
export function OutdatedNotice({ view, present, decision }: OutdatedNoticeProps) {
  const t = useText();
  const language = useLanguage();
  const [again, setAgain] = useState(false);
  const since = changeSince(decision ?? ladderMadeFor(view), present, t, language);
  if (since === null) return null;
  return (
    <>
      {decision ? (
        <StaleNotice decision={decision} present={present} onAgain={() => setAgain(true)} />
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
            {t('decision.ladder.what')} <SeeChange standing={since.standing} projectId={present.id} />
          </p>
        </Notice>
      )}
      <NewLadderDialog
        projectId={present.id}
        planned={planBase({ steps: view.stage.plan.base.steps }, present.facts, present.network)}
        open={again}
        onOpenChange={setAgain}
      />
    </>
  );
}
