import { isRefused } from '../client/transport.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './ConnectionBanner.module.css';
import { useAppState, useText } from './context.ts';

/** Says quietly that the core can't be reached; goes by itself when it can. */
export function ConnectionBanner() {
  const t = useText();
  const connection = useAppState(state => state.connection);
  return (
    <div role="status" className={styles.region}>
      {(connection === 'lost' || isRefused(connection)) && (
        <p className={styles.banner}>
          <Icon name="warn" />
          {connection === 'lost' ? t('page.connection.lost') : t(`page.connection.${connection}`)}
        </p>
      )}
    </div>
  );
}
