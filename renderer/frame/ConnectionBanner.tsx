import { useAppState, useAppStore, useText } from '../app/context.ts';
import { isRefused } from '../client/transport.ts';
import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './ConnectionBanner.module.css';

/**
 * Says quietly how it stands with the core: that it can't be reached or is ending, which goes by itself; else what can be put away:
 * that part of what it says can't be read, and that the desktop opened this page anew. That the core's home is lost stays: whoever comes
 * in the morning is to read it, also where the core has ended since.
 */
export function ConnectionBanner() {
  const t = useText();
  const store = useAppStore();
  const connection = useAppState(state => state.connection);
  const closing = useAppState(state => state.closing);
  const reopened = useAppState(state => state.reopened);
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
  let sentence: string | null = null;
  let putAway: (() => void) | null = null;
  if (connection === 'lost' || isRefused(connection)) sentence = t(`page.connection.${connection}`);
  else if (closing) sentence = t('page.closing');
  else if (unreadable !== null) {
    sentence = t('page.unreadable', { detail: unreadable });
    putAway = () => store.setState({ unreadable: null });
  } else if (reopened !== null) {
    sentence = t(`page.reopened.${reopened}`);
    putAway = () => store.setState({ reopened: null });
  }
  return (
    <div role="status" className={styles.region}>
      {sentence && (
        <p className={styles.banner}>
          <Icon name="warn" />
          {sentence}
          {putAway && (
            <QuietButton aria-label={t('page.close')} onClick={putAway}>
              <Icon name="cross" />
            </QuietButton>
          )}
        </p>
      )}
    </div>
  );
}
