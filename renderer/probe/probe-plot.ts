import uPlot from 'uplot';
import type { ProbeAnswer } from '#shared/domain/probe.ts';
import type { Language } from '#shared/messages/text.ts';
import { TARGET_RATIO } from '#shared/method/probe/answer.ts';
import { Ink } from '../chart/ink.ts';
import { type Box, firstFree } from '../chart/label-layout.ts';
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

  // Beside the numbers of its axis, where no point can lie.
  ink.text(rate, left - 6 * px, top + height + 13 * px, { size: 11, align: 'right', color: color.axis, weight: 400 });

  for (const { learningRate, ratio } of answer.rounds) {
    if (Number.isNaN(ratio) || ratio === Number.POSITIVE_INFINITY) ink.cross(x(learningRate), top, 3.5, color.bad);
  }
  drawEstimate(u, ink, picture);

  const points = answer.rounds.filter(({ ratio }) => canBePlaced(ratio));
  const taken = points.map(({ learningRate, ratio }) => boxAround(x(learningRate), y(ratio), 9 * px, 9 * px));
  // The lines at the target and at the estimate, which no text is to cross.
  taken.push({ left, top: y(TARGET_RATIO) - px, width, height: 2 * px });
  taken.push({ left: x(picture.estimate) - px, top, width: 2 * px, height });
  const write = (text: string, places: readonly [Place, ...Place[]], tone: string): void => {
    const style = { size: 11, align: 'center', color: tone } as const;
    const extent = [ink.measure(text, style), 12 * px] as const;
    const box = firstFree(places.map(([at, height]) => boxAround(at, height, ...extent)) as [Box, ...Box[]], taken);
    taken.push(box);
    ink.text(text, box.left + box.width / 2, box.top + box.height / 2, style);
  };
  for (const number of ROUNDS) {
    const first = points.find(({ round }) => round === number);
    if (first === undefined) continue;
    const [at, height] = [x(first.learningRate), y(first.ratio)];
    const [above, below] = [height - 11 * px, height + 11 * px] as const;
    const beside: Place[] = [
      [at + 10 * px, below],
      [at + 11 * px, height],
      [at - 11 * px, height],
    ];
    write(
      String(number),
      number === 2 ? [[at, below], [at, above], ...beside] : [[at, above], [at, below], ...beside],
      color['ink-2'],
    );
  }
  // The ratio rises with the rate, so the band's upper left and lower right are free as a rule.
  const half = ink.measure(healthy, { size: 11, color: color.good }) / 2 + 4 * px;
  const [low, high] = [y(answer.ratioRule.band[0]) - 8 * px, y(answer.ratioRule.band[1]) + 8 * px];
  write(
    healthy,
    [
      [left + half, high],
      [left + width - half, high],
      [left + width - half, low],
      [left + half, low],
    ],
    color.good,
  );
}

/** The middle of a label, in canvas pixels. */
type Place = readonly [x: number, y: number];

const boxAround = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  top: y - height / 2,
  width,
  height,
});

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
