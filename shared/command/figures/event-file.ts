import type { Figure } from './figure.ts';

/** A record that claims to be longer than this is damage. */
const MOST_RECORD = 64 * 2 ** 20;

/** CRC-32C (Castagnoli), by which TensorBoard's records are guarded. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1;
  return c;
});

/** The masked CRC of TensorFlow's record files. */
export function maskedCrc(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/**
 * Scalars of a TensorBoard event file that may still be written: a record is a length, its CRC, an `Event` of protocol buffers and its CRC.
 * What isn't whole yet waits; after a damaged record nothing further of the file is read.
 */
export class EventFile {
  private rest = new Uint8Array(0);
  /** A record was damaged. */
  damaged = false;

  /** Takes further bytes. @returns an entry each event with scalars, `step` among its figures */
  push(bytes: Uint8Array): Figure[][] {
    const all = new Uint8Array(this.rest.length + bytes.length);
    all.set(this.rest);
    all.set(bytes, this.rest.length);
    const view = new DataView(all.buffer);
    const events: Figure[][] = [];
    let at = 0;
    while (!this.damaged && all.length - at >= 12) {
      const length = Number(view.getBigUint64(at, true));
      if (length > MOST_RECORD || view.getUint32(at + 8, true) !== maskedCrc(all.subarray(at, at + 8)))
        this.damaged = true;
      else {
        if (all.length - at < length + 16) break;
        const data = all.subarray(at + 12, at + 12 + length);
        if (view.getUint32(at + 12 + length, true) !== maskedCrc(data)) this.damaged = true;
        else {
          const figures = scalarsOf(data);
          if (figures.length > 0) events.push(figures);
          at += length + 16;
        }
      }
    }
    this.rest = this.damaged ? new Uint8Array(0) : all.slice(at);
    return events;
  }
}

/** A field of a protocol buffer message: its number, and its value as bytes or as a number. */
interface Field {
  number: number;
  bytes: Uint8Array;
  value: number;
}

function* fieldsOf(message: Uint8Array): Generator<Field> {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  let at = 0;
  const varint = (): number => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('a protocol buffer that is not whole');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
  };
  while (at < message.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    const none = message.subarray(0, 0);
    switch (key % 8) {
      case 0:
        yield { number, bytes: none, value: varint() };
        break;
      case 1:
        yield { number, bytes: message.subarray(at, at + 8), value: view.getFloat64(at, true) };
        at += 8;
        break;
      case 2: {
        const length = varint();
        if (at + length > message.length) throw new RangeError('a protocol buffer that is not whole');
        yield { number, bytes: message.subarray(at, at + length), value: Number.NaN };
        at += length;
        break;
      }
      case 5:
        yield { number, bytes: message.subarray(at, at + 4), value: view.getFloat32(at, true) };
        at += 4;
        break;
      default:
        throw new RangeError('a protocol buffer of another kind');
    }
  }
}

/** `Event`: step is field 2, summary field 5; `Summary.Value`: tag 1, simple_value 2, tensor 8. Nothing where that isn't what it holds. */
function scalarsOf(event: Uint8Array): Figure[] {
  const figures: Figure[] = [];
  let step = 0;
  try {
    for (const { number, bytes, value } of fieldsOf(event)) {
      if (number === 2) step = value;
      if (number === 5)
        for (const inner of fieldsOf(bytes)) if (inner.number === 1) figures.push(...scalarIn(inner.bytes));
    }
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
  return figures.length === 0 ? [] : [{ name: 'step', value: step }, ...figures];
}

function scalarIn(summary: Uint8Array): Figure[] {
  let name = '';
  let value: number | null = null;
  for (const field of fieldsOf(summary)) {
    if (field.number === 1) name = new TextDecoder().decode(field.bytes);
    if (field.number === 2) value = field.value;
    if (field.number === 8) value = tensorIn(field.bytes);
  }
  return name !== '' && value !== null ? [{ name, value }] : [];
}

/** `TensorProto` of one float: tensor_content is field 4, float_val field 5; null: another tensor. */
function tensorIn(tensor: Uint8Array): number | null {
  for (const { number, bytes, value } of fieldsOf(tensor)) {
    if (number !== 4 && number !== 5) continue;
    if (bytes.length === 4) return new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0, true);
    if (bytes.length === 0) return value;
  }
  return null;
}
