import { useEffect, useRef } from 'react';
import type { FolderListing } from '#shared/contract/requests.ts';
import { useText } from '../app/context.ts';
import { formatFileSize } from '../format.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './FileBrowser.module.css';

interface FileEntryProps {
  id: string;
  entry: FolderListing['entries'][number];
  selected: boolean;
  onSelect(): void;
  onOpen(): void;
}

/** One file or folder of the list. Its keys are those of the list, which has the focus. */
export function FileEntry({ id, entry: { name, kind, size }, selected, onSelect, onOpen }: FileEntryProps) {
  const t = useText();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active entry.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys.
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={selected}
      className={styles.entry}
      onClick={onSelect}
      onDoubleClick={onOpen}
    >
      {kind === 'folder' ? <Icon name="folder" label={t('dataStep.browse.folder')} /> : <Icon name="file" />}
      <span>{name}</span>
      {size !== null && <small>{formatFileSize(size)}</small>}
    </div>
  );
}
