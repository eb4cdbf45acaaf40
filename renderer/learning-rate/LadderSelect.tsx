import { useEffect, useState } from 'react';
import type { Stage } from '#shared/domain/project.ts';
import { useAppState, useLanguage, useSession, useText } from '../app/context.ts';
import { goTo } from '../app/route.ts';
import { formatCount } from '../format.ts';
import styles from './LadderSelect.module.css';

/** Leads to the project's other ladders, where it has any. */
export function LadderSelect({ stage }: { stage: Stage }) {
  const t = useText();
  const language = useLanguage();
  const { ask } = useSession();
  const [ladders, setLadders] = useState<Stage[]>([]);
  // Another window may have started one.
  const newest = useAppState(state => state.cards?.get(stage.projectId)?.stage?.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again where there is a newer one
  useEffect(() => {
    ask('stages.list', { projectId: stage.projectId }).then(
      stages => setLadders(stages.filter(s => s.kind === 'learningRate')),
      // Without the list, this ladder is still shown.
      () => setLadders([]),
    );
  }, [ask, stage.projectId, newest]);
  if (ladders.length < 2) return null;
  return (
    <select
      className={styles.select}
      aria-label={t('page.ladder.select')}
      value={stage.id}
      onChange={event => goTo({ page: 'learningRate', projectId: stage.projectId, stageId: event.target.value })}
    >
      {ladders.map((ladder, i) => (
        <option key={ladder.id} value={ladder.id}>
          {t('page.ladder.option', {
            number: i + 1,
            count: ladder.plan.rates.length,
            steps: formatCount(ladder.plan.base.steps, language),
          })}
        </option>
      ))}
    </select>
  );
}
