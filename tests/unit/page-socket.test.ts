import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryDelay, SocketTransport } from '#renderer/client/socket-transport.ts';
import type { Connection } from '#renderer/client/transport.ts';
import { EFFECTS } from '#shared/contract/effects.ts';
import { type Input, REQUESTS, type RequestName } from '#shared/contract/requests.ts';
import { CLOSED, ClientMessage, type CoreMessage, Hello, pack, unpack, type Welcome } from '#shared/contract/wire.ts';

const secret = 's'.repeat(43);
const invitation = { token: 'token', secret: 'i'.repeat(43) };

/** A WebSocket whose other end is the test. */
class FakeSocket {
  binaryType = '';
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  readonly sent: ClientMessage[] = [];
  hello: Hello['hello'] | null = null;

  send(bytes: Uint8Array): void {
    const value = unpack(bytes);
    if (this.hello === null) this.hello = Hello.parse(value).hello;
    else this.sent.push(ClientMessage.parse(value));
  }
  /** The other end takes the hello. */
  welcome(): void {
    this.onopen?.();
    this.onmessage?.({ data: pack({ welcome: 'known' }).slice().buffer });
  }
  lose(code = 1006): void {
    this.onclose?.({ code });
  }
  answer(message: CoreMessage | Welcome): void {
    this.onmessage?.({ data: pack(message).slice().buffer });
  }
}

let sockets: FakeSocket[];
let hello: Hello['hello'];
let taken: string[];
let invite: () => void;
const connect = (): SocketTransport =>
  new SocketTransport({
    open: () => {
      sockets.push(new FakeSocket());
      return sockets.at(-1) as unknown as WebSocket;
    },
    access: {
      hello: () => hello,
      taken: by => taken.push(by),
      refused: () => (hello.invitation === undefined ? 'over' : 'spent'),
      onInvitation: listener => {
        invite = listener;
      },
    },
  });
const next = (): Promise<unknown> => vi.advanceTimersByTimeAsync(10_000);

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  hello = { invitation };
  taken = [];
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the WebSocket transport', () => {
  it('sends what was asked before it was open, and matches answers by id', async () => {
    const transport = connect();
    const first = transport.ask('stages.list', { projectId: 'p' });
    const second = transport.ask('trials.list', {});
    sockets[0]?.welcome();
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
    sockets[0]?.welcome();
    const list = transport.ask('projects.list', {});
    const start = transport.ask('ladder.start', { projectId: 'p', choice: {} });
    const refused = expect(start).rejects.toMatchObject({ record: { key: 'page.error.lostInFlight' } });
    sockets[0]?.lose();
    await refused;
    await expect(transport.ask('ladder.start', { projectId: 'p', choice: {} })).rejects.toMatchObject({
      record: { key: 'page.error.notConnected' },
    });
    await next();
    expect(sockets).toHaveLength(2);
    sockets[1]?.welcome();
    expect(sockets[1]?.sent.map(message => message.name)).toEqual(['projects.list']);
    sockets[1]?.answer({ id: sockets[1].sent[0]!.id, output: [] });
    await expect(list).resolves.toEqual([]);
    expect(states).toEqual(['connecting', 'open', 'lost', 'open']);
  });

  it.each(Object.keys(REQUESTS) as RequestName[])(
    'after a loss, %s is asked again or refused, as the contract says',
    async name => {
      const transport = connect();
      sockets[0]?.welcome();
      const inFlight = transport.ask(name, {} as Input<RequestName>);
      sockets[0]?.lose();
      const meanwhile = transport.ask(name, {} as Input<RequestName>);
      if (EFFECTS[name] === 'once') {
        await expect(inFlight).rejects.toMatchObject({ record: { key: 'page.error.lostInFlight' } });
        await expect(meanwhile).rejects.toMatchObject({ record: { key: 'page.error.notConnected' } });
        return;
      }
      // What the answers hold is not the matter here.
      for (const asked of [inFlight, meanwhile]) asked.catch(() => undefined);
      await next();
      sockets[1]?.welcome();
      expect(sockets[1]?.sent.map(message => message.name)).toEqual([name, name]);
    },
  );

  it('says hello first, and asks nothing before that', async () => {
    const transport = connect();
    const list = transport.ask('projects.list', {});
    sockets[0]?.onopen?.();
    expect(sockets[0]).toMatchObject({ hello: { invitation }, sent: [] });
    sockets[0]?.answer({ id: 0, output: 'not from who welcomed us' });
    sockets[0]?.answer({ welcome: 'invited' });
    expect(taken).toEqual(['invited']);
    expect(sockets[0]?.sent.map(({ name }) => name)).toEqual(['projects.list']);
    sockets[0]?.answer({ id: 0, output: [] });
    await expect(list).resolves.toEqual([]);
  });

  it('that is not let in any more says so, and tries no further until it is invited again', async () => {
    const transport = connect();
    const states: Connection[] = [];
    transport.onConnection(state => states.push(state));
    sockets[0]?.welcome();
    hello = { secret };
    sockets[0]?.lose();
    const list = expect(transport.ask('projects.list', {})).rejects.toMatchObject({
      record: { key: 'page.error.notConnected' },
    });
    await next();
    sockets[1]?.lose(CLOSED.notWelcome);
    await list;
    await next();
    expect(sockets).toHaveLength(2);
    expect(states).toEqual(['connecting', 'open', 'lost', 'over']);
    await expect(transport.ask('ladder.start', { projectId: 'p', choice: {} })).rejects.toMatchObject({
      record: { key: 'page.error.notConnected' },
    });
    hello = { secret, invitation };
    invite();
    sockets[2]?.welcome();
    expect(sockets[2]?.hello).toEqual({ secret, invitation });
    expect(states.at(-1)).toBe('open');
  });

  it('hands events on, and reports those that it can’t read', () => {
    const transport = connect();
    const heard = vi.fn();
    transport.onEvent(heard);
    sockets[0]?.welcome();
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
    sockets[0]?.welcome();
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
