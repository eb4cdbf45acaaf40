import { useText } from '../app/context.ts';
import styles from './PageSkeleton.module.css';

/** The places of what is being loaded. */
export function PageSkeleton() {
  const t = useText();
  return (
    <div className={styles.screen} role="status" aria-label={t('page.loading')}>
      <div className={styles.rail} />
      <div className={styles.main}>
        <div className={styles.title} />
        <div className={styles.chart} />
        <div className={styles.table} />
      </div>
    </div>
  );
}
