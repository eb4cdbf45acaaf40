import { createSession } from '../session.ts';
import { workerHost } from './worker-host.ts';

/* A trainer in a Web Worker of a page. It ends where it takes no further task; before that, whoever made it ends it by `terminate()`. */

/** The part of a worker's global scope that is used; the DOM's types don't hold it. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  close(): void;
};

const session = createSession(workerHost, message => scope.postMessage(message));
scope.onmessage = event => session.receive(event.data);

await session.ended;
scope.close();
