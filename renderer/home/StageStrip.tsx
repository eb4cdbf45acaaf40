import { STEPS } from '#shared/method/stages/definitions.ts';
import type { Standing } from '../rail/StageMark.tsx';
import styles from './StageStrip.module.css';

const DONE: Standing = { kind: 'done' };

/** A project's stages as short bars; the words for it stand below them. */
export function StageStrip({ standings }: { standings: Readonly<Record<string, Standing>> }) {
  // The data was read before there is a card, and the model follows from it.
  const all: Readonly<Record<string, Standing>> = { data: DONE, model: DONE, ...standings };
  return (
    <span className={styles.strip} aria-hidden="true">
      {STEPS.map(({ kind }) => (
        <progress
          key={kind}
          className={all[kind]?.kind === 'stale' ? styles.stale : undefined}
          max={1}
          value={filled(all[kind])}
        />
      ))}
    </span>
  );
}

const filled = (standing: Standing | undefined): number =>
  standing?.kind === 'running' ? standing.share : standing?.kind === 'done' || standing?.kind === 'stale' ? 1 : 0;
