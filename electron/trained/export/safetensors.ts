/** A named array of float32 numbers. */
export interface NamedTensor {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

const ALIGNED = 8;

/**
 * Tensors in the safetensors format (https://github.com/huggingface/safetensors): 8 bytes with the length of the header, little-endian; the
 * header as JSON, filled up with spaces so that the numbers begin at a multiple of 8; then the numbers, little-endian, without gaps.
 * @param metadata texts by name
 */
export function encodeSafetensors(tensors: readonly NamedTensor[], metadata: Readonly<Record<string, string>>): Buffer {
  let at = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = at;
    at += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, at] }] as const;
  });
  const json = Buffer.from(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }));
  const padding = Buffer.alloc((ALIGNED - (json.length % ALIGNED)) % ALIGNED, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  return Buffer.concat([length, json, padding, ...tensors.map(({ values }) => bytesOf(values))]);
}

/** An array's numbers as bytes; every machine that Descent runs on is little-endian. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
