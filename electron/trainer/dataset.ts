import { Refusal } from '#shared/contract/refusal.ts';
import { type DatasetFacts, inputWidth } from '#shared/domain/dataset.ts';
import type { ModelKind } from '#shared/domain/hyperparameters.ts';
import { decodePrepared, type PreparedFacts, type RawSplit } from '#shared/domain/prepared-file.ts';
import { takesTokens } from '#shared/method/networks/network-of.ts';
import type { Batch } from './engines/engine.ts';
import { bagOfWords, copyRows, scaledRows } from './rows.ts';

/** One part of a data set, held as it stands in the file; what a network sees of a row is made when it is taken. */
export interface Split {
  rows: number;
  /** Numbers (or tokens) that a network sees of a row. */
  width: number;
  /** `[rows]`: indices into the classes, or the standardised target. */
  labels: RawSplit['labels'];
  /**
   * Some rows as a network takes them.
   * @param used a batch of this split that nobody needs any more: its memory is used again where it fits. To take fresh memory
   * at every step would cost more, in collecting it, than the rows themselves.
   */
  take(numbers: Uint32Array, used?: Batch): Batch;
}

/** What a trial trains and is evaluated on. */
export interface Dataset {
  facts: DatasetFacts;
  train: Split;
  dev: Split;
  /** Opens the part that nothing trains or chooses on: asked for by a reading of the test rows alone [R2]. It may have no rows. */
  test(): Split;
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
    const fill = inputsOf(inputs, { facts, preprocessing }, model);
    const fresh = (count: number): Batch => ({
      rows: count,
      inputs: takesTokens(model) ? new Int32Array(count * width) : new Float32Array(count * width),
      labels: labels instanceof Int32Array ? new Int32Array(count) : new Float32Array(count),
    });
    return {
      rows,
      labels,
      width,
      take: (numbers, used) => {
        const batch = used?.rows === numbers.length ? used : fresh(numbers.length);
        fill(numbers, batch.inputs);
        for (const [i, row] of numbers.entries()) batch.labels[i] = labels[row] as number;
        return batch;
      },
    };
  };
  return { facts, train: open(splits.train), dev: open(splits.dev), test: () => open(splits.test) };
}

/** Writes some rows' inputs as a network takes them. */
function inputsOf(
  stored: RawSplit['inputs'],
  { facts, preprocessing }: Pick<PreparedFacts, 'facts' | 'preprocessing'>,
  model: ModelKind,
): (numbers: Uint32Array, out: Batch['inputs']) => void {
  const { features } = facts;
  switch (preprocessing.kind) {
    case 'images':
      return (numbers, out) => scaledRows(stored, features, numbers, preprocessing.scale, out);
    case 'table':
      return (numbers, out) => copyRows(stored, features, numbers, out);
    case 'text':
      return takesTokens(model)
        ? (numbers, out) => copyRows(stored, features, numbers, out)
        : (numbers, out) => bagOfWords(stored, features, numbers, inputWidth(facts), out);
  }
}
