import { QuietButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './ConnectionBanner.module.css';
import { useAppState, useAppStore, useText } from './context.ts';

/** Says quietly that the core can't be reached, which goes by itself when it can; or that part of what it says can't be read. */
export function ConnectionBanner() {
  const t = useText();
  const store = useAppStore();
  const connection = useAppState(state => state.connection);
  const unreadable = useAppState(state => state.unreadable);
  const connected = connection === 'connecting' || connection === 'open';
  const sentence = connected
    ? unreadable !== null && t('page.unreadable', { detail: unreadable })
    : t(`page.connection.${connection}`);
  return (
    <div role="status" className={styles.region}>
      {sentence && (
        <p className={styles.banner}>
          <Icon name="warn" />
          {sentence}
          {connected && (
            <QuietButton aria-label={t('page.close')} onClick={() => store.setState({ unreadable: null })}>
              <Icon name="cross" />
            </QuietButton>
          )}
        </p>
      )}
    </div>
  );
}
