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
 * Writes a prepared file's bytes.
 * @throws RangeError where a split's sizes disagree with each other.
 */
export function encodePrepared(
  { facts, preprocessing, report }: PreparedFacts,
  splits: Record<SplitName, RawSplit>,
): Uint8Array {
  let offset = 0;
  const place = (bytes: number): number => {
    const at = offset;
    offset = align(offset + bytes);
    return at;
  };
  const part = (split: RawSplit) => {
    if (split.inputs.length !== split.rows * facts.features || split.labels.length !== split.rows)
      throw new RangeError('a split disagrees with its own sizes');
    return { rows: split.rows, inputs: place(split.inputs.byteLength), labels: place(split.labels.byteLength) };
  };
  const parts = { train: part(splits.train), dev: part(splits.dev), test: part(splits.test) };
  const header: PreparedHeader = { facts, preprocessing, report, inputType: typeOf(splits.train.inputs), parts };
  let json = new TextEncoder().encode(JSON.stringify(header));
  const start = align(MAGIC.length + 4 + json.length);
  json = concat(json, new Uint8Array(start - MAGIC.length - 4 - json.length).fill(0x20));
  const out = new Uint8Array(start + offset);
  out.set(new TextEncoder().encode(MAGIC), 0);
  new DataView(out.buffer).setUint32(MAGIC.length, json.length, true);
  out.set(json, MAGIC.length + 4);
  for (const name of ['train', 'dev', 'test'] as const) {
    out.set(bytesOf(splits[name].inputs), start + parts[name].inputs);
    out.set(bytesOf(splits[name].labels), start + parts[name].labels);
  }
  return out;
}

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

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(a.length + b.length);
  out.set(a, 0);
  out.set(b, a.length);
  return out;
}
