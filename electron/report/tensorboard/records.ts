import { maskedCrc } from '#shared/command/figures/event-file.ts';

/**
 * One record of a TensorFlow record file: the length of the data (64 bits, little-endian), its CRC, the data, its CRC (CRC-32C, masked).
 * @param data an `Event` of protocol buffers
 */
export function record(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc(data), true);
  return bytes;
}
