import { rm } from 'node:fs/promises';
import { nodeHosts } from '#electron/conductor/node-hosts.ts';
import { openCore } from '#electron/conductor/open-core.ts';
import { ensureBuilt, PAGE } from '#electron/start/build.ts';
import { hasDisplay } from '#electron/start/display.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { terminalLanguage } from '#shared/messages/language.ts';
import { text } from '#shared/messages/text.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { openBrowser } from './open-browser.ts';
import { parseServeOptions, type ServeOptions, USUAL_PORT } from './options.ts';
import { type RunningServer, type ServerOptions, startServer } from './server.ts';
import { openSessions } from './sessions.ts';

/** What can't be served: a wrong flag, a home that is in use, a port that is taken. */
const REFUSED = 2;
/** One Ctrl-C may arrive more than once, from the terminal and from each program between; a later one means "now". */
const SAME_SIGNAL_MS = 1000;

const language = terminalLanguage(process.env);
const say = (key: string, values: Record<string, string | number> = {}): string => text(language, key, values);
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs the server until a signal ends it, and resolves to the exit code. */
export async function serve(args: readonly string[]): Promise<number> {
  try {
    const options = parseServeOptions(args);
    if (options.help) process.stdout.write(`${say('server.help', { port: USUAL_PORT })}\n`);
    else await run(options);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(say(error.record.key, error.record.values));
    return REFUSED;
  }
}

async function run({ home, port, open, json }: ServeOptions): Promise<void> {
  const ended = nextSignal();
  await ensureBuilt(() => tell(say('start.building')));
  const core = await openCore({ home, hosts: nodeHosts(), version: packageJson.version, measure: true, orRead: true });
  try {
    const server = await listen({ core, sessions: await openSessions(home), home, page: PAGE }, port);
    core.setAddress(server.address);
    announce(server, json);
    // Where the home can't be written, the printed address must do.
    const redirect = open && hasDisplay() ? await openBrowser(home, server.invite()).catch(() => null) : null;
    await ended;
    tell(say('server.stopping'));
    await server.close();
    if (redirect !== null) await rm(redirect, { force: true });
  } finally {
    await core.close();
  }
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
function announce(server: RunningServer, json: boolean): void {
  const url = server.invite();
  if (json) process.stdout.write(`${JSON.stringify({ url, address: server.address })}\n`);
  else process.stdout.write(`${say('server.ready', { address: url })}\n${say('server.ready.hint')}\n`);
}

/** Resolves at the first SIGINT or SIGTERM; one that comes clearly later ends the process at once. */
function nextSignal(): Promise<void> {
  return new Promise(resolve => {
    let first: number | null = null;
    const onSignal = () => {
      first ??= performance.now();
      if (performance.now() - first > SAME_SIGNAL_MS) process.exit(130);
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
