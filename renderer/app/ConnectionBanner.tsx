import { Icon } from '../ui/Icon.tsx';
import styles from './ConnectionBanner.module.css';
import { useAppState, useText } from './context.ts';

/**
 * Says quietly that the core can't be reached; goes by itself when it can. That the core's home is lost stays: whoever comes in the
 * morning is to read it, also where the core has ended since.
 */
export function ConnectionBanner() {
  const t = useText();
  const connection = useAppState(state => state.connection);
  const problem = useAppState(state => state.problem);
  if (problem) {
    return (
      <div role="alert" className={styles.region}>
        <p className={`${styles.banner} ${styles.problem}`}>
          <Icon name="warn" />
          <span>
            <b>{t('page.problem.title')}</b> {t(problem.key, problem.values)}
          </span>
        </p>
      </div>
    );
  }
  return (
    <div role="status" className={styles.region}>
      {(connection === 'lost' || connection === 'refused') && (
        <p className={styles.banner}>
          <Icon name="warn" />
          {connection === 'lost' ? t('page.connection.lost') : t('page.connection.refused')}
        </p>
      )}
    </div>
  );
}
