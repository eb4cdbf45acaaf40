import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import { fromOwnFolder } from '../store/home.ts';

/**
 * Whether a path, with all links in it followed, may be looked into. It need not exist: nobody learns here whether one out of reach does.
 */
export type InReach = (path: string) => Promise<boolean>;

/** Which files and folders of this machine the interfaces of a core may look into now. */
export type Reach = () => Promise<InReach>;

/** For the person's own app and terminal, which look into whatever the person may. */
export const EVERYWHERE: Reach = async () => async () => true;

/**
 * The person's own folder, the sources of their projects, and what else is given; no file system as a whole, unless it is given.
 * @param folders given by the person
 * @param sources of the projects: a folder with all in it, a file or a pattern with what lies beside it
 */
export function within(folders: readonly string[], sources: () => Promise<readonly string[]>): Reach {
  return async () => {
    const opened = (await sources()).filter(source => !source.startsWith('sample:'));
    const implied = [homedir(), ...opened, ...opened.map(source => dirname(source))].filter(one => !isRoot(one));
    const allowed = await Promise.all([...new Set([...folders, ...implied])].map(real));
    return async path => {
      const wanted = await real(path);
      return allowed.some(folder => isIn(wanted, folder));
    };
  };
}

/** @throws Refusal, the same whether there is such a path or not, where it is out of reach. A sample never is. */
export async function checkReach(reach: Reach, source: string): Promise<InReach> {
  const inReach = await reach();
  const path = resolve(fromOwnFolder(source));
  if (!source.startsWith('sample:') && !(await inReach(path)))
    throw new Refusal('error.folder.outside', { folder: path });
  return inReach;
}

const isRoot = (path: string): boolean => dirname(resolve(path)) === resolve(path);

function isIn(path: string, folder: string): boolean {
  const way = relative(folder, path);
  // On Windows, the way to another drive is a whole path.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A path with all links followed; of one that isn't there, or can't be looked at, as far as it can. */
async function real(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(await real(above), basename(path));
  }
}
