import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../app/context.ts';
import styles from './PageTitle.module.css';

/** A screen's heading. It names the window, and takes the focus when its screen opens. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    document.title = t('page.title', { title });
  }, [t, title]);
  return (
    <div className={styles.row}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
