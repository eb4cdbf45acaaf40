import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { type RunningServer, type ServerOptions, startServer } from '#electron/server/server.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import {
  type ClientMessage,
  type CoreMessage,
  INVITE_FRAGMENT,
  pack,
  SOCKET_PATH,
  unpack,
  Welcome,
} from '#shared/contract/wire.ts';

/** A file beside the page's folder that nobody may ever be served. */
export const SECRET_TEXT = 'not for strangers';

/** A running server over a core that answers `settings.set` with its input and refuses the rest. */
export interface Fixture {
  server: RunningServer;
  home: string;
  port: number;
  emit(event: CoreEvent): void;
  /** What the core was asked, how often. */
  asked: number;
  /** Hears of each; the answer waits for it. */
  onAsk: (name: string, gone?: AbortSignal) => unknown;
  /** Ends the server and starts another one on the same home and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startFixture(limits: ServerOptions['limits'] = {}): Promise<Fixture> {
  const home = await mkdtemp(join(tmpdir(), 'descent-server-'));
  const page = join(home, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Descent</title>');
  await writeFile(join(page, 'assets', 'app.js'), 'void 0;');
  await writeFile(join(home, 'secret.txt'), SECRET_TEXT);
  const listeners = new Set<(event: CoreEvent) => void>();
  const core = {
    handle: async (name: string, input: unknown, gone?: AbortSignal) => {
      fixture.asked++;
      await fixture.onAsk(name, gone);
      if (name === 'settings.set') return input;
      throw new Refusal('error.request.invalid', { detail: name });
    },
    onEvent: (listener: (event: CoreEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const start = (port: number) => startServer({ core, home, page, port, limits });
  const fixture: Fixture = {
    server: await start(0),
    home,
    port: 0,
    asked: 0,
    onAsk: () => undefined,
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

/** The token of a new invitation. */
export const newToken = ({ server }: Fixture): string => server.invite().split(INVITE_FRAGMENT)[1] ?? '';

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

/** A WebSocket from our own page that has said nothing yet. */
export async function connectStranger(fixture: Fixture): Promise<WebSocket> {
  const socket = await connect(fixture.port, { Origin: fixture.server.address });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

/** Says hello with whatever is given; resolves to the server's answer, or to the code with which it closes. */
export function sayHello(socket: WebSocket, hello: unknown): Promise<Welcome['welcome'] | number> {
  const answer = new Promise<Welcome['welcome'] | number>(resolve => {
    socket.once('message', data => resolve(Welcome.parse(unpack(data as Buffer)).welcome));
    socket.once('close', resolve);
  });
  socket.send(pack({ hello } as never));
  return answer;
}

/** A secret as a page makes it. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A new session by a new invitation: its secret. */
export async function signIn(fixture: Fixture): Promise<string> {
  const socket = await connectStranger(fixture);
  const secret = newSecret();
  const answer = await sayHello(socket, { invitation: { token: newToken(fixture), secret } });
  if (typeof answer === 'number') throw new Error(`closed with ${answer}`);
  socket.terminate();
  return secret;
}

/** A WebSocket as the page opens it, let in. */
export async function connectSignedIn(fixture: Fixture, secret: string): Promise<WebSocket> {
  const socket = await connectStranger(fixture);
  const answer = await sayHello(socket, { secret });
  if (typeof answer === 'number') throw new Error(`closed with ${answer}`);
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
