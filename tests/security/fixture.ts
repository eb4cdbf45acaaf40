import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { type RunningServer, startServer } from '#electron/server/server.ts';
import { openSessions } from '#electron/server/sessions.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { type ClientMessage, type CoreMessage, pack, SOCKET_PATH, unpack } from '#shared/contract/wire.ts';

/** A file beside the page's folder that nobody may ever be served. */
export const SECRET_TEXT = 'not for strangers';

/** A running server over a core that answers `settings.set` with its input and refuses the rest. */
export interface Fixture {
  server: RunningServer;
  home: string;
  port: number;
  emit(event: CoreEvent): void;
  /** Ends the server and starts another one on the same home and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startFixture(): Promise<Fixture> {
  const home = await mkdtemp(join(tmpdir(), 'descent-server-'));
  const page = join(home, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Descent</title>');
  await writeFile(join(page, 'assets', 'app.js'), 'void 0;');
  await writeFile(join(home, 'secret.txt'), SECRET_TEXT);
  const listeners = new Set<(event: CoreEvent) => void>();
  const core = {
    handle: async (name: string, input: unknown) => {
      if (name === 'settings.set') return input;
      throw new Refusal('error.request.invalid', { detail: name });
    },
    onEvent: (listener: (event: CoreEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const start = async (port: number) => startServer({ core, sessions: await openSessions(home), home, page, port });
  const fixture: Fixture = {
    server: await start(0),
    home,
    port: 0,
    emit: event => listeners.forEach(listener => void listener(event)),
    restart: async () => {
      await fixture.server.close();
      fixture.server = await start(fixture.port);
    },
    close: async () => {
      await fixture.server.close();
      await rm(home, { recursive: true });
    },
  };
  fixture.port = Number(new URL(fixture.server.address).port);
  return fixture;
}

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** One plain request; unlike fetch it sends path and headers exactly as given. */
export const get = (port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, response => {
      let body = '';
      response.setEncoding('utf8').on('data', text => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject).end();
  });

/** Signs in with a new token; the value for a `Cookie` header. */
export async function signIn(fixture: Fixture): Promise<string> {
  const { pathname, search } = new URL(fixture.server.invite());
  const reply = await get(fixture.port, pathname + search);
  return reply.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Opens a WebSocket with these headers; resolves to it, or to the HTTP status that refused it. */
export const connect = (port: number, headers: Record<string, string>, path = SOCKET_PATH) =>
  new Promise<WebSocket | number>((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', error => reject(error));
  });

/** A WebSocket as the page opens it. */
export async function connectSignedIn(fixture: Fixture, cookie: string): Promise<WebSocket> {
  const socket = await connect(fixture.port, { Cookie: cookie, Origin: fixture.server.address });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

/** The next message from the server. */
export const next = (socket: WebSocket): Promise<CoreMessage> =>
  new Promise(resolve => socket.once('message', data => resolve(unpack(data as Buffer) as CoreMessage)));

/** The code with which the server closes this socket. */
export const closed = (socket: WebSocket): Promise<number> =>
  new Promise(resolve => (socket.readyState === socket.CLOSED ? resolve(0) : socket.once('close', resolve)));

/** Asks and waits for the answer. */
export async function ask(socket: WebSocket, message: ClientMessage): Promise<CoreMessage> {
  const answer = next(socket);
  socket.send(pack(message));
  return answer;
}
