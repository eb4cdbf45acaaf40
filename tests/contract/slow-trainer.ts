import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { createSession } from '#electron/trainer/session.ts';

/* A trainer that rests at each of its checkpoints, so that whoever hears of one can stop or kill it before the next few. */

const REST_MS = 5;
const clock = new Int32Array(new SharedArrayBuffer(4));

let sent: Promise<unknown> = Promise.resolve();
const session = createSession(nodeHost, message => {
  sent = new Promise(resolve => process.send?.(message, resolve));
  if (message.type === 'checkpoint') Atomics.wait(clock, 0, 0, REST_MS);
});
process.on('message', session.receive);
process.on('disconnect', () => process.exit());

await session.ended;
await sent;
process.disconnect();
