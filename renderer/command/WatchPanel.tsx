import { useText } from '../app/context.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import panel from '../ui/panel.module.css';
import { RuleChip } from '../why/RuleChip.tsx';
import styles from './WatchPanel.module.css';

/** The two lines that tell the update ratio of a PyTorch script; they are code, and so the same in every language. */
const LINES = ['import descent', 'descent.watch(optimizer)'];

/** What two more lines in the script would show. */
export function WatchPanel() {
  const t = useText();
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="watch-heading">
      <div className={styles.head}>
        <h2 id="watch-heading">{t('commandPage.watch')}</h2>
        <RuleChip rule="B1" />
      </div>
      <p>{t('commandPage.watch.text')}</p>
      <div className={styles.code}>
        <code>
          {LINES.map(line => (
            <span key={line}>{line}</span>
          ))}
        </code>
        <CopyButton label={t('commandPage.watch.copy')} content={() => LINES.join('\n')} />
      </div>
      <p>{t('commandPage.watch.file')}</p>
    </section>
  );
}
