import { Refusal } from '#shared/contract/refusal.ts';
import type { SourceFile } from '../files/file-set.ts';

/** How every file of an array begins. */
const MAGIC = '\x93NUMPY';
const PREFIX = 12;
/** Longer headers are of tables with very many columns of their own. */
const MAX_HEADER = 65_536;

/** What is known of an array before it is read. */
export interface NpyArray {
  file: SourceFile;
  /** Within its set, without `.npy`: `x_train`. */
  name: string;
  shape: number[];
  /** As NumPy writes it: `<f4`, `|u1`. */
  dtype: string;
  isFortran: boolean;
  /** Where its values begin. */
  start: number;
}

/** The elements of an array, read. */
export interface NpyValues extends NpyArray {
  rows: number;
  /** Elements a row. */
  width: number;
  /** Of numbers; NaN of texts. */
  number(row: number, at: number): number;
  /** As a table would have it: nothing for NaN, whole numbers of any length exactly. */
  cell(row: number, at: number): string;
}

export const isNpy = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 6)).toString('latin1') === MAGIC;

export const shapeText = (shape: readonly number[]): string => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;

/**
 * What a file says of its array.
 * @returns null where it is none.
 * @throws Refusal where its header can't be read.
 */
export async function npyArray(file: SourceFile): Promise<NpyArray | null> {
  const prefix = Buffer.from(await file.beginning(PREFIX));
  if (!isNpy(prefix)) return null;
  const damaged = () => new Refusal('error.data.npy.damaged', { file: file.name });
  if (prefix.length < PREFIX) throw damaged();
  // Version 1 has two bytes for the length of what follows, later ones four.
  const long = prefix[6]! > 1;
  const length = long ? prefix.readUInt32LE(8) : prefix.readUInt16LE(8);
  const start = (long ? 12 : 10) + length;
  if (length > MAX_HEADER) throw damaged();
  const bytes = Buffer.from(await file.beginning(start));
  const text = bytes.subarray(long ? 12 : 10).toString('latin1');
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const sizes = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  const dtype = /'descr':\s*(?:'([^']*)'|(\[))/.exec(text);
  if (bytes.length < start || order === undefined || sizes === undefined || !dtype) throw damaged();
  const shape = [...sizes.matchAll(/\d+/g)].map(Number);
  if (!shape.every(Number.isSafeInteger)) throw damaged();
  const name = file.path.replace(/\.npy$/i, '');
  return { file, name, shape, dtype: dtype[1] ?? 'structured', isFortran: order === 'True', start };
}

type Get = (at: number) => number | bigint | string;
interface Type {
  bytes: number;
  get: Get;
}

/** IEEE 754's half precision. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

function characters(bytes: Buffer, at: number, count: number, little: boolean): string {
  let text = '';
  for (let i = 0; i < count; i++) {
    const point = little ? bytes.readUInt32LE(at + 4 * i) : bytes.readUInt32BE(at + 4 * i);
    if (point === 0) break;
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  return text;
}

/** How an element is read at a byte; null where Descent reads none of that type. */
function typeOf(dtype: string, bytes: Buffer): Type | null {
  const [, sign = '', kind = '', digits = ''] = /^([<>|=])([a-zA-Z?])(\d+)$/.exec(dtype) ?? [];
  const size = Number(digits);
  const little = sign !== '>';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = (get: Get): Type => ({ bytes: size, get });
  switch (kind + digits) {
    case 'b1':
    case 'u1':
      return number(at => bytes[at]!);
    case 'i1':
      return number(at => view.getInt8(at));
    case 'u2':
      return number(at => view.getUint16(at, little));
    case 'i2':
      return number(at => view.getInt16(at, little));
    case 'u4':
      return number(at => view.getUint32(at, little));
    case 'i4':
      return number(at => view.getInt32(at, little));
    case 'u8':
      return number(at => view.getBigUint64(at, little));
    case 'i8':
      return number(at => view.getBigInt64(at, little));
    case 'f2':
      return number(at => half(view.getUint16(at, little)));
    case 'f4':
      return number(at => view.getFloat32(at, little));
    case 'f8':
      return number(at => view.getFloat64(at, little));
  }
  if (kind === 'U') return { bytes: 4 * size, get: at => characters(bytes, at, size, little) };
  if (kind === 'S') return { bytes: size, get: at => bytes.toString('utf8', at, at + size).replace(/\0.*$/s, '') };
  return null;
}

export const isText = ({ dtype }: NpyArray): boolean => /^[<>|=][US]/.test(dtype);
export const isWhole = ({ dtype }: NpyArray): boolean => /^[<>|=][biu]/.test(dtype);
export const isBoolean = ({ dtype }: NpyArray): boolean => dtype === '|b1';

/** @throws Refusal where its elements are of a type that Descent reads none of: objects, complex numbers, dates, fields */
export function checkType({ file, dtype }: NpyArray): void {
  if (typeOf(dtype, Buffer.alloc(0))) return;
  if (dtype === '|O') throw new Refusal('error.data.npy.objects', { file: file.name });
  const key = dtype === 'structured' ? 'error.data.npy.structured' : 'error.data.npy.type';
  throw new Refusal(key, { file: file.name, type: dtype });
}

/** A single-precision number as short as it can be written: 0.1, not 0.10000000149011612. */
function shortest(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return String(text);
  }
  return String(value);
}

/**
 * Reads an array whole, in C or Fortran order. Its first dimension is rows.
 * @throws Refusal where it is larger than what is read whole, or its size isn't what its header says.
 */
export async function npyValues(array: NpyArray): Promise<NpyValues> {
  const { file, dtype, shape, isFortran, start } = array;
  checkType(array);
  const content = await file.read();
  const bytes = Buffer.from(content.buffer, content.byteOffset + start, Math.max(0, content.byteLength - start));
  const type = typeOf(dtype, bytes)!;
  const [rows = 0, ...inner] = shape;
  const width = inner.reduce((product, size) => product * size, 1);
  const expected = rows * width * type.bytes;
  if (bytes.length !== expected)
    throw new Refusal('error.data.npy.size', {
      file: file.name,
      shape: shapeText(shape),
      expected,
      actual: bytes.length,
    });
  // Where there are no rows, the file says nothing of how wide they may be.
  const places = isFortran && width > 1 && rows > 0 ? fortranPlaces(inner, width) : null;
  const at = (row: number, i: number): number => type.bytes * (places ? row + rows * places[i]! : row * width + i);
  const isSingle = /f[24]$/.test(dtype);
  return {
    ...array,
    rows,
    width,
    number: (row, i) => Number(type.get(at(row, i))),
    cell(row, i) {
      const value = type.get(at(row, i));
      if (typeof value !== 'number' || Number.isInteger(value)) return String(value);
      if (Number.isNaN(value)) return '';
      if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
      return isSingle ? shortest(value) : String(value);
    },
  };
}

/** Where the elements of a row, counted with the last index the fastest, stand if the first is the fastest. */
function fortranPlaces(sizes: readonly number[], width: number): Int32Array {
  const places = new Int32Array(width);
  for (let i = 0; i < width; i++) {
    let rest = i;
    let place = 0;
    let step = width;
    for (let d = sizes.length - 1; d >= 0; d--) {
      step /= sizes[d]!;
      place += (rest % sizes[d]!) * step;
      rest = Math.floor(rest / sizes[d]!);
    }
    places[i] = place;
  }
  return places;
}
