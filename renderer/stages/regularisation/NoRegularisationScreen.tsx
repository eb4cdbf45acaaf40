import type { Project } from '#shared/domain/project.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { takesDropout } from '#shared/method/networks/network-of.ts';
import { useText } from '../../app/context.ts';
import { useNewStage } from '../../stage/NewStage.tsx';
import { NoStageLayout } from '../../stage/NoStageScreen.tsx';
import { usePresent, useProjectStep } from '../../stage/project-steps.ts';
import { decisionMark } from '../../stage/stage-decision.ts';
import type { AnyStageParts } from '../../stage/stage-parts.ts';
import { SkipButton } from './SkipButton.tsx';

/** A project before its first search: the offer of one, and the way on without. */
export function NoRegularisationScreen({ parts, project }: { parts: AnyStageParts; project: Project }) {
  const t = useText();
  const stage = useNewStage(parts, project.id, () => parts.form.first(project));
  const decision = useProjectStep(project.id, parts.definition.kind)?.decision ?? null;
  const present = usePresent(project, parts.definition.kind);
  const network = planBase({}, project.facts, project.network);
  return (
    <NoStageLayout
      stage={stage}
      mark={decision && decisionMark(decision, present, decision)}
      notice={null}
      state={t('page.status.idle')}
      tool={null}
    >
      <h2>{t(decision ? 'page.recommendation.yourChoice' : 'page.recommendation.title')}</h2>
      {!decision && <p>{t('regPage.before')}</p>}
      <SkipButton projectId={project.id} hasDropout={takesDropout(network)} />
    </NoStageLayout>
  );
}
