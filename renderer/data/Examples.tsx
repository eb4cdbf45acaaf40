import type { DataWarning } from '#shared/domain/data-report.ts';
import { useText } from '../app/context.ts';
import styles from './Examples.module.css';

/** Where something was found, and what stands there. */
export function Examples({ examples }: Pick<DataWarning, 'examples'>) {
  const t = useText();
  if (examples.length === 0) return null;
  return (
    <ol className={styles.examples}>
      {examples.map(({ place: { file, line }, text }) => (
        <li key={`${file} ${line} ${text}`}>
          <span className={styles.place} title={file}>
            {line === null ? shortName(file) : t('dataStep.examples.place', { file: shortName(file), line })}
          </span>
          <code title={text}>{text}</code>
        </li>
      ))}
    </ol>
  );
}

/** The last part of a path: the page's foot has the whole. */
const shortName = (file: string): string => file.split(/[/\\]/).at(-1) ?? file;
