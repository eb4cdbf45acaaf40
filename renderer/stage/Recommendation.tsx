import { useState } from 'react';
import type { HyperparameterSet, Remedy } from '#shared/domain/evidence.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { type Translate, useLanguage, useSession, useText } from '../app/context.ts';
import { fromHere } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { formatShare } from '../format.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import panel from '../ui/panel.module.css';
import { Tag } from '../ui/Tag.tsx';
import { ChangeDialog } from './ChangeDialog.tsx';
import { DecisionTag } from './DecisionTag.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { OtherDecision } from './OtherDecision.tsx';
import type { Present } from './project-steps.ts';
import styles from './Recommendation.module.css';
import { type DecisionMark, otherDecision, ownDecision } from './stage-decision.ts';
import { type AnyStageParts, choiceText, type ShownStage } from './stage-parts.ts';

interface RecommendationProps {
  parts: AnyStageParts;
  stage: ShownStage;
  present: Present;
  /** How what was accepted here is marked; null: nothing was. */
  mark: DecisionMark | null;
  /** The num_steps that stand on the chart's pill; null: there is none. */
  numSteps: number | null;
}

/** What to choose and why, and the buttons that accept or change it. */
export function Recommendation(props: RecommendationProps) {
  const { parts, stage, present, mark, numSteps } = props;
  const { view, plan } = stage;
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const [changing, setChanging] = useState(false);

  const { project, trials, progress, recommendation } = view;
  const { set, evidence } = recommendation;
  const stageId = view.stage.id;
  const decision = ownDecision(view);
  const other = otherDecision(view);
  // What a stage does before its first trial, as a probe, leaves nothing open.
  const running = progress.open > 0 || view.stage.status === 'running';
  const acceptable = set && parts.toAccept(set, numSteps);

  const accept = (chosen: HyperparameterSet): Promise<boolean> =>
    action.run(() => ask('decisions.accept', { stageId, set: chosen }));
  const remedy = (chosen: Remedy): Promise<boolean> =>
    action.run(async () => {
      if (chosen.kind === 'addRate') await ask('stages.addPoint', { stageId, set: { learningRate: chosen.rate } });
      else if (chosen.kind === 'addPoint') await ask('stages.addPoint', { stageId, set: chosen.set });
      else {
        const go = fromHere();
        const longer = await ask('stages.runLonger', { stageId, steps: chosen.steps });
        go({ page: 'stage', projectId: longer.projectId, kind: longer.kind, stageId: longer.id });
      }
    });

  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="recommendation-heading">
      <div className={styles.eyebrow}>
        <h2 id="recommendation-heading">{heading(props, t)}</h2>
        {mark ? (
          <DecisionTag mark={mark} />
        ) : (
          running && <Tag>{t(parts.messages.done, { share: formatShare(progress.done) })}</Tag>
        )}
      </div>
      {decision ? (
        <parts.Figures project={project} trials={trials} set={decision.set} steps={decision.set.steps ?? null} />
      ) : set ? (
        <parts.Figures project={project} trials={trials} set={set} steps={numSteps} />
      ) : (
        <p className={styles.nothing}>{t(running ? waiting(props) : parts.messages.nothing)}</p>
      )}
      {other && <OtherDecision parts={parts} decision={other} present={present} />}
      {evidence.length > 0 && (
        <EvidenceList evidence={evidence} busy={action.busy} onRemedy={chosen => void remedy(chosen)} />
      )}
      {set && (
        <div className={styles.buttons}>
          {decision === null && acceptable && (
            <Button
              look="primary"
              className={styles.accept ?? ''}
              disabled={action.busy}
              onClick={() => void accept(acceptable)}
            >
              {choiceText(parts, 'accept', { set: acceptable }, t, language)}
            </Button>
          )}
          <Button onClick={() => setChanging(true)}>{t('page.recommendation.change')}</Button>
        </div>
      )}
      <ErrorLine>{action.error}</ErrorLine>
      {set && <p className={styles.note}>{note(props, acceptable !== null, t)}</p>}
      {set && (
        <ChangeDialog
          parts={parts}
          view={view}
          proposed={decision?.set ?? acceptable ?? parts.toAccept(set, plan.base.steps ?? null) ?? set}
          open={changing}
          onOpenChange={setChanging}
        />
      )}
    </section>
  );
}

function heading({ stage: { view } }: RecommendationProps, t: Translate): string {
  if (ownDecision(view)) return t('page.recommendation.yourChoice');
  const { progress, stage } = view;
  return progress.open > 0 || (stage.status !== 'finished' && stage.status !== 'stopped')
    ? t('page.recommendation.soFar')
    : t('page.recommendation.title');
}

/** What is said while trials run and nothing can be recommended. */
const waiting = ({ stage: { view } }: RecommendationProps): MessageKey =>
  view.trials.some(({ status }) => status === 'finished')
    ? 'page.recommendation.notYet'
    : 'page.recommendation.nothingYet';

/** What accepting does, or why it can't be done yet, or what was accepted against the advice. */
function note({ parts, stage: { view }, mark }: RecommendationProps, canAccept: boolean, t: Translate): string {
  const decision = ownDecision(view);
  if (mark === 'kept') return t('decision.kept');
  if (decision) return decision.recommended ? t('page.recommendation.asAdvised') : t(parts.messages.overruled);
  const { open } = view.progress;
  if (open > 0) return t('page.recommendation.stops', { count: open });
  if (!canAccept) return t(parts.messages.open);
  return otherDecision(view) ? t('decision.replaces') : t('page.recommendation.keeps');
}
