import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import { currentStage, type TuneRun } from '#shared/domain/tune.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { statementText } from '../quantity.ts';
import { ChangeDialog } from '../stage/ChangeDialog.tsx';
import { EvidenceList } from '../stage/EvidenceList.tsx';
import { ownDecision } from '../stage/stage-decision.ts';
import { partsOf } from '../stages/registry.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import panel from '../ui/panel.module.css';
import styles from './Tune.module.css';

interface TuneGateProps {
  run: TuneRun;
  /** What its stage is called. */
  name: string;
  /** The stage that waits for an answer; null: not known yet. */
  current: StageView | null;
}

/** What a stage recommends and why, and what a person may say to it. What they chose on the stage's own page counts here too. */
export function TuneGate({ run, name, current }: TuneGateProps) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const [changing, setChanging] = useState(false);
  if (!current) return null;
  const runId = run.id;
  const { stage, project, trials, recommendation } = current;
  const { kind, projectId, id: stageId } = stage;
  const parts = partsOf(kind);
  const decision = ownDecision(current);
  const set = decision?.set ?? recommendation.set;
  const advice = currentStage(run)?.advice ?? null;
  const isProposed = set !== null && (decision !== null || advice?.take !== false);
  // Where num_steps are chosen too and none is recommended, those of the plan are taken.
  const proposed = set && (decision ? set : (parts.toAccept(set, set.steps ?? stage.plan.base.steps ?? null) ?? set));
  // On the stage's page there is more to do about a reason than here.
  const evidence = recommendation.evidence.map(one => ({ ...one, remedy: null }));
  const answer = (say: 'accept' | 'skip') => void action.run(() => ask('tune.answer', { runId, answer: { do: say } }));
  return (
    <section className={`${panel.panel} ${styles.side}`} aria-labelledby="tune-gate">
      <h2 id="tune-gate">{t('tunePage.gate', { name })}</h2>
      {advice && <p>{statementText(advice.says, t, language)}</p>}
      {isProposed ? (
        <>
          <h3>{t(decision ? 'tunePage.gate.chosen' : 'tunePage.gate.recommended')}</h3>
          <parts.Figures project={project} trials={trials} set={set} steps={proposed?.steps ?? null} />
        </>
      ) : (
        !advice && <p>{t('tunePage.gate.nothing')}</p>
      )}
      <div className={styles.buttons}>
        <Button look="primary" disabled={action.busy} onClick={() => answer('accept')}>
          {t(isProposed && !decision ? 'tunePage.gate.accept' : 'tunePage.gate.goOn')}
        </Button>
        {set && (
          <Button disabled={action.busy} onClick={() => setChanging(true)}>
            {t('page.recommendation.change')}
          </Button>
        )}
        {isProposed && !decision && (
          <Button disabled={action.busy} onClick={() => answer('skip')}>
            {t('tunePage.gate.skip')}
          </Button>
        )}
        <Button disabled={action.busy} onClick={() => void action.run(() => ask('tune.resume', { runId, auto: true }))}>
          {t('tunePage.gate.acceptAll')}
        </Button>
      </div>
      <ErrorLine>{action.error}</ErrorLine>
      {evidence.length > 0 && <EvidenceList evidence={evidence} busy={action.busy} onRemedy={() => {}} />}
      <a href={hrefOf({ page: 'stage', projectId, kind, stageId })}>{t('tunePage.gate.see', { name })}</a>
      {proposed && (
        <ChangeDialog parts={parts} view={current} proposed={proposed} open={changing} onOpenChange={setChanging} />
      )}
    </section>
  );
}
