import { type ReactNode, useId } from 'react';
import { Icon } from '../ui/Icon.tsx';
import styles from './Notice.module.css';

interface NoticeProps {
  title: string;
  /** What happened and what was kept. */
  children: ReactNode;
  /** The one button that goes on, if there is one. */
  action?: ReactNode;
}

/** Something about a stage that the person has to know before they go on. */
export function Notice({ title, children, action }: NoticeProps) {
  const id = useId();
  return (
    <section className={styles.notice} aria-labelledby={id}>
      <Icon name="warn" />
      <div>
        <h2 id={id}>{title}</h2>
        {children}
      </div>
      {action}
    </section>
  );
}
