import type { Standing } from '../rail/StageMark.tsx';
import styles from './StageStrip.module.css';

const STAGES = ['data', 'model', 'preparation', 'learningRate', 'batchMomentum', 'decay', 'report'] as const;
const DONE: Standing = { kind: 'done' };

interface StageStripProps {
  preparation: Standing;
  learningRate: Standing;
}

/** A project's stages as seven short bars; the words for it stand below them. */
export function StageStrip({ preparation, learningRate }: StageStripProps) {
  // The data was read before there is a card, and the model follows from it.
  const standings: Partial<Record<(typeof STAGES)[number], Standing>> = {
    data: DONE,
    model: DONE,
    preparation,
    learningRate,
  };
  return (
    <span className={styles.strip} aria-hidden="true">
      {STAGES.map(stage => (
        <progress key={stage} max={1} value={filled(standings[stage])} />
      ))}
    </span>
  );
}

const filled = (standing: Standing | undefined): number =>
  standing?.kind === 'running' ? standing.share : standing?.kind === 'done' ? 1 : 0;
