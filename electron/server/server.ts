import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import type { Core } from '#electron/conductor/core.ts';
import { droppedFolder } from '#electron/store/home.ts';
import { SOCKET_PATH } from '#shared/contract/wire.ts';
import { languageOf } from '#shared/messages/language.ts';
import { type MessageKey, text } from '#shared/messages/text.ts';
import { answerDrop, isDropRequest } from './drop-requests.ts';
import { Drops } from './drops.ts';
import { loopbackHost, originMatches } from './gate.ts';
import { secure } from './headers.ts';
import type { Sessions } from './sessions.ts';
import { Sockets } from './sockets.ts';

export interface ServerOptions {
  core: Pick<Core, 'handle' | 'onEvent'>;
  sessions: Sessions;
  /** Descent's home folder; what is dropped on the page is kept in it. */
  home: string;
  /** The folder of the built page. */
  page: string;
  /** 0: any free one. */
  port: number;
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** The address with a new token: whoever opens it first is in. */
  invite(): string;
  close(): Promise<void>;
}

const DROP_TIMEOUT_MS = 3_600_000;

/**
 * The same app for a browser on this machine: the built page and the contract over a WebSocket, on 127.0.0.1 only,
 * for those who bring a token once (then a cookie), a loopback name as Host, and an Origin equal to it.
 * @throws the system's error where the port can't be had.
 */
export async function startServer({ core, sessions, home, page, port }: ServerOptions): Promise<RunningServer> {
  // Not in `dev` mode, sirv lists the folder once and serves that list: no path leads out of it, however it is written.
  const files = sirv(page, { etag: true, setHeaders: revalidate });
  const sockets = new Sockets(core);
  const drops = new Drops(droppedFolder(home));

  const server = createServer((request, response) => {
    const host = loopbackHost(request.headers);
    secure(response, host ?? 'localhost');
    if (host === null) return refuse(request, response, 403, 'server.refused.host');
    if (request.headers.origin !== undefined && !originMatches(request.headers, host))
      return refuse(request, response, 403, 'server.refused.origin');
    if (isDropRequest(request)) {
      // Unlike reading, this changes something: it wants all that a WebSocket wants.
      if (!originMatches(request.headers, host)) return refuse(request, response, 403, 'server.refused.origin');
      if (!sessions.accepts(request.headers.cookie)) return refuse(request, response, 403, 'server.refused.session');
      void answerDrop(request, response, drops).then(
        answered => answered || refuse(request, response, 404, 'server.refused.path'),
      );
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(request, response, 405, 'server.refused.method');
    const url = URL.parse(request.url ?? '', `http://${host}`);
    if (url === null) return refuse(request, response, 404, 'server.refused.path');
    const known = sessions.accepts(request.headers.cookie);
    const token = url.pathname === '/' ? url.searchParams.get('token') : null;
    const redeemed = token !== null && request.method === 'GET' && sessions.redeem(token);
    if (redeemed || (known && token !== null)) {
      response.setHeader('Set-Cookie', sessions.cookie);
      response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end();
    } else if (known) files(request, response, () => refuse(request, response, 404, 'server.refused.path'));
    else if (comesFromElsewhere(request)) bounce(response);
    else refuse(request, response, 403, 'server.refused.session');
  });

  // A large file through a slow tunnel takes its time; headers still have to come soon.
  server.requestTimeout = DROP_TIMEOUT_MS;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const host = loopbackHost(request.headers);
    const welcome =
      host !== null &&
      originMatches(request.headers, host) &&
      sessions.accepts(request.headers.cookie) &&
      request.url === SOCKET_PATH;
    if (welcome) sockets.accept.handleUpgrade(request, socket, head, ws => sockets.accept.emit('connection', ws));
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    address,
    invite: () => `${address}/?token=${sessions.issueToken()}`,
    close: async () => {
      sockets.close();
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Files of the page are asked for anew each time (and mostly not sent again): a rebuilt page is seen at once. */
const revalidate = (response: ServerResponse): void => {
  response.setHeader('Cache-Control', 'no-cache');
};

function refuse(request: IncomingMessage, response: ServerResponse, status: number, key: MessageKey): void {
  const body = text(languageOf(request.headers['accept-language']), key);
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : `${body}\n`);
}

/**
 * A browser withholds a SameSite=Strict cookie from a navigation that another site started, and a redirect file is
 * another site. Sent on once more by our own page, the navigation is ours and brings the cookie, if there is one.
 */
const comesFromElsewhere = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  url === '/' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-site'] === 'cross-site';

function bounce(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end('<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Descent</title>');
}
