import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { INVITE_PATH, Invitation, SESSION_HEADER } from '#shared/contract/wire.ts';
import type { RunningServer } from './server.ts';

/** Where a running server leaves the way to it, for other programs of the same person. */
const noteFile = (home: string): string => join(home, 'serving.json');

const Note = z.object({ address: z.url(), secret: z.string() });

/** Another program that answers at the address of a server that is gone is not waited for. */
const PATIENCE_MS = 5000;

/** Notes in the home, for its owner alone, how the server that runs on it is reached. What earlier versions left there goes. */
export async function noteServing(home: string, { address, secret }: RunningServer): Promise<void> {
  await removeNote(home);
  await rm(join(home, 'server-secret'), { force: true });
  await writeFile(noteFile(home), JSON.stringify({ address, secret }), { mode: 0o600, flag: 'wx' });
}

/** Removes what a server noted, and the file that led a browser to it; not where another server left its own there since. */
export async function forgetServing(home: string, { secret }: Pick<RunningServer, 'secret'>): Promise<void> {
  const note = await readNote(home).catch(() => null);
  if (note?.secret === secret) await removeNote(home);
}

async function removeNote(home: string): Promise<void> {
  await rm(noteFile(home), { force: true });
  await rm(join(home, 'open.html'), { force: true });
}

const readNote = async (home: string) => Note.parse(JSON.parse(await readFile(noteFile(home), 'utf8')));

/** Asks the server that runs on a home for an invitation to it; null where none answers. */
export async function inviteToRunning(home: string): Promise<string | null> {
  try {
    const { address, secret } = await readNote(home);
    const response = await fetch(address + INVITE_PATH, {
      method: 'POST',
      headers: { Origin: address, [SESSION_HEADER]: secret },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return Invitation.parse(await response.json()).url;
  } catch {
    // No note, a note of a server that was killed, or one that ends just now: there is nothing to attach to.
    return null;
  }
}
