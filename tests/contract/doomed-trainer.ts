import { existsSync } from 'node:fs';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { createSession } from '#electron/trainer/session.ts';

/*
 * A trainer that rests at its first checkpoint until the test puts a file there; then it is killed as the system does it where memory
 * runs out, or goes on.
 */

const REST_MS = 5;
const clock = new Int32Array(new SharedArrayBuffer(4));
const goFile = process.env.DESCENT_TEST_GO as string;
const dies = process.env.DESCENT_TEST_DIES === 'yes';
const parent = process.ppid;

function rest(): void {
  while (!existsSync(goFile)) {
    Atomics.wait(clock, 0, 0, REST_MS);
    // Whoever could put the file there was killed.
    if (process.ppid !== parent) process.exit();
  }
  if (dies) process.kill(process.pid, 'SIGKILL');
}

let sent: Promise<unknown> = Promise.resolve();
const session = createSession(nodeHost, message => {
  sent = new Promise(resolve => process.send?.(message, resolve));
  if (message.type === 'checkpoint' && message.last) rest();
});
process.on('message', session.receive);
process.on('disconnect', () => process.exit());

await session.ended;
await sent;
process.disconnect();
