import { useText } from '../app/context.ts';
import { StageMark, type Standing } from './StageMark.tsx';
import styles from './StageRail.module.css';

/** A step in the rail. */
export interface Entry {
  kind: string;
  name: string;
  line: string;
  standing: Standing;
  /** Null: nothing to open (yet). */
  href: string | null;
}

/** A step of the rail: a link where there is something to open. */
export function RailEntry({ entry, isOpen }: { entry: Entry; isOpen: boolean }) {
  return (
    <li>
      {entry.href === null ? (
        <span className={`${styles.stage} ${entry.standing.kind === 'none' ? styles.later : ''}`}>
          <StageText entry={entry} />
        </span>
      ) : (
        <a className={styles.stage} href={entry.href} {...(isOpen && { 'aria-current': 'step' })}>
          <StageText entry={entry} />
        </a>
      )}
    </li>
  );
}

function StageText({ entry: { name, line, standing } }: { entry: Entry }) {
  const t = useText();
  const words = {
    done: t('page.standing.done'),
    here: t('page.standing.here'),
    running: t('page.standing.running'),
    stale: t('page.standing.stale'),
    none: t('page.standing.none'),
  };
  return (
    <>
      <StageMark standing={standing} label={words[standing.kind]} />
      <span className={styles.name}>{name}</span>
      <span className={styles.line}>{line}</span>
    </>
  );
}
