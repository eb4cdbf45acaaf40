import type { Random } from '#shared/method/random.ts';
import { noise, pick, within } from '../draw.ts';
import { mutateBytes } from './bytes.ts';

/** A segment before the pixels: its marker, its content without its length. */
interface Segment {
  marker: number;
  data: Buffer;
}

const START_OF_SCAN = 0xda;

/** The segments of a JPEG up to its first scan, and all that follows. */
function partsOf(bytes: Buffer): { segments: Segment[]; rest: Buffer } {
  const segments: Segment[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== START_OF_SCAN) {
    const size = bytes.readUInt16BE(at + 2);
    segments.push({ marker: bytes[at + 1]!, data: bytes.subarray(at + 4, at + 2 + size) });
    at += 2 + size;
  }
  return { segments, rest: bytes.subarray(at) };
}

function written({ marker, data }: Segment): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(Math.min(data.length + 2, 0xffff));
  return Buffer.concat([Buffer.from([0xff, marker]), size, data.subarray(0, 0xfffd)]);
}

const isFrame = ({ marker }: Segment): boolean => marker >= 0xc0 && marker <= 0xc2;

/** Another height, width, precision, number of components or way of coding. */
function wildFrame(random: Random, segments: Segment[]): void {
  const frame = segments.find(isFrame);
  if (!frame) return;
  const data = Buffer.from(frame.data);
  const size = () => pick(random, [0, 1, 8, 1000, 4096, 8000, 8192, 8193, 20_000, 65_500, 65_535]);
  switch (random.below(4)) {
    case 0:
      data.writeUInt16BE(size(), 1);
      data.writeUInt16BE(size(), 3);
      break;
    case 1:
      data.writeUInt16BE(size(), pick(random, [1, 3]));
      break;
    case 2:
      frame.marker = pick(random, [0xc0, 0xc1, 0xc2, 0xc3, 0xc9, 0xca]);
      break;
    default:
      data[pick(random, [0, 5, 6, 7, 8])] = pick(random, [0, 1, 3, 4, 12, 0x11, 0x44, 255]);
  }
  frame.data = data;
}

/** EXIF data that names an orientation, or a wild number of entries. */
function addExif(random: Random, segments: Segment[]): void {
  const entry = Buffer.from('4578696600004d4d002a00000008000101120003000000010006000000000000', 'hex');
  entry.writeUInt16BE(pick(random, [1, 2, 5, 6, 8, 9, 0xffff]), entry.length - 8);
  if (pick(random, [true, false])) entry.writeUInt16BE(0xffff, 14);
  segments.unshift({ marker: 0xe1, data: entry });
}

function addSegment(random: Random, segments: Segment[]): void {
  const marker = pick(random, [0xe0, 0xe2, 0xee, 0xfe, 0xdd, 0xdb, 0xc4, 0xcc, 0xd8, 0x01]);
  segments.splice(random.below(segments.length + 1), 0, { marker, data: noise(random, within(random, 0, 300)) });
}

function changeSegment(random: Random, segments: Segment[]): void {
  const at = random.below(segments.length);
  const segment = segments[at]!;
  if (pick(random, [true, false])) segments.splice(at, 1);
  else segment.data = mutateBytes(random, segment.data);
}

/** Files are not made larger than this by repeating. */
const MAX_BYTES = 2 ** 20;

/** Each scan goes over all pixels again, however little it holds. */
function manyScans(random: Random, scans: Buffer): Buffer {
  const end = scans.lastIndexOf(Buffer.from([0xff, 0xd9]));
  if (end <= 0) return scans;
  const count = Math.min(pick(random, [2, 90, 2000]), Math.ceil(MAX_BYTES / end));
  const copies = Array.from({ length: count }, () => scans.subarray(0, end));
  return Buffer.concat([...copies, scans.subarray(end)]);
}

/** Changes a JPEG where its decoder looks. */
export function mutateJpeg(random: Random, bytes: Buffer): Buffer {
  const { segments, rest } = partsOf(bytes);
  let scans = rest;
  for (let n = within(random, 1, 3); n > 0 && segments.length > 0; n--)
    switch (random.below(6)) {
      case 0:
        scans = mutateBytes(random, scans);
        break;
      case 1:
        scans = manyScans(random, scans);
        break;
      default:
        pick(random, [wildFrame, wildFrame, addExif, addSegment, changeSegment])(random, segments);
    }
  return Buffer.concat([bytes.subarray(0, 2), ...segments.map(written), scans]);
}
