import { mayRepeat } from '#shared/contract/effects.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Input, Output, RequestName } from '#shared/contract/requests.ts';
import { CLOSED, CoreAnswer, pack, unpack, Welcome } from '#shared/contract/wire.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import type { Access } from './access.ts';
import { Listeners } from './listeners.ts';
import {
  type Connection,
  checkedEvent,
  checkedOutput,
  isRefused,
  type PageEvent,
  type Transport,
} from './transport.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8000;

/** The wait before the next attempt: doubled each time, and spread so that pages don't return in step. */
export const retryDelay = (failures: number, random = Math.random()): number =>
  Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures) * (0.5 + random / 2);

interface Pending {
  name: RequestName;
  bytes: Uint8Array<ArrayBuffer>;
  sent: boolean;
  resolve(output: unknown): void;
  reject(error: unknown): void;
}

export interface SocketOptions {
  /** Opens a new WebSocket to the core. */
  open(): WebSocket;
  /** What lets the page in. */
  access: Pick<Access, 'hello' | 'taken' | 'refused' | 'onInvitation'>;
}

/** The browser's way to the core: a WebSocket that says hello first, and comes back by itself after a loss. */
export class SocketTransport implements Transport {
  readonly #options: SocketOptions;
  readonly #events = new Listeners<PageEvent>();
  readonly #connections = new Listeners<Connection>();
  readonly #pending = new Map<number, Pending>();
  #socket: WebSocket | null = null;
  #connection: Connection = 'connecting';
  #failures = 0;
  #nextId = 0;

  constructor(options: SocketOptions) {
    this.#options = options;
    options.access.onInvitation(() => {
      if (isRefused(this.#connection)) this.#connect();
    });
    this.#connect();
  }

  ask = <N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> => {
    if ((this.#connection === 'lost' || isRefused(this.#connection)) && !mayRepeat(name)) {
      return Promise.reject(new Refusal('page.error.notConnected'));
    }
    return new Promise<unknown>((resolve, reject) => {
      const id = this.#nextId++;
      const pending = { name, bytes: pack({ id, name, input }), sent: false, resolve, reject };
      this.#pending.set(id, pending);
      if (this.#connection === 'open') this.#send(pending);
    }).then(output => checkedOutput(name, output));
  };

  onEvent(listener: (event: PageEvent) => void): () => void {
    return this.#events.add(listener);
  }

  onConnection(listener: (connection: Connection) => void): () => void {
    listener(this.#connection);
    return this.#connections.add(listener);
  }

  #connect(): void {
    const socket = this.#options.open();
    socket.binaryType = 'arraybuffer';
    const { access } = this.#options;
    let welcome = false;
    socket.onopen = () => socket.send(pack({ hello: access.hello() }));
    socket.onmessage = ({ data }) => {
      if (!(data instanceof ArrayBuffer)) return;
      const value = unpacked(new Uint8Array(data));
      if (welcome) return this.#receive(value, data.byteLength);
      const answer = Welcome.safeParse(value);
      if (!answer.success) return;
      welcome = true;
      access.taken(answer.data.welcome);
      this.#failures = 0;
      this.#become('open');
      for (const pending of this.#pending.values()) this.#send(pending);
    };
    // A failed attempt and a lost connection both end here, and a hello that was not taken.
    socket.onclose = ({ code }) => (code === CLOSED.notWelcome ? this.#refused() : this.#lost());
    this.#socket = socket;
  }

  #send(pending: Pending): void {
    pending.sent = true;
    this.#socket?.send(pending.bytes);
  }

  /** @param size of the frame, in bytes: all that can be told of one that holds nothing */
  #receive(raw: unknown, size: number): void {
    if (typeof raw === 'object' && raw !== null && 'event' in raw) {
      this.#events.tell(checkedEvent(raw.event));
      return;
    }
    const parsed = CoreAnswer.safeParse(raw);
    if (!parsed.success) {
      this.#events.tell({ type: 'unreadable', detail: `${size} B` });
      return;
    }
    const message = parsed.data;
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if ('refusal' in message) pending?.reject(new Refusal(message.refusal.key, message.refusal.values));
    else pending?.resolve(message.output);
  }

  #lost(): void {
    this.#socket = null;
    this.#become('lost');
    this.#giveUp(({ sent, name }) => sent && !mayRepeat(name), 'page.error.lostInFlight');
    setTimeout(() => this.#connect(), retryDelay(this.#failures++));
  }

  /** No further attempt would be taken; whatever waits would wait for ever. */
  #refused(): void {
    this.#socket = null;
    this.#become(this.#options.access.refused());
    this.#giveUp(({ sent, name }) => !sent || !mayRepeat(name), 'page.error.notConnected');
  }

  #giveUp(which: (pending: Pending) => boolean, key: MessageKey): void {
    for (const [id, pending] of this.#pending) {
      if (!which(pending)) continue;
      this.#pending.delete(id);
      pending.reject(new Refusal(key));
    }
  }

  #become(connection: Connection): void {
    if (this.#connection === connection) return;
    this.#connection = connection;
    this.#connections.tell(connection);
  }
}

/** A frame's value; undefined where it holds none. */
function unpacked(bytes: Uint8Array): unknown {
  try {
    return unpack(bytes);
  } catch {
    return undefined;
  }
}
