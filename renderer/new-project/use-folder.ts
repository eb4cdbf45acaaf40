import { useEffect, useState } from 'react';
import type { FolderListing } from '#shared/contract/requests.ts';
import { useSession } from '../app/context.ts';
import { type Action, useAction } from '../app/use-action.ts';

/** A folder that is open in the browser; the one before stays until the next is read. */
export interface OpenFolder {
  /** Null: the first one is being read. */
  listing: FolderListing | null;
  action: Action;
  open(folder: string): void;
}

/** Lists the folders of the machine that the core runs on, from the person's own folder on. */
export function useFolder(): OpenFolder {
  const { ask } = useSession();
  const [listing, setListing] = useState<FolderListing | null>(null);
  const action = useAction();
  const open = (folder: string | null): void =>
    void action.run(async () => setListing(await ask('files.list', { folder })));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first folder is read once.
  useEffect(() => open(null), []);
  return { listing, action, open };
}
