import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { createSession } from '../session.ts';

/*
 * A trainer in a Node child process, forked with `serialization: 'advanced'`. It ends with its trial, and with the
 * process that forked it.
 */

const host = { loadFile: (path: string) => readFile(path), nextTurn: () => setImmediate() };

let sent: Promise<unknown> = Promise.resolve();
const session = createSession(host, message => {
  sent = new Promise(resolve => process.send?.(message, resolve));
});
process.on('message', session.receive);
process.on('disconnect', () => process.exit());

await session.ended;
await sent;
process.disconnect();
