import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { MAX_MALFORMED, MAX_MESSAGE_BYTES } from '#electron/server/sockets.ts';
import { CLOSED, type CoreMessage, pack, unpack } from '#shared/contract/wire.ts';
import {
  ask,
  closed,
  connect,
  connectSignedIn,
  connectStranger,
  type Fixture,
  newSecret,
  newToken,
  next,
  sayHello,
  signIn,
  startFixture,
} from './fixture.ts';

let fixture: Fixture;
let secret: string;
beforeAll(async () => {
  fixture = await startFixture();
  secret = await signIn(fixture);
});
afterAll(() => fixture.close());

/** The server still answers a newcomer. */
async function expectAlive(): Promise<void> {
  const socket = await connectSignedIn(fixture, secret);
  expect(await ask(socket, { id: 7, name: 'settings.set', input: { theme: 'dark' } })).toEqual({
    id: 7,
    output: { theme: 'dark' },
  });
  socket.terminate();
}

describe('the contract over a WebSocket', () => {
  test('an answer, a refusal and an event arrive; every connection hears the event', async () => {
    const [a, b] = [await connectSignedIn(fixture, secret), await connectSignedIn(fixture, secret)];
    expect(await ask(a, { id: 1, name: 'settings.set', input: { theme: 'light' } })).toEqual({
      id: 1,
      output: { theme: 'light' },
    });
    expect(await ask(a, { id: 2, name: 'trials.list', input: {} })).toEqual({
      id: 2,
      refusal: { key: 'error.request.invalid', values: { detail: 'trials.list' } },
    });
    const event = { type: 'reading', source: 'sample:digits', done: 0.5 } as const;
    const heard = Promise.all([next(a), next(b)]);
    fixture.emit(event);
    expect(await heard).toEqual([{ event }, { event }]);
    a.terminate();
    b.terminate();
  });

  test('typed arrays and numbers that are no numbers arrive as they are', async () => {
    const socket = await connectSignedIn(fixture, secret);
    const columns = { devLoss: Float64Array.of(0.5, Number.NaN, Number.POSITIVE_INFINITY) };
    const batches = [{ series: 'eval' as const, steps: Float64Array.of(0, 100, 200), columns }];
    const heard = next(socket);
    fixture.emit({ type: 'metrics', stageId: 's', trialId: 't', attempt: 1, batches });
    expect(await heard).toEqual({ event: { type: 'metrics', stageId: 's', trialId: 't', attempt: 1, batches } });
    socket.terminate();
  });
});

describe('strangers’ messages', () => {
  test('what has an id is answered with a refusal, and the connection stays', async () => {
    const socket = await connectSignedIn(fixture, secret);
    for (let id = 0; id < 3 * MAX_MALFORMED; id++) {
      const answer = next(socket);
      socket.send(pack({ id, name: 'no.such.request', input: {} } as never));
      expect(await answer).toMatchObject({ id, refusal: { key: 'error.request.invalid' } });
    }
    expect(socket.readyState).toBe(socket.OPEN);
    socket.terminate();
  });

  test('what has none is counted, and the connection closed', async () => {
    for (const junk of ['a text frame', Buffer.from([0xc1]), Buffer.alloc(0), pack(null as never)]) {
      const socket = await connectSignedIn(fixture, secret);
      const code = closed(socket);
      for (let i = 0; i < MAX_MALFORMED; i++) socket.send(junk);
      expect(await code).toBe(1008);
    }
    await expectAlive();
  });

  test('a message over the limit closes the connection', async () => {
    const socket = await connectSignedIn(fixture, secret);
    const code = closed(socket);
    socket.send(Buffer.alloc(MAX_MESSAGE_BYTES + 1));
    expect(await code).toBe(1009);
    await expectAlive();
  });

  test('headers that announce huge lists take no memory', async () => {
    // Array headers of 2^32 - 1 entries, nested: allocated as announced, they would fill any machine.
    const bomb = Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff])));
    const before = process.memoryUsage().rss;
    const socket = await connectSignedIn(fixture, secret);
    const code = closed(socket);
    for (let i = 0; i < MAX_MALFORMED; i++) socket.send(bomb);
    expect(await code).toBe(1008);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
    await expectAlive();
  });

  test('a frame broken at the level of WebSocket closes that connection alone', async () => {
    const socket = await connectSignedIn(fixture, secret);
    const code = closed(socket);
    rawWrite(socket, Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
    expect([1002, 1006]).toContain(await code);
    await expectAlive();
  });

  test('1,000 malformed messages: the server stays and answers', async () => {
    const random = seeded(20261123);
    let socket = await connectSignedIn(fixture, secret);
    for (let i = 0; i < 1000; i++) {
      if (socket.readyState !== socket.OPEN) socket = await connectSignedIn(fixture, secret);
      socket.send(malformed(random));
      // Let the server's verdict on what was sent so far arrive now and then.
      if (i % 5 === 0) await sleep(0);
    }
    socket.terminate();
    await expectAlive();
  });
});

/** What a newcomer with that token hears. */
const invited = async (token: string) =>
  sayHello(await connectStranger(fixture), { invitation: { token, secret: newSecret() } });

describe('before the first message', () => {
  test('nothing is answered and no event told, whatever is sent instead of a hello', async () => {
    const asked: string[] = [];
    fixture.onAsk = name => asked.push(name);
    const random = seeded(20261129);
    for (let i = 0; i < 100; i++) {
      const socket = await connectStranger(fixture);
      const heard: unknown[] = [];
      socket.on('message', data => heard.push(data));
      const code = closed(socket);
      const valid = pack({ id: 1, name: 'settings.set', input: { theme: 'dark' } });
      socket.send(i % 2 ? valid : malformed(random));
      for (let more = 0; more < 3; more++) socket.send(valid);
      fixture.emit({ type: 'reading', source: 's', done: 0.5 });
      expect(await code).toBe(CLOSED.notWelcome);
      expect(heard).toEqual([]);
    }
    expect(asked).toEqual([]);
    await expectAlive();
  });

  test('a hello with anything but the session’s own secret, or an unused token, closes the connection', async () => {
    const token = newToken(fixture);
    const tampered = [secret.slice(1), `${secret}A`, `${secret[0] === 'A' ? 'B' : 'A'}${secret.slice(1)}`];
    const wrong = [
      {},
      null,
      'hello',
      { secret: '' },
      { secret: 5 },
      { secret: token },
      { token },
      { invitation: { token } },
      { invitation: { token, secret: 'short' } },
      { invitation: { token: secret, secret: newSecret() } },
      ...tampered.map(secret => ({ secret })),
      { secret: 'x'.repeat(60_000) },
    ];
    for (const hello of wrong) {
      const code = await sayHello(await connectStranger(fixture), hello);
      expect(code, JSON.stringify(hello)?.slice(0, 80)).toBe(CLOSED.notWelcome);
    }
    expect(await invited(token)).toBe('invited');
  });

  test('a token lets one in, once', async () => {
    const token = newToken(fixture);
    const answers = await Promise.all(Array.from({ length: 8 }, () => invited(token)));
    expect(answers.filter(answer => answer === 'invited')).toHaveLength(1);
  });

  test('a page that did not hear the answer to its hello says it again', async () => {
    const invitation = { token: newToken(fixture), secret: newSecret() };
    for (let time = 0; time < 2; time++)
      expect(await sayHello(await connectStranger(fixture), { secret: newSecret(), invitation })).toBe('invited');
    expect(await sayHello(await connectStranger(fixture), { secret: invitation.secret })).toBe('known');
  });

  test('who is let in already uses up no token', async () => {
    const token = newToken(fixture);
    const both = { secret, invitation: { token, secret: newSecret() } };
    expect(await sayHello(await connectStranger(fixture), both)).toBe('known');
    expect(await invited(token)).toBe('invited');
  });

  test('a secret holds for the address that it was given at, and for no other port or name', async () => {
    const at = async (Host: string) => {
      const socket = await connect(fixture.port, { Host, Origin: `http://${Host}` });
      return typeof socket === 'number' ? socket : sayHello(socket, { secret });
    };
    expect(await at(`127.0.0.1:${fixture.port}`)).toBe('known');
    expect(await at(`localhost:${fixture.port}`)).toBe(CLOSED.notWelcome);
    expect(await at('127.0.0.1:9022')).toBe(CLOSED.notWelcome);
  });

  test('after a restart no old secret and no old token is worth anything', async () => {
    const token = newToken(fixture);
    const socket = await connectSignedIn(fixture, secret);
    const code = closed(socket);
    await fixture.restart();
    expect(await code).toBe(1001);
    expect(await sayHello(await connectStranger(fixture), { secret })).toBe(CLOSED.notWelcome);
    expect(await invited(token)).toBe(CLOSED.notWelcome);
    secret = await signIn(fixture);
    await expectAlive();
  });
});

describe('bounds', () => {
  const opened: Fixture[] = [];
  const open = async (...limits: Parameters<typeof startFixture>) => {
    const own = await startFixture(...limits);
    opened.push(own);
    return own;
  };
  afterEach(async () => {
    for (const own of opened.splice(0)) await own.close();
  });

  test('who says nothing is not waited for', async () => {
    const own = await open({ helloMs: 50 });
    expect(await closed(await connectStranger(own))).toBe(CLOSED.late);
  });

  test('strangers are few, and keep nobody out who is let in quickly', async () => {
    const own = await open({ strangers: 2 });
    const idle = [await connectStranger(own), await connectStranger(own)];
    expect(await closed(await connectStranger(own))).toBe(CLOSED.busy);
    idle[0]?.terminate();
    await expect.poll(() => signIn(own).catch(() => '')).not.toBe('');
  });

  test('so are pages', async () => {
    const own = await open({ connections: 2 });
    const mine = await signIn(own);
    const pages = [await connectSignedIn(own, mine), await connectSignedIn(own, mine)];
    expect(await sayHello(await connectStranger(own), { secret: mine })).toBe(CLOSED.busy);
    for (const socket of pages) socket.terminate();
    await expect.poll(() => connectSignedIn(own, mine).catch(() => null)).not.toBeNull();
  });

  test('a page that asks without end is cut off', async () => {
    const own = await open({ requests: 3 });
    own.onAsk = () => new Promise(() => undefined);
    const socket = await connectSignedIn(own, await signIn(own));
    const code = closed(socket);
    for (let id = 0; id < 4; id++) socket.send(pack({ id, name: 'projects.list', input: {} }));
    expect(await code).toBe(CLOSED.tooMuch);
  });

  test('what a page asked for is given up when it goes', async () => {
    const own = await open();
    const given = new Promise(resolve => {
      own.onAsk = (_name, gone) => gone?.addEventListener('abort', resolve);
    });
    const socket = await connectSignedIn(own, await signIn(own));
    socket.send(pack({ id: 1, name: 'projects.list', input: {} }));
    await expect.poll(() => own.asked).toBe(1);
    socket.terminate();
    await given;
  });

  test('a page that does not read gets no further events until it does, and then hears that it missed some', async () => {
    const own = await open({ behindBytes: 2 ** 20 });
    const socket = await connectSignedIn(own, await signIn(own));
    const heard: string[] = [];
    socket.on('message', data => {
      const message = unpack(data as Buffer) as CoreMessage;
      heard.push('event' in message ? message.event.type : '');
    });
    const columns = { devLoss: new Float64Array(2 ** 15) };
    const event = { type: 'metrics', stageId: 's', trialId: 't', attempt: 1 } as const;
    const batches = [{ series: 'eval' as const, steps: new Float64Array(2 ** 15), columns }];
    rawSocket(socket).pause();
    const sent = 200;
    for (let i = 0; i < sent; i++) own.emit({ ...event, batches });
    rawSocket(socket).resume();
    await expect.poll(() => heard.at(-1), { timeout: 30_000 }).toBe('missed');
    expect(heard.length).toBeLessThan(sent / 2);
    own.emit({ type: 'reading', source: 's', done: 1 });
    await expect.poll(() => heard.at(-1), { timeout: 30_000 }).toBe('reading');
  });
});

/** The connection below a WebSocket. */
const rawSocket = (socket: WebSocket): Socket => (socket as unknown as { _socket: Socket })._socket;

/** Writes past the WebSocket's framing. */
const rawWrite = (socket: WebSocket, bytes: Buffer): void => void rawSocket(socket).write(bytes);

/** Uniform in [0, 1) from a seed (mulberry32), so that a failing message can be made again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Random bytes, a valid message cut off or with bytes changed, or a well-formed value of a wrong shape. */
function malformed(random: () => number): Uint8Array | string {
  const integer = (below: number) => Math.floor(random() * below);
  const valid = pack({ id: integer(2 ** 31), name: 'settings.set', input: { theme: 'dark' } });
  switch (integer(5)) {
    case 0:
      return Uint8Array.from({ length: integer(300) }, () => integer(256));
    case 1:
      return valid.subarray(0, integer(valid.length));
    case 2:
      for (let i = 0; i < 3; i++) valid[integer(valid.length)] = integer(256);
      return valid;
    case 3:
      return String.fromCharCode(...Array.from({ length: integer(50) }, () => integer(0xd800)));
    default: {
      const shapes = [null, [], 5, 'x', { id: -1 }, { id: '1', name: [] }, { name: 'settings.set', input: {} }];
      return pack(shapes[integer(shapes.length)] as never);
    }
  }
}
