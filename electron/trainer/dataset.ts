import { Refusal } from '#shared/contract/refusal.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import { decodePrepared, type RawSplit } from '#shared/domain/prepared-file.ts';

/** One part of a data set, held as it stands in the file and preprocessed row by row as it is taken. */
export interface Split {
  rows: number;
  /** `[rows]`, indices into the classes. */
  labels: Int32Array;
  /** Preprocessed inputs of some rows, `[numbers.length, features]`. */
  inputs(numbers: Uint32Array): Float32Array;
}

/** What a trial trains and is judged on. (The test part is none of a trainer's business before the final run.) */
export interface Dataset {
  facts: DatasetFacts;
  train: Split;
  dev: Split;
}

/**
 * Reads the bytes of a prepared file.
 * @param file its name, for the message
 * @throws Refusal where the bytes are no whole prepared file, or hold nothing to train on
 */
export function openDataset(bytes: Uint8Array, file: string): Dataset {
  let prepared: ReturnType<typeof decodePrepared>;
  try {
    prepared = decodePrepared(bytes);
  } catch (error) {
    throw new Refusal('reason.failed.data', { file, detail: error instanceof Error ? error.message : String(error) });
  }
  const { facts, splits } = prepared;
  for (const name of ['train', 'dev'] as const)
    if (splits[name].rows === 0) throw new Refusal('reason.failed.emptyPart', { file, part: name });
  return { facts, train: openSplit(facts, splits.train), dev: openSplit(facts, splits.dev) };
}

function openSplit({ features, preprocessing: { scale } }: DatasetFacts, { inputs, labels, rows }: RawSplit): Split {
  return {
    rows,
    labels,
    inputs: numbers => {
      const out = new Float32Array(numbers.length * features);
      numbers.forEach((row, i) => {
        const from = row * features;
        const to = i * features;
        for (let j = 0; j < features; j++) out[to + j] = (inputs[from + j] as number) * scale;
      });
      return out;
    },
  };
}
