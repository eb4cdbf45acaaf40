import type { DataWarning } from '#shared/domain/data-report.ts';
import { useText } from '../app/context.ts';
import { Icon } from '../ui/Icon.tsx';
import panel from '../ui/panel.module.css';
import { Examples } from './Examples.tsx';
import styles from './Warnings.module.css';

/** What is odd about the data without having hindered reading, each with examples. */
export function Warnings({ warnings }: { warnings: readonly DataWarning[] }) {
  const t = useText();
  return (
    <section className={`${panel.panel} ${styles.panel}`} aria-labelledby="warnings-heading">
      <h2 id="warnings-heading">{t('dataStep.warnings.title')}</h2>
      <ul>
        {warnings.map(({ reason, examples }) => (
          <li key={`${reason.key} ${JSON.stringify(reason.values)}`}>
            <span className={styles.glyph}>
              <Icon name="warn" label={t('dataStep.warnings.word')} />
            </span>
            <div>
              <p>{t(reason.key, reason.values)}</p>
              <Examples examples={examples} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
