import { Refusal } from '#shared/contract/refusal.ts';
import { type DatasetFacts, inputWidth } from '#shared/domain/dataset.ts';
import type { ModelKind } from '#shared/domain/hyperparameters.ts';
import { decodePrepared, type PreparedFacts, type RawSplit } from '#shared/domain/prepared-file.ts';
import { takesTokens } from '#shared/method/networks/network-of.ts';
import type { Batch } from './engines/engine.ts';
import { bagOfWords, scaledRows, storedTokens } from './rows.ts';

/** One part of a data set, held as it stands in the file; what a network sees of a row is made when it is taken. */
export interface Split {
  rows: number;
  /** Numbers (or tokens) that a network sees of a row. */
  width: number;
  /** `[rows]`: indices into the classes, or the standardised target. */
  labels: RawSplit['labels'];
  /** Some rows as a network takes them. */
  take(numbers: Uint32Array): Batch;
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
 * @param model decides how texts are taken: as words in order, or as a bag
 * @throws Refusal where the bytes are no whole prepared file, or hold nothing to train on
 */
export function openDataset(bytes: Uint8Array, file: string, model: ModelKind): Dataset {
  let prepared: ReturnType<typeof decodePrepared>;
  try {
    prepared = decodePrepared(bytes);
  } catch (error) {
    throw new Refusal('reason.failed.data', { file, detail: error instanceof Error ? error.message : String(error) });
  }
  const { facts, preprocessing, splits } = prepared;
  for (const name of ['train', 'dev'] as const)
    if (splits[name].rows === 0) throw new Refusal('reason.failed.emptyPart', { file, part: name });
  const width = takesTokens(model) ? facts.features : inputWidth(facts);
  const open = ({ rows, labels, inputs }: RawSplit): Split => {
    const inputsOf = rowsOf(inputs, { facts, preprocessing }, model);
    return {
      rows,
      labels,
      width,
      take: numbers => ({
        rows: numbers.length,
        inputs: inputsOf(numbers),
        labels: takeLabels(labels, numbers),
      }),
    };
  };
  return { facts, train: open(splits.train), dev: open(splits.dev) };
}

function rowsOf(
  stored: RawSplit['inputs'],
  { facts, preprocessing }: Pick<PreparedFacts, 'facts' | 'preprocessing'>,
  model: ModelKind,
): (numbers: Uint32Array) => Batch['inputs'] {
  switch (preprocessing.kind) {
    case 'images':
      return numbers => scaledRows(stored, facts.features, numbers, preprocessing.scale);
    case 'table':
      return numbers => scaledRows(stored, facts.features, numbers, 1);
    case 'text':
      return takesTokens(model)
        ? numbers => storedTokens(stored, facts.features, numbers)
        : numbers => bagOfWords(stored, facts.features, numbers, inputWidth(facts));
  }
}

function takeLabels(labels: RawSplit['labels'], numbers: Uint32Array): Batch['labels'] {
  const taken = labels instanceof Int32Array ? new Int32Array(numbers.length) : new Float32Array(numbers.length);
  numbers.forEach((row, i) => {
    taken[i] = labels[row] as number;
  });
  return taken;
}
