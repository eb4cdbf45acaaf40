import { flushCompileCache } from 'node:module';
import { createSession } from '../session.ts';
import { nodeHost } from './node-host.ts';

/*
 * A trainer in a Node child process, forked with `serialization: 'advanced'`. It ends where it takes no further task, and with
 * the process that forked it.
 */

let sent: Promise<unknown> = Promise.resolve();
const session = createSession(nodeHost, message => {
  sent = new Promise(resolve => process.send?.(message, resolve));
  // The core ends this process without a word; what was compiled is kept for the next one (where it is kept at all).
  if ('free' in message) void sent.then(() => flushCompileCache());
});
process.on('message', session.receive);
process.on('disconnect', () => process.exit());

await session.ended;
await sent;
process.disconnect();
