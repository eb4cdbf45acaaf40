import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Core } from '#electron/conductor/core.ts';
import { Refusal, type RefusalRecord } from '#shared/contract/refusal.ts';
import { ClientMessage, type CoreMessage, pack, unpack } from '#shared/contract/wire.ts';

/** A request is small; more than this closes the connection. */
export const MAX_MESSAGE_BYTES = 64 * 1024;
/** More entries than this has no list of a request. */
const MAX_ENTRIES = 1000;
/** After so many messages that can't even be answered, the connection is closed. */
export const MAX_MALFORMED = 10;
/** A reader this far behind is cut off; it comes back and reads from its cursors on. */
const MAX_BUFFERED_BYTES = 64 * 1024 * 1024;

/** Speaks the contract over WebSockets: `accept` is for connections that have passed the gate. */
export class Sockets {
  readonly accept: WebSocketServer;
  readonly #core: Pick<Core, 'handle' | 'onEvent'>;
  readonly #alive = new WeakSet<WebSocket>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #silence: () => void;

  constructor(core: Pick<Core, 'handle' | 'onEvent'>, { heartbeatMs = 15_000 } = {}) {
    this.#core = core;
    this.accept = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
    this.accept.on('connection', socket => this.#serve(socket));
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
    this.#silence = core.onEvent(event => {
      if (this.accept.clients.size === 0) return;
      const bytes = pack({ event });
      for (const socket of this.accept.clients)
        if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
        else socket.send(bytes);
    });
  }

  close(): void {
    clearInterval(this.#heartbeat);
    this.#silence();
    for (const socket of this.accept.clients) socket.close(1001);
    this.accept.close();
  }

  #serve(socket: WebSocket): void {
    let malformed = 0;
    this.#alive.add(socket);
    socket.on('pong', () => this.#alive.add(socket));
    // A broken frame or an oversize message: ws closes the connection itself, with the right code.
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => {
      const message = isBinary ? read(data as Buffer) : null;
      if (message === null) {
        if (++malformed >= MAX_MALFORMED) socket.close(1008);
      } else if ('refusal' in message) send(socket, message);
      else void this.#answer(socket, message);
    });
  }

  async #answer(socket: WebSocket, { id, name, input }: ClientMessage): Promise<void> {
    try {
      send(socket, { id, output: await this.#core.handle(name, input) });
    } catch (error) {
      send(socket, { id, refusal: error instanceof Refusal ? error.record : internal(error) });
    }
  }

  /** Ends connections that did not answer the last ping: their other side is gone without a word. */
  #beat(): void {
    for (const socket of this.accept.clients) {
      if (!this.#alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }
}

const Numbered = ClientMessage.pick({ id: true });

/** A frame as a message; as the refusal to answer with; or null, where not even an id can be read. */
function read(bytes: Uint8Array): ClientMessage | { id: number; refusal: RefusalRecord } | null {
  let value: unknown;
  try {
    value = unpack(bytes, MAX_ENTRIES);
  } catch {
    return null;
  }
  const message = ClientMessage.safeParse(value);
  if (message.success) return message.data;
  const numbered = Numbered.safeParse(value);
  return numbered.success ? { id: numbered.data.id, refusal: invalid(z.prettifyError(message.error)) } : null;
}

function send(socket: WebSocket, message: CoreMessage): void {
  if (socket.readyState === socket.OPEN) socket.send(pack(message));
}

const invalid = (detail: string): RefusalRecord => ({ key: 'error.request.invalid', values: { detail } });
const internal = (error: unknown): RefusalRecord => ({ key: 'error.internal', values: { detail: String(error) } });
