import type { Standing } from '../rail/StageMark.tsx';
import styles from './StageStrip.module.css';

/** Where the learning rate stands among the seven stages. */
const LEARNING_RATE = 3;
const STAGES = ['data', 'model', 'preparation', 'learningRate', 'batchMomentum', 'decay', 'report'];

/** A project's stages as seven short bars; the words for it stand below them. */
export function StageStrip({ standing, modelKnown }: { standing: Standing; modelKnown: boolean }) {
  const share = standing.kind === 'running' ? standing.share : standing.kind === 'done' ? 1 : 0;
  const filled = (stage: number): number => {
    if (stage === LEARNING_RATE) return share;
    return stage === 0 || (stage === 1 && modelKnown) ? 1 : 0;
  };
  return (
    <span className={styles.strip} aria-hidden="true">
      {STAGES.map((stage, i) => (
        <progress key={stage} max={1} value={filled(i)} />
      ))}
    </span>
  );
}
