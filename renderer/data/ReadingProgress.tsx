import { known } from '#shared/domain/metrics.ts';
import { useAppState } from '../app/context.ts';
import { formatShare } from '../format.ts';
import styles from './ReadingProgress.module.css';

/** How far reading a source has come, with a sentence about it. */
export function ReadingProgress({ source, text }: { source: string; text: string }) {
  const done = useAppState(state => state.reading.get(source) ?? 0);
  return (
    <div className={styles.reading}>
      <p>
        <span>{text}</span>
        <span className={styles.share}>{formatShare(done)}</span>
      </p>
      <progress max={1} value={known(done) ?? undefined} aria-label={text} />
    </div>
  );
}
