import { readFileSync } from 'node:fs';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { createSession } from '#electron/trainer/session.ts';

/*
 * A trainer that rests at each of its checkpoints until the test says, in a file, that it heard of it: so whoever hears of one
 * can stop or kill it just there, however busy the machine is.
 */

const REST_MS = 5;
const clock = new Int32Array(new SharedArrayBuffer(4));
const heardFile = process.env.DESCENT_TEST_HEARD as string;
const parent = process.ppid;

function heard(): number {
  try {
    return Number(readFileSync(heardFile, 'utf8'));
  } catch {
    return -1;
  }
}

function restAt(step: number): void {
  do {
    Atomics.wait(clock, 0, 0, REST_MS);
    // Whoever could say it was killed.
    if (process.ppid !== parent) process.exit();
  } while (heard() < step);
}

let sent: Promise<unknown> = Promise.resolve();
const session = createSession(nodeHost, message => {
  sent = new Promise(resolve => process.send?.(message, resolve));
  if (message.type === 'checkpoint' && message.last) restAt(message.step);
});
process.on('message', session.receive);
process.on('disconnect', () => process.exit());

await session.ended;
await sent;
process.disconnect();
