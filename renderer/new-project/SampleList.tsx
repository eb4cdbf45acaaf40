import { useText } from '../app/context.ts';
import { SAMPLES } from '../names.ts';
import styles from './SampleList.module.css';

/** The data sets that Descent draws itself, each made a project by one press. */
export function SampleList({ busy, onChoose }: { busy: boolean; onChoose(source: string): void }) {
  const t = useText();
  return (
    <section className={styles.samples} aria-labelledby="samples-heading">
      <h3 id="samples-heading">{t('dataStep.new.samples')}</h3>
      <ul>
        {Object.entries(SAMPLES).map(([source, { name, line }]) => (
          <li key={source}>
            <button type="button" disabled={busy} onClick={() => onChoose(source)}>
              <b>{t(name)}</b>
              <span>{t(line)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p>{t('dataStep.new.samplesHint')}</p>
    </section>
  );
}
