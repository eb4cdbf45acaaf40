import { z } from 'zod';
import { DatasetFacts, type SplitName } from './dataset.ts';

/**
 * The prepared file: what the reader process writes once and every trainer reads.
 *
 *     8 bytes   "DESCENT1"
 *     4 bytes   header length in bytes, unsigned, little-endian
 *     header    JSON (PreparedHeader), UTF-8, padded with spaces so that the data starts at a multiple of 8
 *     data      each split's inputs and labels at its offset
 *
 * Inputs are `[rows, features]`, row by row, as raw `uint8` or `float32`; the facts' preprocessing is applied on load.
 * Labels are `int32` `[rows]`, indices into the facts' classes. All little-endian.
 */
const Part = z.object({ rows: z.number().int().min(0), inputs: z.number().int(), labels: z.number().int() });

export const PreparedHeader = z.object({
  facts: DatasetFacts,
  inputType: z.enum(['uint8', 'float32']),
  /** Byte offsets counted from the start of the data part; each a multiple of 8. */
  parts: z.object({ train: Part, dev: Part, test: Part }),
});
export type PreparedHeader = z.infer<typeof PreparedHeader>;

/** One split as it stands in the file, not yet preprocessed. Views into the file's bytes, not copies. */
export interface RawSplit {
  rows: number;
  /** `[rows, features]` */
  inputs: Uint8Array | Float32Array;
  /** `[rows]` */
  labels: Int32Array;
}

const MAGIC = 'DESCENT1';

/**
 * Writes a prepared file's bytes.
 * @throws RangeError where a split's sizes disagree with each other.
 */
export function encodePrepared(facts: DatasetFacts, splits: Record<SplitName, RawSplit>): Uint8Array {
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
  const inputType = splits.train.inputs instanceof Uint8Array ? 'uint8' : 'float32';
  const header: PreparedHeader = { facts, inputType, parts };
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
export function decodePrepared(bytes: Uint8Array): { facts: DatasetFacts; splits: Record<SplitName, RawSplit> } {
  if (new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) throw new Error('not a prepared file');
  // Views need aligned offsets; a Buffer from a pool may start anywhere.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const length = new DataView(aligned.buffer, aligned.byteOffset).getUint32(MAGIC.length, true);
  const start = MAGIC.length + 4 + length;
  const text = new TextDecoder().decode(aligned.subarray(MAGIC.length + 4, start));
  const { facts, inputType, parts } = PreparedHeader.parse(JSON.parse(text));
  const split = (name: SplitName): RawSplit => {
    const { rows, inputs, labels } = parts[name];
    const at = aligned.byteOffset + start;
    const Inputs = inputType === 'uint8' ? Uint8Array : Float32Array;
    if (start + labels + rows * 4 > aligned.byteLength) throw new Error('the prepared file was cut off');
    return {
      rows,
      inputs: new Inputs(aligned.buffer as ArrayBuffer, at + inputs, rows * facts.features),
      labels: new Int32Array(aligned.buffer, at + labels, rows),
    };
  };
  return { facts, splits: { train: split('train'), dev: split('dev'), test: split('test') } };
}

const align = (n: number): number => Math.ceil(n / 8) * 8;

const bytesOf = (a: Uint8Array | Float32Array | Int32Array): Uint8Array =>
  new Uint8Array(a.buffer, a.byteOffset, a.byteLength);

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(a.length + b.length);
  out.set(a, 0);
  out.set(b, a.length);
  return out;
}
