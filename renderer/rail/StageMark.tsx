import { known } from '#shared/domain/metrics.ts';
import styles from './StageMark.module.css';

/** How a stage stands: its ring, filled as far as it has come. */
export type Standing = { kind: 'done' | 'here' | 'stale' | 'none' } | { kind: 'running'; share: number };

/** The round mark of a stage; the word that goes with it is beside it, or in `label`. */
export function StageMark({ standing, label }: { standing: Standing; label: string }) {
  return (
    <svg className={styles.mark} viewBox="0 0 18 18" role="img" aria-label={label}>
      {standing.kind === 'done' ? (
        <>
          <circle className={styles.fill} cx="9" cy="9" r="7" />
          <path className={styles.tick} d="m6 9.300 2.200 2.200 4-4.700" />
        </>
      ) : (
        <circle className={standing.kind === 'none' ? styles.dashed : styles.ring} cx="9" cy="9" r="6.25" />
      )}
      {standing.kind === 'stale' && <path className={styles.warn} d="M9 5.500v4.200M9 12.300v.1" />}
      {standing.kind === 'here' && <circle className={styles.fill} cx="9" cy="9" r="3.25" />}
      {standing.kind === 'running' && (
        <circle
          className={styles.arc}
          cx="9"
          cy="9"
          r="6.25"
          pathLength="100"
          strokeDasharray={`${Math.max(1, (known(standing.share) ?? 0) * 100)} 100`}
        />
      )}
    </svg>
  );
}
