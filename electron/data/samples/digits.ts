import { Random, STREAMS } from '#shared/method/random.ts';
import { DIGIT_GLYPHS, type Point, type Stroke } from './digit-strokes.ts';
import { type Canvas, curve, drawPiece } from './pen.ts';

/** Width and height of a digit in pixels. */
export const DIGIT_SIZE = 16;

/**
 * How far one handwriting may stray from the glyphs. Rotation (radians), shear and wobble are standard deviations, pairs
 * are ranges; lengths are shares of the unit square where they name no unit. Chosen so that an MLP 256-128-64-10 gets about
 * 97 % of dev right after 2,000 steps of SGD at rate 0.3, and a linear model 92 %.
 */
const HAND = {
  rotation: 0.16,
  shear: 0.2,
  width: [0.76, 1.08],
  height: [0.86, 1.08],
  shift: 0.06,
  wobble: 0.042,
  /** Share of a stroke that may be missing at each end. */
  trim: 0.09,
  radiusPixels: [0.6, 1.15],
  edgePixels: [1.2, 2.2],
  ink: [0.7, 1],
  noise: [0.02, 0.12],
} as const;

export interface Digits {
  /** `[rows, 256]`, 0 is paper, 255 is ink. */
  inputs: Uint8Array;
  /** `[rows]`, 0 to 9. */
  labels: Int32Array;
}

/**
 * Draws handwritten digits: every image a random glyph of a random digit in a hand of its own (slant, size, place, wobble,
 * pen), blurred and noisy. The seed decides every byte.
 * @param onProgress is told how many rows are done, now and then.
 */
export function drawDigits(rows: number, seed: number, onProgress: (rows: number) => void = () => {}): Digits {
  const random = Random.from(seed, STREAMS.sample);
  const pixels = DIGIT_SIZE * DIGIT_SIZE;
  const inputs = new Uint8Array(rows * pixels);
  const labels = new Int32Array(rows);
  const canvas: Canvas = new Float32Array(pixels);
  for (let row = 0; row < rows; row++) {
    const digit = random.below(10);
    labels[row] = digit;
    drawDigit(canvas, digit, random);
    develop(canvas, random, inputs.subarray(row * pixels, (row + 1) * pixels));
    if (row % 500 === 499) onProgress(row + 1);
  }
  return { inputs, labels };
}

function drawDigit(canvas: Canvas, digit: number, random: Random): void {
  const glyphs = DIGIT_GLYPHS[digit]!;
  const place = hand(random);
  const radius = random.between(...HAND.radiusPixels);
  const edge = random.between(...HAND.edgePixels);
  canvas.fill(0);
  for (const stroke of glyphs[random.below(glyphs.length)]!) {
    const line = trim(curve(stroke, 5), random).map(place);
    const swell = random.between(-0.3, 0.3);
    for (let i = 0; i + 1 < line.length; i++) {
      // The pen presses harder towards one end.
      const pressure = 1 + swell * (i / line.length - 0.5);
      drawPiece(canvas, DIGIT_SIZE, line[i]!, line[i + 1]!, { radius: radius * pressure, edge });
    }
  }
}

/** One person's way of writing at one moment: from the unit square to pixels. */
function hand(random: Random): (point: Point) => Point {
  const angle = HAND.rotation * random.normal();
  const shear = HAND.shear * random.normal();
  const width = random.between(...HAND.width);
  const height = random.between(...HAND.height);
  const shiftX = random.between(-HAND.shift, HAND.shift);
  const shiftY = random.between(-HAND.shift, HAND.shift);
  const bendX = wobble(random);
  const bendY = wobble(random);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]) => {
    const v = (y - 0.5 + bendY(x, y)) * height;
    const u = (x - 0.5 + bendX(x, y)) * width - shear * v;
    return [(cos * u - sin * v + 0.5 + shiftX) * DIGIT_SIZE, (sin * u + cos * v + 0.5 + shiftY) * DIGIT_SIZE];
  };
}

/** A smooth field over the unit square, so that neighbouring points move together (an elastic distortion). */
function wobble(random: Random): (x: number, y: number) => number {
  const waves = Array.from({ length: 2 }, () => ({
    size: HAND.wobble * random.normal(),
    fx: random.between(-6, 6),
    fy: random.between(-6, 6),
    phase: random.between(0, 2 * Math.PI),
  }));
  return (x, y) => waves.reduce((sum, w) => sum + w.size * Math.sin(w.fx * x + w.fy * y + w.phase), 0);
}

/** Lifts the pen a little late at the start and a little early at the end. */
function trim(line: Stroke, random: Random): Stroke {
  const from = Math.floor(line.length * random.between(0, HAND.trim));
  const to = Math.ceil(line.length * (1 - random.between(0, HAND.trim)));
  return line.slice(from, to);
}

/** Turns ink into bytes, with the unevenness of paper and camera. */
function develop(canvas: Canvas, random: Random, out: Uint8Array): void {
  const ink = random.between(...HAND.ink);
  const noise = random.between(...HAND.noise);
  for (let i = 0; i < canvas.length; i++) {
    const grey = canvas[i]! * ink + noise * random.normal();
    out[i] = Math.round(255 * Math.min(1, Math.max(0, grey)));
  }
}
