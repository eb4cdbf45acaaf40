import { useEffect, useState } from 'react';
import { type StageView, stepOfCard } from '#shared/contract/requests.ts';
import type { Stage } from '#shared/domain/project.ts';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import styles from './StageSelect.module.css';
import type { AnyStageParts } from './stage-parts.ts';

/** Leads to the project's other stages of the same kind, where it has any. */
export function StageSelect({ parts, view: { stage, project } }: { parts: AnyStageParts; view: StageView }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const [stages, setStages] = useState<Stage[]>([]);
  // Another window may have started one.
  const newest = useAppState(state => stepOfCard(state.cards?.get(stage.projectId), parts.definition.kind)?.stage?.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again where there is a newer one
  useEffect(() => {
    ask('stages.list', { projectId: stage.projectId }).then(
      all => setStages(all.filter(one => one.kind === parts.definition.kind)),
      // Without the list, this one is still shown.
      () => setStages([]),
    );
  }, [ask, stage.projectId, parts, newest]);
  if (stages.length < 2) return null;
  return (
    <select
      className={styles.select}
      aria-label={t(parts.messages.select)}
      value={stage.id}
      onChange={event =>
        goTo({ page: 'stage', projectId: stage.projectId, kind: stage.kind, stageId: event.target.value })
      }
    >
      {stages.map((one, i) => (
        <option key={one.id} value={one.id}>
          {parts.option(parts.definition.Plan.parse(one.plan), i + 1, t, language, project)}
        </option>
      ))}
    </select>
  );
}
