import { useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import panel from '../ui/panel.module.css';
import styles from './TuneEntry.module.css';

/** The way to a guided run, from where a first ladder would be started. */
export function TuneEntry({ projectId }: { projectId: string }) {
  const t = useText();
  return (
    <section className={`${panel.panel} ${styles.entry}`} aria-labelledby="tune-entry">
      <h2 id="tune-entry">{t('tunePage.title')}</h2>
      <p>{t('tunePage.entry')}</p>
      <a href={hrefOf({ page: 'tune', projectId })}>{t('tunePage.entry.open')}</a>
    </section>
  );
}
