import { flushCompileCache } from 'node:module';
import { Refusal } from '#shared/contract/refusal.ts';
import { parentPort } from '../hosts/parent-port.ts';
import { prepare } from './prepare.ts';
import { type FromReader, ToReader } from './protocol.ts';

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 100;

/** A process that has grown to this is not used again: what it holds is given back for certain by its end alone. */
const MOST_LEFT_BYTES = 2 ** 28;

// The reader process: prepares the data sets that it is asked for, one at a time.
const port = parentPort();
const say = (message: FromReader): void => port.send(message);
let source = '';
// What a library throws where nobody waits for it.
process.on('uncaughtException', error => say(refused(source, error)));

port.onMessage(message => {
  const request = ToReader.parse(message);
  source = request.source;
  // The core ends this process without a word; what was compiled is kept for the next one (where it is kept at all).
  void answer(request).then(say).then(flushCompileCache);
});

async function answer({ source, choice, fold, home }: ToReader): Promise<FromReader> {
  let reported = Number.NEGATIVE_INFINITY;
  const onProgress = (done: number): void => {
    if (performance.now() - reported < REPORT_EVERY) return;
    reported = performance.now();
    say({ type: 'progress', done });
  };
  try {
    const prepared = await prepare(source, choice, home, onProgress, fold);
    return { type: 'prepared', ...prepared, free: process.memoryUsage.rss() < MOST_LEFT_BYTES };
  } catch (error) {
    return refused(source, error);
  }
}

/** Typed arrays that find no memory throw; V8's own heap ends the process, which the core sees (`client.ts`). */
const NO_MEMORY = /allocation failed|invalid typed array length|invalid array length|invalid string length/i;

function refused(source: string, error: unknown): FromReader {
  const detail = String(error);
  const key = error instanceof RangeError && NO_MEMORY.test(detail) ? 'error.data.readerLost' : 'error.data.failed';
  const { record } = error instanceof Refusal ? error : new Refusal(key, { source, detail });
  return { type: 'refused', ...record };
}
