import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { NetworkMeasured } from '#shared/domain/preparation.ts';
import { parameterCountOf } from '#shared/method/networks/network.ts';
import { Batches } from '../batches.ts';
import type { Batch, Engine, EngineState } from '../engines/engine.ts';
import { chunkRows } from '../evaluate.ts';
import { digestOfState } from '../probe/digest.ts';
import { constantInputs } from './constant-inputs.ts';
import { initialWeights } from './initial-weights.ts';
import { overfit } from './single-batch.ts';
import { evaluationTime, stepTime, type Timed } from './timings.ts';

/** So small that the step itself takes no weight out of range; a gradient that is infinite or NaN shows all the same. */
const TINY_RATE = 1e-6;

/**
 * Names of the parameters whose update by a batch's gradient is not finite, or what the optimizer remembers of it isn't. The
 * engine takes one step.
 */
async function notFiniteUpdates(engine: Engine, batch: Batch): Promise<string[]> {
  await engine.step(batch, TINY_RATE, false);
  const { parameters, slots } = await engine.state();
  return Object.keys(parameters).filter(name => {
    const arrays = [parameters, ...Object.values(slots)].map((byName: EngineState['parameters']) => byName[name]);
    return !arrays.every(values => values?.every(Number.isFinite));
  });
}

/** Batches that the untrained network is evaluated on. */
const EVALUATION_BATCHES = 4;
/** Rows that are learnt by heart, at most: many more are more than a batch, and more than a network can be asked to. */
const MOST_BY_HEART = 128;

/** What a preparation measures. */
export interface MeasureOptions extends Timed {
  hyperparameters: Omit<Hyperparameters, 'learningRate'>;
  /** What this process takes of the machine's memory, without trials that wait in it, in bytes; null where that can't be told. */
  memoryBytes(): number | null;
}

/**
 * Looks at a network on its data before anything is tuned: whether it can learn at all, and what a step costs. Takes about a second
 * where a step takes some milliseconds. The engine is left exactly as it was, which the digests prove.
 */
export async function measureNetwork(options: MeasureOptions): Promise<NetworkMeasured> {
  const { hyperparameters, engine, network, dataset, nextTurn } = options;
  const { batchSize, optimizer, seed } = hyperparameters;
  const chunk = chunkRows(batchSize);
  const startedAt = performance.now();
  const snapshot = await engine.state();
  const digestBefore = await digestOfState(snapshot);
  // The batches that a trial sees first, in an order of our own.
  const batches = new Batches(dataset.train.rows, batchSize, seed);
  const rows = batches.next();
  const first = dataset.train.take(rows);
  try {
    let initialLoss = (await engine.evaluate(first)).loss / EVALUATION_BATCHES;
    for (let i = 1; i < EVALUATION_BATCHES; i++)
      initialLoss += (await engine.evaluate(dataset.train.take(batches.next()))).loss / EVALUATION_BATCHES;
    const notFinite = await notFiniteUpdates(engine, first);
    engine.restore(snapshot);
    const singleBatch = await overfit(engine, optimizer, dataset.train.take(rows.subarray(0, MOST_BY_HEART)), nextTurn);
    engine.restore(snapshot);
    // Last, once everything is warm.
    const stepMs = await stepTime(options, batches);
    const evaluationMs = await evaluationTime(options, chunk);
    engine.restore(snapshot);
    return {
      parameterCount: parameterCountOf(network),
      initialLoss,
      notFinite,
      layers: initialWeights(network, snapshot.parameters),
      constantInputs: await constantInputs(dataset.train, chunk, nextTurn),
      singleBatch,
      stepMs,
      evaluationMs,
      memoryBytes: options.memoryBytes(),
      digestBefore,
      digestAfter: await digestOfState(await engine.state()),
      seconds: (performance.now() - startedAt) / 1000,
    };
  } finally {
    engine.restore(snapshot);
  }
}
