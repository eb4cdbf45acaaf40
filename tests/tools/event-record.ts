import { maskedCrc } from '#shared/command/figures/event-file.ts';

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const field = (number: number, bytes: Uint8Array): Buffer =>
  Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length), ...bytes]);

/** A record of a TensorBoard event file: scalars at a step, as `SummaryWriter.add_scalar` writes them. */
export function eventRecord(step: number, scalars: Record<string, number>): Buffer {
  const values = Object.entries(scalars).map(([tag, value]) => {
    const number = Buffer.alloc(5);
    number[0] = 2 * 8 + 5;
    number.writeFloatLE(value, 1);
    return field(1, Buffer.concat([field(1, Buffer.from(tag)), number]));
  });
  const time = Buffer.alloc(9);
  time[0] = 8 + 1;
  const data = Buffer.concat([time, Buffer.from([2 * 8, ...varint(step)]), field(5, Buffer.concat(values))]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length));
  const crc = (of: Uint8Array): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(maskedCrc(of));
    return bytes;
  };
  return Buffer.concat([length, crc(length), data, crc(data)]);
}
