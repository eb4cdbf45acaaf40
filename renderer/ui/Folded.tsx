import type { ReactNode } from 'react';
import styles from './Folded.module.css';
import { Icon } from './Icon.tsx';

/** Something that unfolds from its title. */
export const Folded = ({ title, children }: { title: string; children: ReactNode }) => (
  <details className={styles.folded}>
    <summary>
      <Icon name="down" />
      {title}
    </summary>
    {children}
  </details>
);
