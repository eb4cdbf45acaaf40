import uPlot from 'uplot';
import type { ProbeAnswer } from '#shared/domain/probe.ts';
import type { Language } from '#shared/messages/text.ts';
import { TARGET_RATIO } from '#shared/method/probe/answer.ts';
import { Ink } from '../chart/ink.ts';
import type { Palette } from '../chart/palette.ts';
import { tickLabel } from '../chart/scales.ts';
import { canBePlaced, decades, rateAxis, ratioAxis, ratioBetween, shownRatio } from './probe-axes.ts';

/** What a plot of a probe shows. */
export interface ProbePicture {
  answer: ProbeAnswer;
  /** Drawn as the filled dot. */
  estimate: number;
  palette: Palette;
  language: Language;
  /** The words in the plot. */
  healthy: string;
  rate: string;
}

const ROUNDS = [1, 2, 3] as const;
const Y_AXIS_WIDTH = 44;
const X_AXIS_HEIGHT = 24;

/** Draws update ratio against learning rate, both logarithmic, into an element as large as it is. It does not change any more. */
export function drawProbe(host: HTMLElement, picture: ProbePicture): uPlot {
  const { answer, palette, language } = picture;
  const { color, family } = palette;
  const [rates, ratios] = [rateAxis(answer), ratioAxis(answer)];
  const axis = { stroke: color.axis, font: `11px ${family}`, ticks: { show: false }, gap: 6 };
  const labels = (_: uPlot, values: number[]) => values.map(value => tickLabel(value, language));
  const options: uPlot.Options = {
    width: host.clientWidth,
    height: host.clientHeight,
    padding: [16, 6, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, distr: 3, range: () => [...rates] },
      y: { distr: 3, range: () => [...ratios] },
    },
    axes: [
      { ...axis, size: X_AXIS_HEIGHT, grid: { show: false }, splits: () => decades(rates, 6), values: labels },
      {
        ...axis,
        size: Y_AXIS_WIDTH,
        grid: { stroke: color.grid, width: 1 },
        splits: () => decades(ratios, 5),
        values: labels,
      },
    ].map(one => ({ ...one, filter: (_: uPlot, splits: number[]) => splits })),
    series: [{}, ...ROUNDS.map(round => seriesOf(round, palette))],
    hooks: {
      drawClear: [u => drawBand(u, new Ink(u.ctx, palette, uPlot.pxRatio), picture)],
      draw: [u => drawMarks(u, new Ink(u.ctx, palette, uPlot.pxRatio), picture)],
    },
  };
  return new uPlot(options, dataOf(answer.rounds), host);
}

const seriesOf = (round: (typeof ROUNDS)[number], { color }: Palette): uPlot.Series => ({
  stroke: round === 1 ? color.control : color['ink-2'],
  width: round === 1 ? 1 : 1.25,
  ...(round === 1 && { dash: [3, 3] }),
  spanGaps: true,
  points: { show: true, size: 7, width: 1.5, fill: color.surface, stroke: round === 3 ? color.ink : color['ink-2'] },
});

/** Rates in ascending order, and each round's ratio at them, null where it has none. */
function dataOf(rounds: ProbeAnswer['rounds']): uPlot.AlignedData {
  const rates = [...new Set(rounds.map(({ learningRate }) => learningRate))].sort((a, b) => a - b);
  const ratiosOf = (number: number) =>
    rates.map(rate => {
      const at = rounds.find(({ round, learningRate }) => round === number && learningRate === rate);
      return at && canBePlaced(at.ratio) ? shownRatio(at.ratio) : null;
    });
  return [rates, ...ROUNDS.map(ratiosOf)];
}

function drawBand(u: uPlot, ink: Ink, { answer, palette }: ProbePicture): void {
  const { left, width } = u.bbox;
  const [low, high] = answer.ratioRule.band.map(ratio => u.valToPos(ratio, 'y', true)) as [number, number];
  u.ctx.save();
  u.ctx.fillStyle = palette.color['good-bg'];
  u.ctx.fillRect(left, high, width, low - high);
  u.ctx.restore();
  const target = u.valToPos(TARGET_RATIO, 'y', true);
  ink.line(
    [
      [left, target],
      [left + width, target],
    ],
    palette.color.good,
  );
}

function drawMarks(u: uPlot, ink: Ink, picture: ProbePicture): void {
  const { answer, palette, healthy, rate } = picture;
  const { color } = palette;
  const { left, top, width, height } = u.bbox;
  const px = ink.ratio;
  const x = (learningRate: number): number => u.valToPos(learningRate, 'x', true);
  const y = (ratio: number): number => u.valToPos(shownRatio(ratio), 'y', true);

  const small = { size: 11, align: 'right' } as const;
  ink.text(healthy, left + width - 4 * px, y(answer.ratioRule.band[1]) - 8 * px, { ...small, color: color.good });
  // Beside the numbers of its axis, where no point can lie.
  ink.text(rate, left - 6 * px, top + height + 13 * px, { ...small, color: color.axis, weight: 400 });

  for (const { learningRate, ratio } of answer.rounds) {
    if (Number.isNaN(ratio) || ratio === Number.POSITIVE_INFINITY) ink.cross(x(learningRate), top, 3.5, color.bad);
  }
  drawEstimate(u, ink, picture);
  for (const number of ROUNDS) {
    const first = answer.rounds.find(({ round, ratio }) => round === number && canBePlaced(ratio));
    if (first === undefined) continue;
    const above = number === 2 ? 11 : -11;
    ink.text(String(number), x(first.learningRate), y(first.ratio) + above * px, {
      size: 11,
      align: 'center',
      color: color['ink-2'],
    });
  }
}

/** A line at the estimate's rate, and the dot where it meets what was measured, else on the axis. */
function drawEstimate(u: uPlot, ink: Ink, { answer, estimate, palette }: ProbePicture): void {
  const { top, height } = u.bbox;
  const x = u.valToPos(estimate, 'x', true);
  const ratio = ratioBetween(answer.rounds, estimate);
  const y = ratio === null ? top + height : u.valToPos(shownRatio(ratio), 'y', true);
  ink.line(
    [
      [x, top],
      [x, top + height],
    ],
    palette.color.ink,
    1,
    [2, 3],
  );
  ink.dot(x, y, 6.5, palette.color.surface);
  ink.dot(x, y, 5, palette.color.ink);
}
