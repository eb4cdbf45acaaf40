import type { Project } from '#shared/domain/project.ts';
import { useText } from '../../app/context.ts';
import { useNewStage } from '../../stage/NewStage.tsx';
import { NoStageLayout } from '../../stage/NoStageScreen.tsx';
import type { AnyStageParts } from '../../stage/stage-parts.ts';

/** A project before its first final runs: what they will say, since they recommend nothing. */
export function NoFinalRunsScreen({ project, parts }: { project: Project; parts: AnyStageParts }) {
  const t = useText();
  const stage = useNewStage(parts, project.id, () => parts.form.first(project));
  return (
    <NoStageLayout stage={stage} mark={null} notice={null} state={t('page.status.idle')} tool={null}>
      <h2>{t('finalPage.aside')}</h2>
      <p>{t('finalPage.before')}</p>
    </NoStageLayout>
  );
}
