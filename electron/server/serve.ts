import { dirname } from 'node:path';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { ensureBuilt, PAGE } from '#electron/start/build.ts';
import { INTERRUPTED, onEndSignal } from '#electron/start/end-signals.ts';
import { droppedFolder } from '#electron/store/home.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { terminalLanguage } from '#shared/messages/language.ts';
import { type MessageKey, text, type Values } from '#shared/messages/text.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { openBrowser } from './open-browser.ts';
import { parseServeOptions, type ServeOptions, USUAL_PORT } from './options.ts';
import { type RunningServer, type ServerOptions, startServer } from './server.ts';
import { forgetServing, inviteToRunning, noteServing } from './serving-note.ts';

/** What can't be served: a wrong flag, a home that is in use, a port that is taken. */
const REFUSED = 2;
/** The home went away while it was served. */
const LOST = 1;

const language = terminalLanguage(process.env);
const say = <Key extends MessageKey>(key: Key, ...values: Values<Key>): string => text(language, key, ...values);
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs the server until a signal ends it, or invites to the one that runs already; resolves to the exit code. */
export async function serve(args: readonly string[]): Promise<number> {
  try {
    const options = parseServeOptions(args);
    if (options.help) process.stdout.write(`${say('server.help', { port: USUAL_PORT })}\n`);
    else return await run(options);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(say(error.record.key, error.record.values));
    return REFUSED;
  }
}

/** @returns the exit code */
async function run(options: ServeOptions): Promise<number> {
  const { home, port, json, allow } = options;
  const ended = new Promise<number>(resolve => onEndSignal(resolve));
  // A terminal that closes takes its streams along: then there is nobody to tell.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  await ensureBuilt(() => tell(say('start.building')));
  const within = [droppedFolder(home), ...startFolder(), ...allow];
  const version = packageJson.version;
  const opening = openCore({ home, hosts: nodeHosts(), version, measure: true, within, orRead: true });
  const core = await opening.catch(async (error: unknown) => {
    if (!isLocked(error) || !(await attach(options))) throw error;
    return null;
  });
  if (core === null) return 0;
  let isLost = false;
  core.onEvent(event => {
    if (event.type !== 'home') return;
    // The page goes on showing the sentence until somebody has read it.
    tell(say(event.problem.key, event.problem.values));
    isLost = true;
  });
  let code: number;
  try {
    const server = await listen({ core, home, page: PAGE }, port);
    core.setAddress(server.address);
    // Where the home can't be written, the printed address must do.
    await noteServing(home, server).catch(() => undefined);
    announce(server.invite(), ['server.ready', 'server.ready.hint'], json);
    if (options.open) await openBrowser(home, server.invite()).catch(() => undefined);
    code = await ended;
    tell(say('server.stopping'));
    await server.close();
    await forgetServing(home, server);
  } finally {
    await core.close();
  }
  // It may also be found lost at the end.
  if (isLost) return LOST;
  // Ctrl-C is the announced way to end it.
  return code === INTERRUPTED ? 0 : code;
}

/** Where it was started, unless that is the root, as for a service: nobody chose that. */
const startFolder = (): string[] => (dirname(process.cwd()) === process.cwd() ? [] : [process.cwd()]);

const isLocked = (error: unknown): boolean =>
  error instanceof Refusal && (error.record.key === 'error.home.lockedAt' || error.record.key === 'error.home.locked');

/** Where a server runs on this home already: an invitation to it. @returns whether one does. */
async function attach({ home, open, json }: ServeOptions): Promise<boolean> {
  const url = await inviteToRunning(home);
  if (url === null) return false;
  announce(url, ['server.running', 'server.running.hint'], json);
  if (open) await openBrowser(home, url);
  return true;
}

/** On the chosen port, or on the usual one, or, where that is taken, on any. */
async function listen(options: Omit<ServerOptions, 'port'>, port: number | null): Promise<RunningServer> {
  try {
    return await startServer({ ...options, port: port ?? USUAL_PORT });
  } catch (error) {
    if (port === null) return startServer({ ...options, port: 0 });
    throw new Refusal('server.port.refused', { port, detail: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/** The address with its token, for a person or for a program. */
function announce(url: string, sentences: readonly MessageKey[], json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ url, address: new URL(url).origin })}\n`);
  else process.stdout.write(`${sentences.map(key => say(key, { address: url })).join('\n')}\n`);
}
