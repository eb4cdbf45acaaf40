import { z } from 'zod';
import { DataReport } from './data-report.ts';
import { DatasetFacts, type SplitName } from './dataset.ts';
import { Preprocessing } from './preprocessing.ts';

/**
 * The prepared file: what the reader process writes once and every trainer reads.
 *
 *     8 bytes   "DESCENT1"
 *     4 bytes   header length in bytes, unsigned, little-endian
 *     header    JSON (PreparedHeader), UTF-8, padded with spaces so that the data starts at a multiple of 8
 *     data      each split's inputs and labels at its offset
 *
 * Inputs are `[rows, features]`, row by row: pixels of images as raw `uint8` (their scale is applied on load), a table's
 * columns preprocessed as `float32`, tokens as `int32`. Labels are `[rows]`: `int32` indices into the facts' classes, or for
 * regression the standardised target as `float32`. All little-endian.
 */
const Part = z.object({ rows: z.number().int().min(0), inputs: z.number().int(), labels: z.number().int() });

export const PreparedHeader = z.object({
  facts: DatasetFacts,
  preprocessing: Preprocessing,
  report: DataReport,
  inputType: z.enum(['uint8', 'float32', 'int32']),
  /** Byte offsets counted from the start of the data part; each a multiple of 8. */
  parts: z.object({ train: Part, dev: Part, test: Part }),
});
export type PreparedHeader = z.infer<typeof PreparedHeader>;

/** What a prepared file says about its rows. */
export type PreparedFacts = Pick<PreparedHeader, 'facts' | 'preprocessing' | 'report'>;

/** One split as it stands in the file. Views into the file's bytes, not copies. */
export interface RawSplit {
  rows: number;
  /** `[rows, features]` */
  inputs: Uint8Array | Float32Array | Int32Array;
  /** `[rows]`: class indices, or the standardised target. */
  labels: Int32Array | Float32Array;
}

const MAGIC = 'DESCENT1';

const INPUTS = { uint8: Uint8Array, float32: Float32Array, int32: Int32Array } as const;

/**
 * A prepared file in pieces, to be written one after the other: the splits themselves, not copies of them.
 * @throws RangeError where a split's sizes disagree with each other.
 */
export function preparedPieces(
  { facts, preprocessing, report }: PreparedFacts,
  splits: Record<SplitName, RawSplit>,
): Uint8Array[] {
  const data: Uint8Array[] = [];
  let offset = 0;
  const place = (values: RawSplit['inputs'] | RawSplit['labels']): number => {
    const at = offset;
    offset = align(offset + values.byteLength);
    data.push(bytesOf(values), new Uint8Array(offset - at - values.byteLength));
    return at;
  };
  const part = (split: RawSplit) => {
    if (split.inputs.length !== split.rows * facts.features || split.labels.length !== split.rows)
      throw new RangeError('a split disagrees with its own sizes');
    return { rows: split.rows, inputs: place(split.inputs), labels: place(split.labels) };
  };
  const parts = { train: part(splits.train), dev: part(splits.dev), test: part(splits.test) };
  const header: PreparedHeader = { facts, preprocessing, report, inputType: typeOf(splits.train.inputs), parts };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = align(MAGIC.length + 4 + json.length) - MAGIC.length - 4;
  const beginning = new Uint8Array(MAGIC.length + 4 + length).fill(0x20);
  beginning.set(new TextEncoder().encode(MAGIC), 0);
  new DataView(beginning.buffer).setUint32(MAGIC.length, length, true);
  beginning.set(json, MAGIC.length + 4);
  return [beginning, ...data];
}

/** The same in one. */
export function encodePrepared(facts: PreparedFacts, splits: Record<SplitName, RawSplit>): Uint8Array {
  const pieces = preparedPieces(facts, splits);
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Bytes in front of a prepared file's header: the magic, and how long the header is. */
export const HEADER_AT = MAGIC.length + 4;

/**
 * How long the header of a prepared file is, in bytes; null: it is no prepared file.
 * @param beginning its first `HEADER_AT` bytes
 */
export function headerLength(beginning: Uint8Array): number | null {
  if (beginning.length < HEADER_AT || new TextDecoder().decode(beginning.subarray(0, MAGIC.length)) !== MAGIC)
    return null;
  return new DataView(beginning.buffer, beginning.byteOffset).getUint32(MAGIC.length, true);
}

/** What a prepared file says about its rows. @throws Error where those bytes are no header */
export const decodeHeader = (header: Uint8Array): PreparedHeader =>
  PreparedHeader.parse(JSON.parse(new TextDecoder().decode(header)));

/**
 * Reads a prepared file's bytes.
 * @throws Error where the bytes are no prepared file, or one that was cut off.
 */
export function decodePrepared(bytes: Uint8Array): PreparedFacts & { splits: Record<SplitName, RawSplit> } {
  if (new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) throw new Error('not a prepared file');
  // Views need aligned offsets; a Buffer from a pool may start anywhere.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const length = new DataView(aligned.buffer, aligned.byteOffset).getUint32(MAGIC.length, true);
  const start = MAGIC.length + 4 + length;
  const text = new TextDecoder().decode(aligned.subarray(MAGIC.length + 4, start));
  const { facts, preprocessing, report, inputType, parts } = PreparedHeader.parse(JSON.parse(text));
  const Labels = facts.task === 'regression' ? Float32Array : Int32Array;
  const split = (name: SplitName): RawSplit => {
    const { rows, inputs, labels } = parts[name];
    const at = aligned.byteOffset + start;
    if (start + labels + rows * 4 > aligned.byteLength) throw new Error('the prepared file was cut off');
    return {
      rows,
      inputs: new INPUTS[inputType](aligned.buffer as ArrayBuffer, at + inputs, rows * facts.features),
      labels: new Labels(aligned.buffer as ArrayBuffer, at + labels, rows),
    };
  };
  return { facts, preprocessing, report, splits: { train: split('train'), dev: split('dev'), test: split('test') } };
}

const typeOf = (inputs: RawSplit['inputs']): PreparedHeader['inputType'] =>
  inputs instanceof Uint8Array ? 'uint8' : inputs instanceof Int32Array ? 'int32' : 'float32';

const align = (n: number): number => Math.ceil(n / 8) * 8;

const bytesOf = (a: RawSplit['inputs'] | RawSplit['labels']): Uint8Array =>
  new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
