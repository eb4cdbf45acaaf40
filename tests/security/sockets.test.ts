import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { MAX_MALFORMED, MAX_MESSAGE_BYTES } from '#electron/server/sockets.ts';
import { pack } from '#shared/contract/wire.ts';
import { ask, closed, connectSignedIn, type Fixture, next, signIn, startFixture } from './fixture.ts';

let fixture: Fixture;
let cookie: string;
beforeAll(async () => {
  fixture = await startFixture();
  cookie = await signIn(fixture);
});
afterAll(() => fixture.close());

/** The server still answers a newcomer. */
async function expectAlive(): Promise<void> {
  const socket = await connectSignedIn(fixture, cookie);
  expect(await ask(socket, { id: 7, name: 'settings.set', input: { theme: 'dark' } })).toEqual({
    id: 7,
    output: { theme: 'dark' },
  });
  socket.terminate();
}

describe('the contract over a WebSocket', () => {
  test('an answer, a refusal and an event arrive; every connection hears the event', async () => {
    const [a, b] = [await connectSignedIn(fixture, cookie), await connectSignedIn(fixture, cookie)];
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
    const socket = await connectSignedIn(fixture, cookie);
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
    const socket = await connectSignedIn(fixture, cookie);
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
      const socket = await connectSignedIn(fixture, cookie);
      const code = closed(socket);
      for (let i = 0; i < MAX_MALFORMED; i++) socket.send(junk);
      expect(await code).toBe(1008);
    }
    await expectAlive();
  });

  test('a message over the limit closes the connection', async () => {
    const socket = await connectSignedIn(fixture, cookie);
    const code = closed(socket);
    socket.send(Buffer.alloc(MAX_MESSAGE_BYTES + 1));
    expect(await code).toBe(1009);
    await expectAlive();
  });

  test('headers that announce huge lists take no memory', async () => {
    // Array headers of 2^32 - 1 entries, nested: allocated as announced, they would fill any machine.
    const bomb = Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff])));
    const before = process.memoryUsage().rss;
    const socket = await connectSignedIn(fixture, cookie);
    const code = closed(socket);
    for (let i = 0; i < MAX_MALFORMED; i++) socket.send(bomb);
    expect(await code).toBe(1008);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
    await expectAlive();
  });

  test('a frame broken at the level of WebSocket closes that connection alone', async () => {
    const socket = await connectSignedIn(fixture, cookie);
    const code = closed(socket);
    rawWrite(socket, Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
    expect([1002, 1006]).toContain(await code);
    await expectAlive();
  });

  test('1,000 malformed messages: the server stays and answers', async () => {
    const random = seeded(20261123);
    let socket = await connectSignedIn(fixture, cookie);
    for (let i = 0; i < 1000; i++) {
      if (socket.readyState !== socket.OPEN) socket = await connectSignedIn(fixture, cookie);
      socket.send(malformed(random));
      // Let the server's verdict on what was sent so far arrive now and then.
      if (i % 5 === 0) await sleep(0);
    }
    socket.terminate();
    await expectAlive();
  });
});

test('a page that comes back after a restart is let in and answered', async () => {
  const socket = await connectSignedIn(fixture, cookie);
  const code = closed(socket);
  await fixture.restart();
  expect(await code).toBe(1001);
  await expectAlive();
});

/** Writes past the WebSocket's framing. */
const rawWrite = (socket: WebSocket, bytes: Buffer): void => {
  (socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(bytes);
};

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
