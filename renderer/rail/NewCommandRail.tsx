import { STEPS } from '#shared/method/stages/definitions.ts';
import { useText } from '../app/context.ts';
import { hrefOf } from '../app/route.ts';
import { Icon } from '../ui/Icon.tsx';
import { InterfaceMenus } from '../ui/InterfaceMenus.tsx';
import { type Entry, RailEntry } from './RailEntry.tsx';
import styles from './StageRail.module.css';

/** The rail beside a command that is no project yet: its first step is open, the others come. */
export function NewCommandRail({ draftId }: { draftId: string }) {
  const t = useText();
  const later = { line: t('commandPage.rail.later'), standing: { kind: 'none' }, href: null } as const;
  const entries: Entry[] = [
    {
      kind: 'command',
      name: t('commandPage.title'),
      line: t('commandPage.rail.here'),
      standing: { kind: 'here' },
      href: hrefOf({ page: 'newCommand', draftId }),
    },
    ...STEPS.filter(({ stage }) => stage !== null).map(({ kind, name }) => ({ kind, name: t(name), ...later })),
  ];
  return (
    <nav className={styles.rail} aria-label={t('page.rail.label')}>
      <a className={styles.back} href={hrefOf({ page: 'home' })}>
        <Icon name="back" />
        {t('page.rail.projects')}
      </a>
      <p className={styles.project}>{t('commandPage.rail.project')}</p>
      <ol className={styles.stages}>
        {entries.map(entry => (
          <RailEntry key={entry.kind} entry={entry} isOpen={entry.kind === 'command'} />
        ))}
      </ol>
      <div className={styles.foot} />
      <div className={styles.menus}>
        <InterfaceMenus />
      </div>
    </nav>
  );
}
