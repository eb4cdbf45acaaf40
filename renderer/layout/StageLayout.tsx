import { createContext, type ReactNode, use, useEffect } from 'react';
import styles from './StageLayout.module.css';

/** The rail beside the open page: what is in it is of all steps, so the page itself knows nothing of it. */
export const RailContext = createContext<ReactNode>(null);

interface StageLayoutProps {
  head: ReactNode;
  /** Chart and trials. */
  main: ReactNode;
  /** The recommendation, and the stage's own tool. */
  aside: ReactNode;
  asideLabel: string;
  status: ReactNode;
  /** Whether it has a use for files that are dropped on it; left out: no. */
  takesDrops?: boolean;
}

/** The four parts of every stage, always in the same places. */
export function StageLayout({ head, main, aside, asideLabel, status, takesDrops = false }: StageLayoutProps) {
  useNoDrops(takesDrops);
  return (
    <div className={styles.screen}>
      {use(RailContext)}
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

/** On a screen that takes no files: one that is let go there is not opened in the page's place. */
function useNoDrops(takesDrops: boolean): void {
  useEffect(() => {
    if (takesDrops) return;
    const listening = new AbortController();
    const refuse = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    addEventListener('dragover', refuse, listening);
    addEventListener('drop', refuse, listening);
    return () => listening.abort();
  }, [takesDrops]);
}
