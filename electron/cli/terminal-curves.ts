import asciichart from 'asciichart';
import type { WholeLosses } from '#shared/contract/whole-losses.ts';
import type { LadderAnswer } from '#shared/domain/answer.ts';
import { RANKING_WEIGHT } from '#shared/method/curves/loss-curve.ts';
import { smooth } from '#shared/method/curves/smoothing.ts';
import { formatNumber, formatRate } from './format.ts';

const WIDTH = 60;
const HEIGHT = 12;
const LABEL_WIDTH = 8;

/**
 * A ladder's smoothed training losses in one small chart: log axis, steps from left to right, each curve's rate at its
 * end. A curve that ended early ends early here too.
 */
export function terminalCurves(answer: LadderAnswer, curves: readonly WholeLosses[], colored: boolean): string {
  const longest = Math.max(1, ...answer.candidates.map(r => r.steps));
  const lines = answer.candidates.flatMap(candidate => {
    const batches = curves.find(c => c.trialId === candidate.trialId)?.batches ?? [];
    const losses = batches.flatMap(b => [...(b.columns.loss ?? [])]);
    const line = losses.length > 0 ? thin(smooth(Float64Array.from(losses), RANKING_WEIGHT), longest) : [];
    return line.length > 1 ? [{ rate: candidate.learningRate, line }] : [];
  });
  if (lines.length === 0) return '';
  // A diverged curve would flatten all others: the chart ends a little above where the curves begin.
  const ceiling = Math.max(...lines.map(l => l.line[0] ?? 0)) + 0.3;
  const clipped = lines.map(l => ({ ...l, line: l.line.map(v => Math.min(v, ceiling)) }));
  const all = clipped.flatMap(l => l.line);
  const [min, max] = [Math.min(...all), Math.max(...all)];
  const drawn = asciichart.plot(
    clipped.map(l => l.line),
    {
      height: HEIGHT,
      min,
      max,
      format: v => formatNumber(10 ** v).padStart(LABEL_WIDTH),
      ...(colored ? { colors: clipped.map((_, i) => COLORS[i % COLORS.length]) } : {}),
    },
  );
  return drawn
    .split('\n')
    .map((text, row) => {
      const here = clipped.filter(l => rowOf(l.line.at(-1) ?? 0, min, max) === row);
      return here.length === 0 ? text : `${text}  ${here.map(l => formatRate(l.rate)).join(', ')}`;
    })
    .join('\n');
}

const COLORS = [
  asciichart.yellow,
  asciichart.green,
  asciichart.cyan,
  asciichart.blue,
  asciichart.magenta,
  asciichart.red,
];

const rowOf = (value: number, min: number, max: number): number =>
  max === min ? 0 : Math.round(((max - value) / (max - min)) * HEIGHT);

/** log₁₀ of a curve at evenly spaced steps; as wide as its share of the longest curve. */
function thin(smoothed: Float64Array, longest: number): number[] {
  const finite = smoothed.filter(v => Number.isFinite(v) && v > 0);
  const width = Math.max(2, Math.round((WIDTH * finite.length) / longest));
  if (finite.length < 2) return [];
  return Array.from({ length: width }, (_, i) =>
    Math.log10(finite[Math.floor((i * (finite.length - 1)) / (width - 1))] as number),
  );
}
