/** How an element of a type is written. */
const WRITE: Readonly<
  Record<string, readonly [bytes: number, write: (view: DataView, at: number, value: number) => void]>
> = {
  '|u1': [1, (view, at, value) => view.setUint8(at, value)],
  '|b1': [1, (view, at, value) => view.setUint8(at, value)],
  '|i1': [1, (view, at, value) => view.setInt8(at, value)],
  '<u2': [2, (view, at, value) => view.setUint16(at, value, true)],
  '>i2': [2, (view, at, value) => view.setInt16(at, value, false)],
  '<i4': [4, (view, at, value) => view.setInt32(at, value, true)],
  '>i4': [4, (view, at, value) => view.setInt32(at, value, false)],
  '<i8': [8, (view, at, value) => view.setBigInt64(at, BigInt(value), true)],
  '>u8': [8, (view, at, value) => view.setBigUint64(at, BigInt(value), false)],
  '<f4': [4, (view, at, value) => view.setFloat32(at, value, true)],
  '>f4': [4, (view, at, value) => view.setFloat32(at, value, false)],
  '<f8': [8, (view, at, value) => view.setFloat64(at, value, true)],
  '>f8': [8, (view, at, value) => view.setFloat64(at, value, false)],
};

/** An .npy file with this header and content. */
export function npyFile(
  descr: string,
  shape: readonly number[],
  content: Uint8Array,
  fortran = false,
  version = 1,
): Buffer {
  const sizes = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const quoted = descr.startsWith('[') ? descr : `'${descr}'`;
  const dict = `{'descr': ${quoted}, 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${sizes}, }`;
  const before = version > 1 ? 12 : 10;
  const header = `${dict.padEnd(Math.ceil((before + dict.length + 1) / 64) * 64 - before - 1)}\n`;
  const prefix = Buffer.alloc(before);
  prefix.write('\x93NUMPY', 'latin1');
  prefix[6] = version;
  if (version > 1) prefix.writeUInt32LE(header.length, 8);
  else prefix.writeUInt16LE(header.length, 8);
  return Buffer.concat([prefix, Buffer.from(header, 'latin1'), content]);
}

/** An array of numbers, given with its last index the fastest. */
export function npyBytes(
  descr: string,
  shape: readonly number[],
  values: ArrayLike<number>,
  fortran = false,
  version = 1,
): Buffer {
  const [bytes, write] = WRITE[descr]!;
  const view = new DataView(new ArrayBuffer(bytes * values.length));
  for (let i = 0; i < values.length; i++) {
    let [rest, place, step] = [i, 0, values.length];
    for (let d = shape.length - 1; d >= 0; d--) {
      step /= shape[d]!;
      place += (rest % shape[d]!) * step;
      rest = Math.floor(rest / shape[d]!);
    }
    write(view, bytes * (fortran ? place : i), values[i]!);
  }
  return npyFile(descr, shape, new Uint8Array(view.buffer), fortran, version);
}

/** An array of texts of at most `length` characters, four bytes each. */
export function npyTexts(texts: readonly string[], length: number, big = false): Buffer {
  const content = Buffer.alloc(4 * length * texts.length);
  texts.forEach((text, row) => {
    [...text].slice(0, length).forEach((character, i) => {
      const at = 4 * (row * length + i);
      if (big) content.writeUInt32BE(character.codePointAt(0)!, at);
      else content.writeUInt32LE(character.codePointAt(0)!, at);
    });
  });
  return npyFile(`${big ? '>' : '<'}U${length}`, [texts.length], content);
}
