import { refusalOf } from '#shared/contract/refusal.ts';
import { parentPort } from '../hosts/parent-port.ts';
import { predictFile } from './predict/predict-file.ts';
import { type FromPredictor, ToPredictor } from './protocol.ts';
import { openTrained } from './trained-network.ts';

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 100;

// The predictor process: puts the rows of one file through one trained network.
const port = parentPort();
const say = (message: FromPredictor): void => port.send(message);
// What a library throws where nobody waits for it.
process.on('uncaughtException', error => say({ type: 'refused', ...refusalOf(error) }));

port.onMessage(message => {
  void answer(ToPredictor.parse(message)).then(say);
});

async function answer({ home, by, trials, ...asked }: ToPredictor): Promise<FromPredictor> {
  let reported = Number.NEGATIVE_INFINITY;
  const onProgress = (done: number): void => {
    if (performance.now() - reported < REPORT_EVERY) return;
    reported = performance.now();
    say({ type: 'progress', done });
  };
  try {
    const trained = await openTrained(home, { by, trials });
    return { type: 'predicted', prediction: await predictFile(trained, { ...asked, onProgress }) };
  } catch (error) {
    return { type: 'refused', ...refusalOf(error) };
  }
}
