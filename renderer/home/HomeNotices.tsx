import type { Reason } from '#shared/domain/reason.ts';
import { useAppState, useText } from '../app/context.ts';
import { Notice } from '../layout/Notice.tsx';
import styles from './HomeNotices.module.css';

const NONE: readonly Reason[] = [];

/** What a person has to know about their home folder before anything else: that it can only be read, what is damaged or missing. */
export function HomeNotices() {
  const t = useText();
  const notices = useAppState(state => state.info?.notices ?? NONE);
  if (notices.length === 0) return null;
  return (
    <div className={styles.notices}>
      <Notice title={t('page.notice.title')}>
        {notices.map(({ key, values }) => (
          <p key={key}>{t(key, values)}</p>
        ))}
      </Notice>
    </div>
  );
}
