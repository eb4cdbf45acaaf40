import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import type { Core } from '#electron/core/core.ts';
import { droppedFolder } from '#electron/store/home.ts';
import { pagePolicy } from '#shared/contract/page-policy.ts';
import { INVITE_FRAGMENT, INVITE_PATH, type Invitation, SESSION_HEADER, SOCKET_PATH } from '#shared/contract/wire.ts';
import { languageOf } from '#shared/messages/language.ts';
import { type MessageKey, text } from '#shared/messages/text.ts';
import { answerDrop, isDropRequest } from './drop-requests.ts';
import { Drops } from './drops.ts';
import { INVITED_FOR_MS, Sessions } from './sessions.ts';
import { type SocketLimits, Sockets } from './sockets.ts';

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/**
 * The Host of a request if it names this machine, else null. Any port is right: behind an SSH tunnel it is the
 * tunnel's. A foreign name that resolves to 127.0.0.1 (DNS rebinding) is not.
 */
function loopbackHost(headers: IncomingHttpHeaders): string | null {
  const host = headers.host?.toLowerCase() ?? '';
  return LOOPBACK.test(host) ? host : null;
}

/** Whether a request comes from our own page, as far as it says: an Origin must be the Host, and nothing near it. */
const originMatches = (headers: IncomingHttpHeaders, host: string): boolean =>
  headers.origin?.toLowerCase() === `http://${host}`;

export interface ServerOptions {
  core: Pick<Core, 'handle' | 'onEvent'>;
  /** Descent's home folder; what is dropped on the page is kept in it. */
  home: string;
  /** The folder of the built page. */
  page: string;
  /** 0: any free one. */
  port: number;
  limits?: Partial<SocketLimits & { uploadIdleMs: number }>;
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** The address with a new token: whoever opens it first is in, as long as the server runs. */
  invite(): string;
  /** The secret of a session at that address, for other programs of the same person. */
  readonly secret: string;
  close(): Promise<void>;
}

const UPLOAD_MS = 3_600_000;
/** An upload of which nothing comes for so long is ended. */
const UPLOAD_IDLE_MS = 60_000;
/** Of any kind: pages, their files, uploads. */
const MOST_CONNECTIONS = 128;

/**
 * The same app for a browser on this machine, on 127.0.0.1 only, for requests with a loopback name as Host and no other Origin than
 * that. The files of the page are anybody's, since they hold nothing of the person; all else is for those with the secret of a session:
 * the contract over a WebSocket, invitations, and what is dropped on the page.
 * @throws the system's error where the port can't be had.
 */
export async function startServer({ core, home, page, port, limits = {} }: ServerOptions): Promise<RunningServer> {
  // Not in `dev` mode, sirv lists the folder once and serves that list: no path leads out of it, however it is written.
  const files = sirv(page, { etag: true, setHeaders: revalidate });
  const sessions = new Sessions();
  const sockets = new Sockets(core, limits);
  const drops = new Drops(droppedFolder(home));

  const server = createServer((request, response) => {
    const host = loopbackHost(request.headers);
    secure(response, host ?? 'localhost');
    if (host === null) return refuse(request, response, 403, 'server.refused.host');
    if (request.headers.origin !== undefined && !originMatches(request.headers, host))
      return refuse(request, response, 403, 'server.refused.origin');
    const isInvite = request.url === INVITE_PATH && request.method === 'POST';
    if (isInvite || isDropRequest(request)) {
      // Unlike reading, this changes something: it wants all that a WebSocket wants.
      if (!originMatches(request.headers, host)) return refuse(request, response, 403, 'server.refused.origin');
      if (!sessions.accepts(secretOf(request), host)) return refuse(request, response, 403, 'server.refused.session');
      if (isInvite) return answerInvite(response, `http://${host}`, sessions);
      request.setTimeout(limits.uploadIdleMs ?? UPLOAD_IDLE_MS, () => request.destroy(new Error('no more came')));
      answerDrop(request, response, drops)
        .then(answered => answered || refuse(request, response, 404, 'server.refused.path'))
        // Nothing that one request runs into may end the server.
        .catch(() => response.destroy());
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(request, response, 405, 'server.refused.method');
    files(request, response, () => refuse(request, response, 404, 'server.refused.path'));
  });

  server.maxConnections = MOST_CONNECTIONS;
  // A large file through a slow tunnel takes its time; headers still have to come soon.
  server.requestTimeout = UPLOAD_MS;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const host = loopbackHost(request.headers);
    if (host === null || !originMatches(request.headers, host) || request.url !== SOCKET_PATH)
      return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    sockets.accept(request, socket, head, hello => sessions.admit(hello, host));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { host: here, origin: address } = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

  return {
    address,
    invite: () => invitationTo(address, sessions.invite()),
    secret: sessions.begin(here),
    close: async () => {
      sockets.close();
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const invitationTo = (address: string, token: string): string => `${address}/${INVITE_FRAGMENT}${token}`;

const secretOf = ({ headers }: IncomingMessage): string | undefined => {
  const value = headers[SESSION_HEADER];
  return typeof value === 'string' ? value : undefined;
};

/** An invitation to the address that the request came by: behind a tunnel, the tunnel's. */
function answerInvite(response: ServerResponse, address: string, sessions: Sessions): void {
  const url = invitationTo(address, sessions.invite(INVITED_FOR_MS));
  response.writeHead(201, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ url, minutes: INVITED_FOR_MS / 60_000 } satisfies Invitation));
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
 * Sets what every response carries, refusals too. `host` is the checked Host of the request: the page's WebSocket goes
 * back to where the page came from, whatever port a tunnel gave it.
 */
function secure(response: ServerResponse, host: string): void {
  response.setHeader('Content-Security-Policy', pagePolicy(`ws://${host}`));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}
