import { Refusal } from '#shared/contract/refusal.ts';
import { parentPort } from './port.ts';
import { prepare } from './prepare.ts';
import { type FromReader, ToReader } from './protocol.ts';

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 100;

// The reader process: prepares the one data set that it is asked for.
const port = parentPort();
const say = (message: FromReader): void => port.send(message);

port.onMessage(message => {
  const request = ToReader.parse(message);
  // What a library throws where nobody waits for it.
  process.once('uncaughtException', error => say(refused(request.source, error)));
  void answer(request).then(say);
});

async function answer({ source, choice, home }: ToReader): Promise<FromReader> {
  let reported = Number.NEGATIVE_INFINITY;
  const onProgress = (done: number): void => {
    if (performance.now() - reported < REPORT_EVERY) return;
    reported = performance.now();
    say({ type: 'progress', done });
  };
  try {
    return { type: 'prepared', ...(await prepare(source, choice, home, onProgress)) };
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
