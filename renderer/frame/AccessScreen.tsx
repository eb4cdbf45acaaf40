import { useText } from '../app/context.ts';
import type { Refused } from '../client/transport.ts';
import { WordMark } from '../home/WordMark.tsx';
import { PageTitle } from '../layout/PageTitle.tsx';
import styles from './AccessScreen.module.css';

/** What a page shows that Descent does not let in: why, and the two ways in. */
export function AccessScreen({ why }: { why: Refused }) {
  const t = useText();
  return (
    <main className={styles.screen}>
      <div className={styles.words}>
        <WordMark />
        <PageTitle title={t(`page.access.${why}.title`)} />
        <p>{t(`page.access.${why}`)}</p>
        <ul>
          <li>{t('page.access.fromPage')}</li>
          <li>
            {t('page.access.fromTerminal')} <code>npm run serve</code>
          </li>
        </ul>
        <p className={styles.note}>{t('page.access.note')}</p>
      </div>
    </main>
  );
}
