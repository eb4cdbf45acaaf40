import type { ReactNode } from 'react';
import { useNoDrops } from '../drop/use-no-drops.ts';
import styles from './StageLayout.module.css';

interface StageLayoutProps {
  rail: ReactNode;
  head: ReactNode;
  /** Chart and trials. */
  main: ReactNode;
  /** The recommendation, and the stage's own tool. */
  aside: ReactNode;
  asideLabel: string;
  status: ReactNode;
}

/** The four parts of every stage, always in the same places. */
export function StageLayout({ rail, head, main, aside, asideLabel, status }: StageLayoutProps) {
  useNoDrops();
  return (
    <div className={styles.screen}>
      {rail}
      <main className={styles.main}>
        {head}
        <div className={styles.body}>
          <div className={styles.column}>{main}</div>
          <aside className={`${styles.column} ${styles.aside}`} aria-label={asideLabel}>
            {aside}
          </aside>
        </div>
      </main>
      {status}
    </div>
  );
}
