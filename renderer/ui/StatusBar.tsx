import type { ReactNode } from 'react';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { BACKEND_NAMES } from '../names.ts';
import { Icon } from './Icon.tsx';
import styles from './StatusBar.module.css';

/** The line at the window's foot: what computes, how fast, how long yet, and that it is saved. */
export function StatusBar({ start, end }: { start: ReactNode; end: ReactNode }) {
  return (
    <footer className={styles.bar}>
      {start}
      <span className={styles.space} />
      {end}
    </footer>
  );
}

/** One part of the line. */
export const StatusItem = ({ children }: { children: ReactNode }) => <span className={styles.item}>{children}</span>;

/** What computes. */
export const BackendItem = ({ backend }: { backend: BackendId }) => (
  <StatusItem>
    <Icon name="chip" />
    <b>{BACKEND_NAMES[backend]}</b>
  </StatusItem>
);
