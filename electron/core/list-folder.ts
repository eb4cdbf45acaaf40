import type { Stats } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import type { FolderListing } from '#shared/contract/requests.ts';
import { fromOwnFolder } from '../store/home.ts';
import { checkReach, EVERYWHERE, type InReach, type Reach } from './reach.ts';

/** More than a person looks through. */
const MOST = 2000;

/** Entries read at once; between them others get their turn. */
const READ_AT_ONCE = 500;

interface Entry {
  name: string;
  kind: 'folder' | 'file';
}

/**
 * What is in a folder of this machine: folders first, then files, each as a person sorts them (`img2` before `img10`);
 * hidden ones and what is neither file nor folder are left out. Of more than 2,000 the first ones. A link counts as what it leads to.
 * Links that lead out of reach are left out.
 * @param folder null: the person's own folder.
 * @throws Refusal where it is out of reach, or can't be listed.
 */
export async function listFolder(folder: string | null, reach: Reach = EVERYWHERE): Promise<FolderListing> {
  const path = resolve(fromOwnFolder(folder ?? '~'));
  const inReach = await checkReach(reach, path);
  try {
    const { first, count } = await firstEntries(path, inReach);
    const entries = await Promise.all(first.map(entry => withSize(path, entry)));
    const parent = dirname(path);
    return {
      folder: path,
      parent: parent === path || !(await inReach(parent)) ? null : parent,
      entries: entries.filter(entry => entry !== null),
      more: count - first.length,
    };
  } catch (error) {
    throw refusalOf(error as NodeJS.ErrnoException, path);
  }
}

/** The first entries in order, and how many there are in all; never more than those are held or sorted at once. */
async function firstEntries(path: string, inReach: InReach): Promise<{ first: Entry[]; count: number }> {
  const first: Entry[] = [];
  let count = 0;
  for await (const found of await opendir(path, { bufferSize: READ_AT_ONCE })) {
    if (found.name.startsWith('.')) continue;
    const target = found.isSymbolicLink() ? await targetOf(join(path, found.name), inReach) : found;
    const kind = target?.isDirectory() ? 'folder' : target?.isFile() ? 'file' : null;
    if (!kind) continue;
    count++;
    const entry: Entry = { name: found.name, kind };
    const last = first.at(-1);
    if (first.length === MOST && last && inOrder(last, entry) <= 0) continue;
    first.splice(placeOf(entry, first), 0, entry);
    if (first.length > MOST) first.pop();
  }
  return { first, count };
}

/** What a link leads to; null: nothing, or what is out of reach. */
const targetOf = async (link: string, inReach: InReach): Promise<Stats | null> =>
  (await inReach(link)) ? stat(link).catch(() => null) : null;

// Made at the first question, as making it takes longer than most commands have to do.
let collator: Intl.Collator | null = null;

function inOrder(a: Entry, b: Entry): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
  collator ??= new Intl.Collator(undefined, { numeric: true });
  return collator.compare(a.name, b.name);
}

/** Where an entry belongs among sorted ones: binary search. */
function placeOf(entry: Entry, sorted: readonly Entry[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inOrder(sorted[middle]!, entry) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Null: it went away meanwhile. */
async function withSize(folder: string, { name, kind }: Entry): Promise<FolderListing['entries'][number] | null> {
  const path = join(folder, name);
  if (kind === 'folder') return { name, path, kind, size: null };
  const found = await stat(path).catch(() => null);
  return found && { name, path, kind, size: found.size };
}

function refusalOf({ code, message }: NodeJS.ErrnoException, folder: string): Refusal {
  if (code === 'ENOENT') return new Refusal('error.folder.notFound', { folder });
  if (code === 'ENOTDIR') return new Refusal('error.folder.noFolder', { folder });
  if (code === 'EACCES' || code === 'EPERM') return new Refusal('error.folder.notAllowed', { folder });
  return new Refusal('error.folder.unreadable', { folder, detail: message });
}
