import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import open from 'open';
import { hasDisplay } from '#electron/start/display.ts';

/**
 * Opens the person's browser at an address with a token, where there is a display. The browser is given a file that only its owner
 * can read and that leads on: other users of the machine can read the arguments of a program, but not this file. The server that runs on
 * the home removes it in the end.
 */
export async function openBrowser(home: string, address: string): Promise<void> {
  if (!hasDisplay()) return;
  const path = await writeRedirect(home, address);
  // Without a browser the person still has the printed address.
  const started = await open(path).catch(() => null);
  started?.on('error', () => undefined);
}

/** Writes the redirect file (0600); one that lies there is replaced, not written into. */
export async function writeRedirect(home: string, address: string): Promise<string> {
  const path = join(home, 'open.html');
  await rm(path, { force: true });
  const html = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}"><title>Descent</title>\n`;
  await writeFile(path, html, { mode: 0o600, flag: 'wx' });
  return path;
}
