import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultHome, fromOwnFolder } from '#electron/store/home.ts';
import { Refusal } from '#shared/contract/refusal.ts';

/** Where a browser finds Descent unless the port is taken or another one is chosen. */
export const USUAL_PORT = 4270;

export interface ServeOptions {
  home: string;
  /** Null: the usual one, or any free one where that is taken. */
  port: number | null;
  open: boolean;
  /** Folders that the page may look into beside the person's own. */
  allow: string[];
  json: boolean;
  help: boolean;
}

/** @throws Refusal where the command line can't be understood. */
export function parseServeOptions(args: readonly string[]): ServeOptions {
  const { home, port, allow = [], json = false, help = false, 'no-open': noOpen = false } = parse(args);
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
    throw new Refusal('server.port.invalid', { port });
  return {
    home: home ?? defaultHome(),
    port: port === undefined ? null : Number(port),
    allow: allow.map(folder => resolve(fromOwnFolder(folder))),
    open: !noOpen,
    json,
    help,
  };
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  const value = { type: 'string' } as const;
  try {
    const options = {
      home: value,
      port: value,
      allow: { type: 'string', multiple: true } as const,
      'no-open': flag,
      json: flag,
      help: flag,
    };
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new Refusal('server.flag.invalid', { detail: (error as Error).message });
  }
}
