import { expect, it } from 'vitest';
import { encodeSafetensors } from '#electron/trained/export/safetensors.ts';

/** Reads the format by its definition, with nothing of what writes it. */
function decode(bytes: Buffer) {
  const length = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  const { __metadata__: metadata, ...tensors } = header;
  const data = bytes.subarray(8 + length);
  const values = Object.entries(tensors).map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [from, to],
      },
    ]) => {
      const numbers = Array.from({ length: (to - from) / 4 }, (_, i) => data.readFloatLE(from + 4 * i));
      return [name, { dtype, shape, numbers }] as const;
    },
  );
  return {
    length,
    metadata,
    tensors: Object.fromEntries(values),
    ends: Object.values(tensors).map(t => t.data_offsets),
  };
}

it('safetensors hold each tensor by its name, one after the other without gaps, behind a header of a multiple of 8 bytes', () => {
  const memory = new Float32Array(20).map((_, i) => i / 3);
  const bytes = encodeSafetensors(
    [
      { name: 'hidden1.weight', shape: [2, 3], values: memory.subarray(1, 7) },
      { name: 'hidden1.bias', shape: [3], values: memory.subarray(10, 13) },
    ],
    { step: '12', note: '中文' },
  );
  const { length, metadata, tensors, ends } = decode(bytes);
  expect((8 + length) % 8).toBe(0);
  expect(metadata).toEqual({ step: '12', note: '中文' });
  expect(tensors).toEqual({
    'hidden1.weight': { dtype: 'F32', shape: [2, 3], numbers: [...memory.subarray(1, 7)] },
    'hidden1.bias': { dtype: 'F32', shape: [3], numbers: [...memory.subarray(10, 13)] },
  });
  expect(ends).toEqual([
    [0, 24],
    [24, 36],
  ]);
  expect(bytes.length).toBe(8 + length + 36);
});
