import { isRefused } from '../client/transport.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './ConnectionBanner.module.css';
import { useAppState, useText } from './context.ts';

/**
 * Says quietly that the core can't be reached, which goes by itself when it can; or that part of what it says can't be read. That the
 * core's home is lost stays: whoever comes in the morning is to read it, also where the core has ended since.
 */
export function ConnectionBanner() {
  const t = useText();
  const connection = useAppState(state => state.connection);
  const unreadable = useAppState(state => state.unreadable);
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
  const sentence =
    connection === 'lost' || isRefused(connection)
      ? t(`page.connection.${connection}`)
      : unreadable !== null && t('page.unreadable', { detail: unreadable });
  return (
    <div role="status" className={styles.region}>
      {sentence && (
        <p className={styles.banner}>
          <Icon name="warn" />
          {sentence}
        </p>
      )}
    </div>
  );
}
