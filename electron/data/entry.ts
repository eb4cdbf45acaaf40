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
  const { source, home } = ToReader.parse(message);
  void answer(source, home).then(say);
});

async function answer(source: string, home: string): Promise<FromReader> {
  let reported = 0;
  const onProgress = (done: number): void => {
    if (Date.now() - reported < REPORT_EVERY) return;
    reported = Date.now();
    say({ type: 'progress', done });
  };
  try {
    return { type: 'prepared', dataset: await prepare(source, home, onProgress) };
  } catch (error) {
    const refusal =
      error instanceof Refusal ? error : new Refusal('error.data.failed', { source, detail: String(error) });
    return { type: 'refused', ...refusal.record };
  }
}
