import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Core } from '#electron/core/core.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { type RefusalRecord, refusalOf } from '#shared/contract/refusal.ts';
import { CLOSED, ClientMessage, type CoreMessage, Hello, pack, unpack, type Welcome } from '#shared/contract/wire.ts';

/** A request is small; more than this closes the connection. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
/** More entries than this has no list of a request. */
const MAX_ENTRIES = 1000;
/** After so many messages that can't even be answered, the connection is closed. */
export const MAX_MALFORMED = 10;

const MIB = 2 ** 20;

/** What the sockets of one server may take. */
export interface SocketLimits {
  /** Connections that said hello. */
  connections: number;
  /** Those that did not yet; they have `helloMs` for it. */
  strangers: number;
  helloMs: number;
  heartbeatMs: number;
  /** Requests of one connection that are answered at once. */
  requests: number;
  /** A reader so many bytes behind gets no further events until it has read almost all; then it reads from its cursors on. */
  behindBytes: number;
  /** One so far behind is cut off; it comes back and reads from its cursors on. */
  bufferedBytes: number;
}

const LIMITS: SocketLimits = {
  connections: 32,
  strangers: 16,
  helloMs: 10_000,
  heartbeatMs: 15_000,
  requests: 256,
  behindBytes: 4 * MIB,
  bufferedBytes: 64 * MIB,
};

/** Whether a hello is taken, and by what; null: it is not. */
export type Admit = (hello: Hello['hello']) => Welcome['welcome'] | null;

/** A connection that said hello. */
interface Page {
  malformed: number;
  /** Requests that are not answered yet. */
  asking: number;
  /** Events were left out for it. */
  behind: boolean;
  /** Ends what it asked for and nobody else wants. */
  gone: AbortController;
  /** The newest look at a source, which ends those before it. */
  looking: AbortController;
}

/** Speaks the contract over WebSockets with those that say hello first; nothing else is answered before, and no event told. */
export class Sockets {
  readonly #server: WebSocketServer;
  readonly #core: Pick<Core, 'handle' | 'onEvent'>;
  readonly #limits: SocketLimits;
  readonly #pages = new Map<WebSocket, Page>();
  readonly #alive = new WeakSet<WebSocket>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #silence: () => void;

  constructor(core: Pick<Core, 'handle' | 'onEvent'>, limits: Partial<SocketLimits> = {}) {
    this.#core = core;
    this.#limits = { ...LIMITS, ...limits };
    this.#server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
    this.#heartbeat = setInterval(() => this.#beat(), this.#limits.heartbeatMs);
    this.#silence = core.onEvent(event => this.#tell(event));
  }

  /** Takes a connection that has passed the gate. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, admit: Admit): void {
    this.#server.handleUpgrade(request, socket, head, ws => this.#greet(ws, admit));
  }

  close(): void {
    clearInterval(this.#heartbeat);
    this.#silence();
    for (const socket of this.#server.clients) socket.close(1001);
    this.#server.close();
  }

  /** One message decides: a stranger has a single try a connection, and a time limit for it. */
  #greet(socket: WebSocket, admit: Admit): void {
    this.#alive.add(socket);
    socket.on('pong', () => this.#alive.add(socket));
    // A broken frame or an oversize message: ws closes the connection itself, with the right code.
    socket.on('error', () => undefined);
    const { connections, strangers, helloMs } = this.#limits;
    if (this.#server.clients.size - this.#pages.size > strangers) {
      socket.close(CLOSED.busy);
      return;
    }
    const late = setTimeout(() => socket.close(CLOSED.late), helloMs);
    socket.once('close', () => clearTimeout(late));
    socket.once('message', (data, isBinary) => {
      clearTimeout(late);
      const hello = Hello.safeParse(valueIn(data, isBinary));
      const welcome = hello.success ? admit(hello.data.hello) : null;
      if (welcome === null) return socket.close(CLOSED.notWelcome);
      if (this.#pages.size >= connections) return socket.close(CLOSED.busy);
      this.#serve(socket);
      socket.send(pack({ welcome } satisfies Welcome));
    });
  }

  #serve(socket: WebSocket): void {
    const page: Page = {
      malformed: 0,
      asking: 0,
      behind: false,
      gone: new AbortController(),
      looking: new AbortController(),
    };
    this.#pages.set(socket, page);
    socket.once('close', () => {
      this.#pages.delete(socket);
      page.gone.abort();
    });
    socket.on('message', (data, isBinary) => {
      const message = read(valueIn(data, isBinary));
      if (message === null) {
        if (++page.malformed >= MAX_MALFORMED) socket.close(1008);
      } else if ('refusal' in message) this.#send(socket, message);
      else if (page.asking >= this.#limits.requests) socket.close(CLOSED.tooMuch);
      else void this.#answer(socket, page, message);
    });
  }

  async #answer(socket: WebSocket, page: Page, { id, name, input }: ClientMessage): Promise<void> {
    page.asking++;
    try {
      this.#send(socket, { id, output: await this.#core.handle(name, input, goneFor(page, name)) });
    } catch (error) {
      this.#send(socket, { id, refusal: refusalOf(error) });
    } finally {
      page.asking--;
    }
  }

  #tell(event: CoreEvent): void {
    if (this.#pages.size === 0) return;
    const bytes = pack({ event });
    for (const [socket, page] of this.#pages) {
      if (socket.bufferedAmount > this.#limits.behindBytes) page.behind = true;
      if (!page.behind) this.#write(socket, bytes);
    }
  }

  #write(socket: WebSocket, bytes: Uint8Array): void {
    if (socket.readyState === socket.OPEN) socket.send(bytes, () => this.#catchUp(socket));
  }

  /** Tells a page that was behind, and has read what was sent, that it missed something. */
  #catchUp(socket: WebSocket): void {
    const page = this.#pages.get(socket);
    if (!page?.behind || socket.bufferedAmount > this.#limits.behindBytes / 4) return;
    page.behind = false;
    this.#send(socket, { event: { type: 'missed' } });
  }

  #send(socket: WebSocket, message: CoreMessage): void {
    if (socket.bufferedAmount > this.#limits.bufferedBytes) socket.terminate();
    else this.#write(socket, pack(message));
  }

  /** Ends connections that did not answer the last ping: their other side is gone without a word, or reads nothing any more. */
  #beat(): void {
    for (const socket of this.#server.clients) {
      if (!this.#alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }
}

/** When nobody waits for an answer any more: the page went, or it looks at something else by now. */
function goneFor(page: Page, name: string): AbortSignal {
  if (name !== 'data.inspect') return page.gone.signal;
  page.looking.abort();
  page.looking = new AbortController();
  return AbortSignal.any([page.gone.signal, page.looking.signal]);
}

const Numbered = ClientMessage.pick({ id: true });

/** What a frame holds; undefined where that is no MessagePack. */
function valueIn(data: RawData, isBinary: boolean): unknown {
  if (!isBinary) return undefined;
  try {
    return unpack(data as Buffer, MAX_ENTRIES);
  } catch {
    return undefined;
  }
}

/** A value as a message; as the refusal to answer with; or null, where not even an id can be read. */
function read(value: unknown): ClientMessage | { id: number; refusal: RefusalRecord } | null {
  const message = ClientMessage.safeParse(value);
  if (message.success) return message.data;
  const numbered = Numbered.safeParse(value);
  return numbered.success ? { id: numbered.data.id, refusal: invalid(z.prettifyError(message.error)) } : null;
}

const invalid = (detail: string): RefusalRecord => ({ key: 'error.request.invalid', values: { detail } });
