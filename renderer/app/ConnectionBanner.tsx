import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './ConnectionBanner.module.css';
import { useAppState, useAppStore, useText } from './context.ts';

/**
 * Says quietly how it stands with the core: that it can't be reached or is ending, which goes by itself; and that the desktop opened
 * this page anew, until that is put away.
 */
export function ConnectionBanner() {
  const t = useText();
  const store = useAppStore();
  const connection = useAppState(state => state.connection);
  const closing = useAppState(state => state.closing);
  const reopened = useAppState(state => state.reopened);
  const standing =
    connection === 'lost' || connection === 'refused'
      ? t(`page.connection.${connection}`)
      : closing
        ? t('page.closing')
        : null;
  return (
    <div role="status" className={styles.region}>
      {standing !== null && (
        <p className={styles.banner}>
          <Icon name="warn" />
          {standing}
        </p>
      )}
      {standing === null && reopened !== null && (
        <p className={styles.banner}>
          <Icon name="warn" />
          {t(`page.reopened.${reopened}`)}
          <QuietButton aria-label={t('page.close')} onClick={() => store.setState({ reopened: null })}>
            <Icon name="cross" />
          </QuietButton>
        </p>
      )}
    </div>
  );
}
