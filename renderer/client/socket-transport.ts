import { Refusal } from '#shared/contract/refusal.ts';
import type { Input, Output, RequestName } from '#shared/contract/requests.ts';
import { CoreAnswer, pack, unpack } from '#shared/contract/wire.ts';
import { Listeners } from './listeners.ts';
import { type Connection, checkedEvent, checkedOutput, type PageEvent, type Transport } from './transport.ts';

/** Requests that may be asked twice without harm: they are sent again after a lost connection. */
const REPEATABLE: ReadonlySet<RequestName> = new Set<RequestName>([
  'app.info',
  'settings.set',
  'projects.list',
  'stages.list',
  'stages.view',
  'stages.stop',
  'trials.stop',
  'trials.list',
  'trials.get',
  'trials.log',
  'curves.read',
]);

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
  /** Whether the core, where it answers at all, still knows this page. */
  stillKnown(): Promise<boolean>;
}

/** The browser's way to the core: a WebSocket that comes back by itself after a loss. */
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
    this.#connect();
  }

  ask = <N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> => {
    if ((this.#connection === 'lost' || this.#connection === 'refused') && !REPEATABLE.has(name)) {
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
    socket.onopen = () => {
      this.#failures = 0;
      this.#become('open');
      for (const pending of this.#pending.values()) this.#send(pending);
    };
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) this.#receive(new Uint8Array(data));
    };
    // A failed attempt and a lost connection both end here.
    socket.onclose = () => void this.#lost();
    this.#socket = socket;
  }

  #send(pending: Pending): void {
    pending.sent = true;
    this.#socket?.send(pending.bytes);
  }

  #receive(bytes: Uint8Array): void {
    const raw = unpacked(bytes);
    if (typeof raw === 'object' && raw !== null && 'event' in raw) {
      this.#events.tell(checkedEvent(raw.event));
      return;
    }
    const parsed = CoreAnswer.safeParse(raw);
    if (!parsed.success) {
      this.#events.tell({ type: 'unreadable', detail: `${bytes.length} B` });
      return;
    }
    const message = parsed.data;
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if ('refusal' in message) pending?.reject(new Refusal(message.refusal.key, message.refusal.values));
    else pending?.resolve(message.output);
  }

  async #lost(): Promise<void> {
    this.#socket = null;
    if (this.#connection !== 'refused') this.#become('lost');
    for (const [id, { name, sent, reject }] of this.#pending) {
      if (!sent || REPEATABLE.has(name)) continue;
      this.#pending.delete(id);
      reject(new Refusal('page.error.lostInFlight'));
    }
    const delay = retryDelay(this.#failures++);
    this.#become((await this.#options.stillKnown()) ? 'lost' : 'refused');
    setTimeout(() => this.#connect(), delay);
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
