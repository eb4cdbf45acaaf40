import { STEPS, type StepKind } from '#shared/method/stages/definitions.ts';
import type { Standing } from '../rail/StageMark.tsx';
import styles from './StageStrip.module.css';

const DONE: Standing = { kind: 'done' };

interface StageStripProps {
  preparation: Standing;
  learningRate: Standing;
}

/** A project's stages as short bars; the words for it stand below them. */
export function StageStrip({ preparation, learningRate }: StageStripProps) {
  // The data was read before there is a card, and the model follows from it.
  const standings: Partial<Record<StepKind, Standing>> = {
    data: DONE,
    model: DONE,
    preparation,
    learningRate,
  };
  return (
    <span className={styles.strip} aria-hidden="true">
      {STEPS.map(({ kind }) => (
        <progress key={kind} max={1} value={filled(standings[kind])} />
      ))}
    </span>
  );
}

const filled = (standing: Standing | undefined): number =>
  standing?.kind === 'running' ? standing.share : standing?.kind === 'done' ? 1 : 0;
