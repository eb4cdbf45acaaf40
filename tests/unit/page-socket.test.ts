import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryDelay, SocketTransport } from '#renderer/client/socket-transport.ts';
import type { Connection } from '#renderer/client/transport.ts';
import { ClientMessage, type CoreMessage, pack, unpack } from '#shared/contract/wire.ts';

/** A WebSocket whose other end is the test. */
class FakeSocket {
  binaryType = '';
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  readonly sent: ClientMessage[] = [];

  send(bytes: Uint8Array): void {
    this.sent.push(ClientMessage.parse(unpack(bytes)));
  }
  answer(message: CoreMessage): void {
    this.onmessage?.({ data: pack(message).slice().buffer });
  }
}

let sockets: FakeSocket[];
let known: boolean;
const connect = (): SocketTransport =>
  new SocketTransport({
    open: () => {
      sockets.push(new FakeSocket());
      return sockets.at(-1) as unknown as WebSocket;
    },
    stillKnown: () => Promise.resolve(known),
  });
const next = (): Promise<unknown> => vi.advanceTimersByTimeAsync(10_000);

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  known = true;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the WebSocket transport', () => {
  it('sends what was asked before it was open, and matches answers by id', async () => {
    const transport = connect();
    const first = transport.ask('stages.list', { projectId: 'p' });
    const second = transport.ask('trials.list', {});
    sockets[0]?.onopen?.();
    expect(sockets[0]?.sent.map(message => message.name)).toEqual(['stages.list', 'trials.list']);
    const [a, b] = sockets[0]!.sent;
    sockets[0]?.answer({ id: b!.id, output: [] });
    sockets[0]?.answer({ id: a!.id, refusal: { key: 'error.project.unknown', values: { id: 'p' } } });
    await expect(second).resolves.toEqual([]);
    await expect(first).rejects.toMatchObject({ record: { key: 'error.project.unknown' } });
  });

  it('comes back by itself and asks again what may be asked twice', async () => {
    const transport = connect();
    const states: Connection[] = [];
    transport.onConnection(state => states.push(state));
    sockets[0]?.onopen?.();
    const list = transport.ask('projects.list', {});
    const start = transport.ask('ladder.start', { projectId: 'p', choice: {} });
    const refused = expect(start).rejects.toMatchObject({ record: { key: 'page.error.lostInFlight' } });
    sockets[0]?.onclose?.();
    await refused;
    await expect(transport.ask('ladder.start', { projectId: 'p', choice: {} })).rejects.toMatchObject({
      record: { key: 'page.error.notConnected' },
    });
    await next();
    expect(sockets).toHaveLength(2);
    sockets[1]?.onopen?.();
    expect(sockets[1]?.sent.map(message => message.name)).toEqual(['projects.list']);
    sockets[1]?.answer({ id: sockets[1].sent[0]!.id, output: [] });
    await expect(list).resolves.toEqual([]);
    expect(states).toEqual(['connecting', 'open', 'lost', 'open']);
  });

  it('says when the core no longer knows the page, and recovers from that too', async () => {
    const transport = connect();
    const states: Connection[] = [];
    transport.onConnection(state => states.push(state));
    sockets[0]?.onopen?.();
    known = false;
    sockets[0]?.onclose?.();
    await next();
    expect(states.at(-1)).toBe('refused');
    known = true;
    sockets[1]?.onclose?.();
    await next();
    expect(states.at(-1)).toBe('lost');
    sockets[2]?.onopen?.();
    expect(states.at(-1)).toBe('open');
  });

  it('hands events on, and reports those that it can’t read', () => {
    const transport = connect();
    const heard = vi.fn();
    transport.onEvent(heard);
    sockets[0]?.onopen?.();
    sockets[0]?.answer({ event: { type: 'reading', source: 's', done: 0.5 } });
    sockets[0]?.answer({ event: { type: 'unheard of' } } as unknown as CoreMessage);
    sockets[0]?.answer({ event: { type: 'stage', view: { trials: 3 } } } as unknown as CoreMessage);
    sockets[0]?.onmessage?.({ data: Uint8Array.of(0xc1, 0xff).buffer });
    sockets[0]?.answer({ event: { type: 'reading', source: 's', done: 1 } });
    expect(heard.mock.calls.flat()).toEqual([
      { type: 'reading', source: 's', done: 0.5 },
      { type: 'unreadable', detail: 'unheard of: type' },
      { type: 'unreadable', detail: 'stage: view.project' },
      { type: 'unreadable', detail: '2 B' },
      { type: 'reading', source: 's', done: 1 },
    ]);
  });

  it('says of an answer that it can’t read what is wrong, and what to do', async () => {
    const transport = connect();
    sockets[0]?.onopen?.();
    const list = transport.ask('stages.list', { projectId: 'p' });
    sockets[0]?.answer({ id: sockets[0].sent[0]!.id, output: [{ id: 's' }] });
    await expect(list).rejects.toMatchObject({
      record: { key: 'page.error.unreadable', values: { detail: 'stages.list: 0.projectId' } },
    });
  });

  it('waits longer after each failure, up to eight seconds, and never the same for all', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 20].map(failures => retryDelay(failures, 1));
    expect(longest).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
    expect(retryDelay(3, 0)).toBe(1000);
  });
});
