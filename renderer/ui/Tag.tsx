import type { ReactNode } from 'react';
import styles from './Tag.module.css';

/** A word about a state. A coloured one always brings its glyph along. */
export function Tag({ tone = 'plain', children }: { tone?: 'plain' | 'good' | 'warn' | 'bad'; children: ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>;
}

/** The dot of something that runs. */
export const RunningDot = () => <span className={styles.dot} />;
