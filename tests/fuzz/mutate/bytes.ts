import { gzipSync } from 'node:zlib';
import type { Random } from '#shared/method/random.ts';
import { length, noise, pick, within } from '../draw.ts';

type Mutation = (random: Random, bytes: Buffer) => Buffer;

/** Sizes that overflow, wrap round or name more than there is. */
export const WILD_SIZES: readonly number[] = [
  0, 1, 2, 3, 255, 256, 0x7fff, 0x8000, 0xffff, 0x10000, 0xffffff, 0x1000000, 0x7fffffff, 0x80000000, 0xfffffffe,
  0xffffffff,
];

const flipBits: Mutation = (random, bytes) => {
  const flipped = Buffer.from(bytes);
  for (let n = within(random, 1, 16); n > 0; n--) flipped[random.below(flipped.length)]! ^= 1 << random.below(8);
  return flipped;
};

const setBytes: Mutation = (random, bytes) => {
  const set = Buffer.from(bytes);
  const from = random.below(set.length);
  const value = pick(random, [0, 0xff, 0x0a, 0x22, 0x80, 0xfe, random.below(256)]);
  return set.fill(value, from, Math.min(set.length, from + 1 + length(random, 64)));
};

const wildSize: Mutation = (random, bytes) => {
  if (bytes.length < 4) return bytes;
  const wild = Buffer.from(bytes);
  // Most sizes stand near the beginning or the end.
  const at = random.below(Math.min(bytes.length - 3, pick(random, [32, 128, bytes.length])));
  const place = pick(random, [at, bytes.length - 4 - at]);
  const size = pick(random, [...WILD_SIZES, bytes.length, bytes.length - place, bytes.length + 1]);
  if (pick(random, [true, false])) wild.writeUInt32BE(size, place);
  else wild.writeUInt32LE(size, place);
  return wild;
};

const truncate: Mutation = (random, bytes) =>
  bytes.subarray(0, pick(random, [random.below(bytes.length), bytes.length - 1, Math.min(bytes.length, 4)]));

/** Where a block of the bytes begins and ends. */
function block(random: Random, bytes: Buffer): [from: number, to: number] {
  const from = random.below(bytes.length);
  return [from, Math.min(bytes.length, from + 1 + length(random, bytes.length))];
}

const deleteBlock: Mutation = (random, bytes) => {
  const [from, to] = block(random, bytes);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const repeatBlock: Mutation = (random, bytes) => {
  const [from, to] = block(random, bytes);
  const copies = Array.from({ length: within(random, 2, 9) }, () => bytes.subarray(from, to));
  return Buffer.concat([bytes.subarray(0, from), ...copies, bytes.subarray(to)]);
};

const moveBlock: Mutation = (random, bytes) => {
  const [from, to] = block(random, bytes);
  const rest = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  const at = random.below(rest.length + 1);
  return Buffer.concat([rest.subarray(0, at), bytes.subarray(from, to), rest.subarray(at)]);
};

const insertNoise: Mutation = (random, bytes) => {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), noise(random, 1 + length(random, 4096)), bytes.subarray(at)]);
};

const append: Mutation = (random, bytes) => Buffer.concat([bytes, noise(random, 1 + length(random, 256))]);

const MUTATIONS: readonly Mutation[] = [
  flipBits,
  flipBits,
  setBytes,
  wildSize,
  wildSize,
  truncate,
  deleteBlock,
  repeatBlock,
  moveBlock,
  insertNoise,
  append,
];

/** Changes bytes without regard to what they mean. */
export function mutateBytes(random: Random, bytes: Uint8Array): Buffer {
  if (bytes.length === 0) return noise(random, within(random, 0, 64));
  return pick(random, MUTATIONS)(random, Buffer.from(bytes));
}

/** A gzip file of these bytes, mostly with something wrong with it. */
export function gzipped(random: Random, bytes: Uint8Array): Buffer {
  const whole = gzipSync(bytes, { level: 1 });
  const changed = Buffer.from(whole);
  switch (random.below(24)) {
    case 0: // the checksum at the end
      changed.writeUInt32LE(random.next(), changed.length - 8);
      return changed;
    case 1: // the size at the end
      changed.writeUInt32LE(pick(random, WILD_SIZES), changed.length - 4);
      return changed;
    case 2: // flags that name fields which are not there
      changed[3] = random.below(256);
      return changed;
    case 3:
      return Buffer.concat([whole, whole]);
    case 4:
      return Buffer.concat([whole, noise(random, within(random, 1, 64))]);
    case 5:
      return mutateBytes(random, whole);
    default:
      return whole;
  }
}
