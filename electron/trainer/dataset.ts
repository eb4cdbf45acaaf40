import { Refusal } from '#shared/contract/refusal.ts';
import { type DatasetFacts, inputWidth } from '#shared/domain/dataset.ts';
import { decodePrepared, type PreparedFacts, type RawSplit } from '#shared/domain/prepared-file.ts';
import { bagOfWords, scaledRows } from './rows.ts';

/** One part of a data set, held as it stands in the file; what a network sees of a row is made when it is taken. */
export interface Split {
  rows: number;
  /** Numbers that a network sees of a row. */
  width: number;
  /** `[rows]`: indices into the classes, or the standardised target. */
  labels: RawSplit['labels'];
  /** What a network sees of some rows, `[numbers.length, width]`. */
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
  const { facts, preprocessing, splits } = prepared;
  for (const name of ['train', 'dev'] as const)
    if (splits[name].rows === 0) throw new Refusal('reason.failed.emptyPart', { file, part: name });
  const open = ({ rows, labels, inputs }: RawSplit): Split => {
    return { rows, labels, width: inputWidth(facts), inputs: inputsOf(inputs, { facts, preprocessing }) };
  };
  return { facts, train: open(splits.train), dev: open(splits.dev) };
}

function inputsOf(
  stored: RawSplit['inputs'],
  { facts, preprocessing }: Pick<PreparedFacts, 'facts' | 'preprocessing'>,
): Split['inputs'] {
  switch (preprocessing.kind) {
    case 'images':
      return numbers => scaledRows(stored, facts.features, numbers, preprocessing.scale);
    case 'table':
      return numbers => scaledRows(stored, facts.features, numbers, 1);
    case 'text':
      return numbers => bagOfWords(stored, facts.features, numbers, inputWidth(facts));
  }
}
