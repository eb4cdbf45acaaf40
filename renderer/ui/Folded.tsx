import { type ReactNode, useState } from 'react';
import styles from './Folded.module.css';
import { Icon } from './Icon.tsx';

/** Something that unfolds from its title. `late`: it is made only once somebody unfolds it. */
export function Folded({ title, late = false, children }: { title: string; late?: boolean; children: ReactNode }) {
  const [wanted, setWanted] = useState(!late);
  return (
    <details className={styles.folded} onToggle={event => event.currentTarget.open && setWanted(true)}>
      <summary>
        <Icon name="down" />
        {title}
      </summary>
      {wanted && children}
    </details>
  );
}
