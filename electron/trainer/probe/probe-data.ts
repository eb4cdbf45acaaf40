import { Random, STREAMS } from '#shared/method/random.ts';
import type { Split } from '../dataset.ts';
import type { Batch } from '../engines/engine.ts';

/** Examples that are evaluated on, at most; small data gives a fifth. */
const EVALUATED = 256;
/** And no more batches of them than this, so that evaluating stays cheap beside the steps. */
const EVALUATION_BATCHES = 4;
const LEAST_SHARE = 1 / 5;

/** What a probe trains and is evaluated on: all of train's, chosen by the seed, the same for every rate. */
export interface ProbeData {
  /** A probe batch by its number; small data is gone through again. */
  batch(number: number): Batch;
  /** Examples that no batch holds. */
  unseen: Batch[];
  /** As many that the batches hold, spread over them. */
  seen: Batch[];
}

/** Reserves the unseen examples first, then fixes the batches from what is left. */
export function probeData(train: Split, batchSize: number, batches: number, seed: number): ProbeData {
  const order = Uint32Array.from({ length: train.rows }, (_, row) => row);
  Random.from(seed, STREAMS.probe).shuffle(order);
  const reserved = Math.max(
    1,
    Math.min(EVALUATED, EVALUATION_BATCHES * batchSize, Math.floor(train.rows * LEAST_SHARE)),
  );
  const rest = order.subarray(reserved);
  const held = Math.min(rest.length, batches * batchSize);
  const spread = Uint32Array.from({ length: Math.min(reserved, held) }, (_, i) => {
    return rest[Math.floor((i * held) / Math.min(reserved, held))] as number;
  });
  const chunks = (rows: Uint32Array): Batch[] =>
    Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, i) =>
      train.take(rows.subarray(i * batchSize, (i + 1) * batchSize)),
    );
  return {
    batch: number =>
      train.take(
        Uint32Array.from({ length: batchSize }, (_, i) => rest[(number * batchSize + i) % rest.length] as number),
      ),
    unseen: chunks(order.subarray(0, reserved)),
    seen: chunks(spread),
  };
}
