import { type KeyboardEvent, useId, useState } from 'react';
import type { FolderListing } from '#shared/contract/requests.ts';
import { useText } from '../app/context.ts';
import { Button, QuietButton } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './FileBrowser.module.css';
import { FileEntry } from './FileEntry.tsx';
import { useFolder } from './use-folder.ts';

interface FileBrowserProps {
  /** A file or folder is pointed at; `folder`: that, or the one that the file lies in. */
  onSelect(path: string, folder: string): void;
  /** A file is opened: by a double click or Enter. */
  onOpenFile(path: string): void;
}

type Entry = FolderListing['entries'][number];

/** The files and folders of this machine, a folder at a time: arrows move, Enter opens, Backspace leads up. */
export function FileBrowser({ onSelect, onOpenFile }: FileBrowserProps) {
  const t = useText();
  const id = useId();
  const { listing, action, open } = useFolder();
  /** The entry that the keys are at, by its path: in another folder there is none. */
  const [at, setAt] = useState<string | null>(null);

  const entries = listing?.entries ?? [];
  const index = entries.findIndex(entry => entry.path === at);
  const select = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    setAt(entry.path);
    onSelect(entry.path, entry.kind === 'folder' ? entry.path : (listing?.folder ?? entry.path));
  };
  const enter = (entry: Entry | undefined): void => {
    if (entry?.kind === 'folder') open(entry.path);
    else if (entry) onOpenFile(entry.path);
  };
  const up = (): void => {
    if (listing?.parent != null) open(listing.parent);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = entries.length - 1;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => select(entries[Math.min(last, index + 1)]),
      ArrowUp: () => select(entries[Math.max(0, index - 1)]),
      Home: () => select(entries[0]),
      End: () => select(entries[last]),
      Enter: () => enter(entries[index]),
      Backspace: up,
    };
    const does = keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  };

  return (
    <div className={styles.browser}>
      <div className={styles.bar}>
        <QuietButton
          aria-label={t('dataStep.browse.up')}
          title={t('dataStep.browse.up')}
          disabled={listing?.parent == null}
          onClick={up}
        >
          <Icon name="up" />
        </QuietButton>
        <span className={styles.folder} title={listing?.folder}>
          {/* The end of a path tells more than its beginning. */}
          <bdi>{listing?.folder}</bdi>
        </span>
        <Button
          size="small"
          disabled={listing === null}
          onClick={() => listing && onSelect(listing.folder, listing.folder)}
        >
          {t('dataStep.browse.use')}
        </Button>
      </div>
      <div
        role="listbox"
        tabIndex={0}
        className={styles.list}
        aria-label={t('dataStep.browse.label')}
        aria-busy={action.busy}
        aria-activedescendant={index < 0 ? undefined : `${id}-${index}`}
        onKeyDown={onKeyDown}
      >
        {entries.map((entry, i) => (
          <FileEntry
            key={entry.path}
            id={`${id}-${i}`}
            entry={entry}
            selected={i === index}
            onSelect={() => select(entry)}
            onOpen={() => enter(entry)}
          />
        ))}
      </div>
      {listing?.entries.length === 0 && <p className={styles.note}>{t('dataStep.browse.empty')}</p>}
      {listing !== null && listing.more > 0 && (
        <p className={styles.note}>{t('dataStep.browse.more', { count: listing.more })}</p>
      )}
      <ErrorLine>{action.error}</ErrorLine>
    </div>
  );
}
