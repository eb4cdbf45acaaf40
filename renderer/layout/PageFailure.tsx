import { useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { sentenceOf } from '../app/use-action.ts';
import styles from './PageFailure.module.css';
import { PageTitle } from './PageTitle.tsx';

/** A screen that can't be shown: why, and the way out. */
export function PageFailure({ error }: { error: unknown }) {
  const t = useText();
  return (
    <main className={styles.screen}>
      <PageTitle title={t('page.failure.title')} />
      <p role="alert">{sentenceOf(error, t)}</p>
      <a href={hrefOf({ page: 'home' })}>{t('page.failure.back')}</a>
    </main>
  );
}
