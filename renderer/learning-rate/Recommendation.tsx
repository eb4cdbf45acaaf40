import { useState } from 'react';
import type { StageView } from '#shared/contract/requests.ts';
import type { Remedy } from '#shared/domain/evidence.ts';
import { acceptedRate, type Project } from '#shared/domain/project.ts';
import { evidenceOf } from '#shared/method/stages/learning-rate/evidence.ts';
import { type Translate, useLanguage, useSession, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { useAction } from '../app/use-action.ts';
import { formatCount, formatRate, formatShare } from '../format.ts';
import type { ShownProbe } from '../probe/shown-probe.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import panel from '../ui/panel.module.css';
import { Tag } from '../ui/Tag.tsx';
import { ChangeDialog } from './ChangeDialog.tsx';
import { DecisionTag } from './DecisionTag.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { Figures } from './Figures.tsx';
import { judgedOf } from './ladder-facts.ts';
import { OtherDecision } from './OtherDecision.tsx';
import styles from './Recommendation.module.css';
import { type DecisionMark, otherDecision, ownDecision } from './stage-decision.ts';

interface RecommendationProps {
  view: StageView;
  /** The project as it is now. */
  present: Project;
  /** How what was accepted here is marked; null: nothing was. */
  mark: DecisionMark | null;
  /** The num_steps that stand on the chart's pill; null: the curve has not converged. */
  numSteps: number | null;
  /** What the budget probe found; null: nothing yet. */
  probe: ShownProbe | null;
}

/** What to choose and why, and the buttons that accept or change it. */
export function Recommendation({ view, present, mark, numSteps, probe }: RecommendationProps) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const action = useAction();
  const [changing, setChanging] = useState(false);

  const { answer, stage, project } = view;
  const { best } = answer;
  const decision = ownDecision(view);
  const other = otherDecision(view);
  const { batchSize } = stage.plan.base;
  const running = answer.open > 0;
  const evidence = evidenceOf(judgedOf(view, probe));

  const accept = (learningRate: number, steps: number): Promise<boolean> =>
    action.run(() => ask('decisions.accept', { stageId: stage.id, set: { learningRate, steps } }));
  const remedy = (chosen: Remedy): Promise<boolean> =>
    action.run(async () => {
      if (chosen.kind === 'addRate')
        await ask('stages.addPoint', { stageId: stage.id, set: { learningRate: chosen.rate } });
      else {
        const longer = await ask('ladder.runLonger', { stageId: stage.id, steps: chosen.steps });
        goTo({ page: 'learningRate', projectId: longer.projectId, stageId: longer.id });
      }
    });

  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="recommendation-heading">
      <div className={styles.eyebrow}>
        <h2 id="recommendation-heading">{heading(view, t)}</h2>
        {mark ? (
          <DecisionTag mark={mark} />
        ) : (
          running && <Tag>{t('page.recommendation.done', { share: formatShare(answer.done) })}</Tag>
        )}
      </div>
      {decision ? (
        <Figures project={project} batchSize={batchSize} {...acceptedRate(decision)} />
      ) : best ? (
        <Figures project={project} batchSize={batchSize} learningRate={best.learningRate} numSteps={numSteps} />
      ) : (
        <p className={styles.nothing}>
          {running ? t('page.recommendation.nothingYet') : t('page.recommendation.nothing')}
        </p>
      )}
      {other && <OtherDecision decision={other} present={present} />}
      {evidence.length > 0 && (
        <EvidenceList evidence={evidence} busy={action.busy} onRemedy={chosen => void remedy(chosen)} />
      )}
      {best && (
        <div className={styles.buttons}>
          {decision === null && numSteps !== null && (
            <Button
              look="primary"
              className={styles.accept ?? ''}
              disabled={action.busy}
              onClick={() => void accept(best.learningRate, numSteps)}
            >
              {t('page.recommendation.accept', {
                rate: formatRate(best.learningRate),
                steps: formatCount(numSteps, language),
              })}
            </Button>
          )}
          <Button onClick={() => setChanging(true)}>{t('page.recommendation.change')}</Button>
        </div>
      )}
      <ErrorLine>{action.error}</ErrorLine>
      {best && <p className={styles.note}>{note(view, mark, numSteps, t)}</p>}
      {best && (
        <ChangeDialog
          view={view}
          proposed={{
            learningRate: best.learningRate,
            numSteps: numSteps ?? stage.plan.base.steps,
            ...(decision && acceptedRate(decision)),
          }}
          open={changing}
          onOpenChange={setChanging}
        />
      )}
    </section>
  );
}

function heading(view: StageView, t: Translate): string {
  if (ownDecision(view)) return t('page.recommendation.yourChoice');
  const { answer, stage } = view;
  return answer.open > 0 || stage.status === 'interrupted' || stage.status === 'paused'
    ? t('page.recommendation.soFar')
    : t('page.recommendation.title');
}

/** What accepting does, or why it can't be done yet, or what was accepted against the advice. */
function note(view: StageView, mark: DecisionMark | null, numSteps: number | null, t: Translate): string {
  const decision = ownDecision(view);
  if (mark === 'kept') return t('decision.kept');
  if (decision) return decision.recommended ? t('page.recommendation.asAdvised') : t('page.recommendation.overruled');
  const { open } = view.answer;
  if (open > 0) return t('page.recommendation.stops', { count: open });
  if (numSteps === null) return t('page.recommendation.stepsOpen');
  return otherDecision(view) ? t('decision.replaces') : t('page.recommendation.keeps');
}
