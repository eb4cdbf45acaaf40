import { crc32, deflateSync } from 'node:zlib';
import type { Random } from '#shared/method/random.ts';
import { chance, noise, pick, within } from '../draw.ts';
import { mutateBytes, WILD_SIZES } from './bytes.ts';

const SIGNATURE_BYTES = 8;

interface Chunk {
  type: string;
  data: Buffer;
}

/** The chunks of a PNG, as far as they follow one another as their lengths say. */
function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    if (at + 12 + size > bytes.length) break;
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + size) });
    at += 12 + size;
  }
  return chunks;
}

function written({ type, data }: Chunk, size = data.length): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(size, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

const SIZES = [...WILD_SIZES, 7, 64, 1000, 4096, 8192, 8193, 16_384, 1_000_000];

/** Bytes of zeros that shrink a thousandfold, by their number; made once. */
const packed = new Map<number, Buffer>();
function zeros(count: number): Buffer {
  const known = packed.get(count) ?? deflateSync(Buffer.alloc(count), { level: 6 });
  packed.set(count, known);
  return known;
}

function wildHeader(random: Random, chunks: Chunk[]): void {
  const header = chunks.find(({ type }) => type === 'IHDR');
  if (!header || header.data.length < 13) return;
  const data = Buffer.from(header.data);
  for (let n = within(random, 1, 3); n > 0; n--)
    switch (random.below(4)) {
      case 0:
      case 1:
        data.writeUInt32BE(pick(random, SIZES), pick(random, [0, 4]));
        break;
      case 2: // depth, colour type
        data[8] = pick(random, [1, 2, 4, 8, 16, 0, 255]);
        data[9] = pick(random, [0, 2, 3, 4, 6, 1, 255]);
        break;
      default: // compression, filter, interlace
        data[within(random, 10, 12)] = pick(random, [0, 1, 2, 255]);
    }
  header.data = data;
}

/** An image of so many pixels in a file of a few hundred KiB at most. */
function bomb(random: Random, chunks: Chunk[]): void {
  const [width, height] = pick(random, [
    [8192, 8192],
    [4096, 4096],
    [65_535, 300],
    [1, 4_000_000],
    [8191, 8191],
  ] as const);
  const interlaced = pick(random, [0, 1]);
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, pick(random, [0, 2, 6]), 0, 0, interlaced], 8);
  const pixels = pick(random, [1, 65, 193]) * 2 ** 20;
  chunks.splice(
    0,
    chunks.length,
    { type: 'IHDR', data },
    { type: 'IDAT', data: zeros(pixels) },
    { type: 'IEND', data: Buffer.alloc(0) },
  );
}

/** Chunks beside the pixels that decoders unpack or trust. */
function addChunk(random: Random, chunks: Chunk[]): void {
  const text = Buffer.from('note\0\0', 'latin1');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(pick(random, SIZES), 0);
  const data = pick(random, [
    Buffer.concat([text, zeros(64 * 2 ** 20)]),
    Buffer.concat([text, noise(random, 100)]),
    noise(random, within(random, 0, 1200)),
    size,
  ]);
  const type = pick(random, [
    'zTXt',
    'iCCP',
    'iTXt',
    'PLTE',
    'tRNS',
    'eXIf',
    'acTL',
    'fcTL',
    'gAMA',
    'pHYs',
    'sBIT',
    'zzzz',
  ]);
  chunks.splice(random.below(chunks.length + 1), 0, { type, data });
}

function changeChunk(random: Random, chunks: Chunk[]): void {
  const at = random.below(chunks.length);
  const chunk = chunks[at]!;
  switch (random.below(4)) {
    case 0:
      chunks.splice(at, 1);
      break;
    case 1:
      chunks.splice(random.below(chunks.length), 0, chunk);
      break;
    case 2:
      chunk.type = pick(random, ['IDAT', 'IEND', 'IHDR', 'PLTE', 'xxxx']);
      break;
    default:
      chunk.data = mutateBytes(random, chunk.data);
  }
}

/** Changes a PNG where its decoder looks, with checksums that fit. */
export function mutatePng(random: Random, bytes: Buffer): Buffer {
  const chunks = chunksOf(bytes);
  if (chunks.length === 0) return mutateBytes(random, bytes);
  for (let n = within(random, 1, 2); n > 0 && chunks.length > 0; n--)
    pick(random, [wildHeader, wildHeader, addChunk, changeChunk, changeChunk, bomb])(random, chunks);
  const wrongSize = chance(random, 0.1) ? random.below(chunks.length) : -1;
  return Buffer.concat([
    bytes.subarray(0, SIGNATURE_BYTES),
    ...chunks.map((chunk, i) => written(chunk, i === wrongSize ? pick(random, WILD_SIZES) : undefined)),
  ]);
}
