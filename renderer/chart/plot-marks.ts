import uPlot from 'uplot';
import { text } from '#shared/messages/text.ts';
import { formatCount } from '../format.ts';
import { drawBandLabel } from './band.ts';
import { drawChanceLabel } from './chance-line.ts';
import { type Divergence, drawDivergences, drawNonFinite } from './divergence-marks.ts';
import { drawDots, drawRing } from './dots.ts';
import { drawEndLabels, type LineEnd } from './end-labels.ts';
import type { Ink } from './ink.ts';
import type { Box } from './label-layout.ts';
import { formatValue } from './measures.ts';
import { drawConvergedLabel, drawNumStepsLines, drawOverfitting, lineAt, PILL_HEIGHT } from './num-steps-mark.ts';
import { kindOf, type PlotModel } from './plot-model.ts';
import { drawMarkLabels, drawMarkLines } from './step-marks.ts';
import type { LiveLine } from './strokes.ts';
import type { XAxis } from './x-axis.ts';

/** A plot as it stands at one frame. */
export interface Scene {
  model: PlotModel;
  /** Those that are shown, the lowest first. */
  lines: readonly LiveLine[];
  axis: XAxis;
  /** The value axis leaves the start of the curves out. */
  isCropped: boolean;
  /** Where the room for the curves ends, in canvas pixels. */
  bottom: number;
  /** num_steps as proposed, or as it is being dragged. */
  numSteps: PlotModel['numSteps'];
}

/** Everything drawn above the lines, in an order in which no line crosses a word and no word another. */
export function drawMarks(u: uPlot, ink: Ink, scene: Scene): void {
  const { recorded, language, chance, facts } = scene.model;
  const { numSteps, axis, bottom } = scene;
  const { marks } = scene.model;
  const { reference, window } = axis;
  const main = scene.lines.filter(l => l.main);
  const strongMain = main.filter(({ series }) => !series.muted);
  const views = scene.lines.map(({ view }) => view);
  const at = numSteps && { value: reference.x(numSteps.value), convergedAt: reference.x(numSteps.convergedAt) };
  if (numSteps !== null && at !== null) {
    const { value, convergedAt } = numSteps;
    const factor = convergedAt > 0 && convergedAt !== value ? `× ${Number((value / convergedAt).toPrecision(2))}` : '';
    if (numSteps.overfits) drawOverfitting(u, ink, at.convergedAt);
    drawNumStepsLines(u, ink, at, factor, bottom);
  }
  drawMarkLines(u, ink, marks, axis);
  // The ratio of what is zero has no meaning yet [B4]; elsewhere a number that is none is trouble.
  if (recorded.of === 'trials') drawNonFinite(u, ink, strayNonFinite(scene));
  const strong = scene.lines.filter(({ series }) => !series.muted);
  for (const line of strong) if (line.line.drawn === 'points') drawDots(u, ink, line, window, bottom);
  const which = recorded.ringed?.(facts.metric);
  if (which) for (const line of strongMain) drawRing(u, ink, line, which, bottom);
  const pill = at && pillBox(u, at.value);
  const taken: Box[] = pill === null ? [] : [pill];
  const upright = at && lineAt(u, at.value);
  taken.push(...drawEndLabels(u, ink, lineEnds(u, ink, strongMain, scene), upright, pill));
  if (scene.isCropped) taken.push(...drawStarts(u, ink, main, scene));
  taken.push(...drawMarkLabels(u, ink, marks, { axis, curves: scene.lines, bottom }, taken));
  if (chance !== null) {
    const uprights = at === null ? [] : lineBoxes(u, [at.value, at.convergedAt]);
    taken.push(...drawChanceLabel(u, ink, chance, [...taken, ...uprights], views));
  }
  taken.push(...drawDivergences(u, ink, divergences(strongMain, scene), taken));
  if (recorded.band !== null)
    taken.push(...drawBandLabel(u, ink, recorded.band(facts), text(language, 'probePanel.healthy'), taken, views));
  if (numSteps !== null && at !== null) {
    const key = numSteps.overfits ? 'chart.overfits' : 'chart.converged';
    const label = text(language, key, { step: formatCount(numSteps.convergedAt, language) });
    drawConvergedLabel(u, ink, at, label, taken, numSteps.overfits);
  }
}

/** At what values the curves begin, out of view; the space that it took. */
function drawStarts(u: uPlot, ink: Ink, main: readonly LiveLine[], { model, bottom }: Scene): Box[] {
  const starts = main.flatMap(({ view }) => (view.count > 0 ? [view.values[0] as number] : []));
  const [low, high] = [Math.min(...starts), Math.max(...starts)];
  const kind = kindOf(model);
  const [from, to] = [formatValue(low, kind), formatValue(high, kind)];
  const label =
    from === to
      ? text(model.language, 'chart.allStartAt', { value: from })
      : text(model.language, 'chart.startFrom', { low: from, high: to });
  const { left, top, width } = u.bbox;
  const [r, style] = [ink.ratio, { color: ink.palette.color['ink-3'], size: 11, weight: 400 } as const];
  const length = ink.measure(label, style);
  // Where the curves come from.
  const isAbove = low > u.posToVal(0, 'y');
  const middle = isAbove ? top + 10 * r : bottom - 9 * r;
  const box = { left: left + width - length - 4 * r, top: middle - 7 * r, width: length, height: 14 * r };
  ink.text(label, box.left, middle, style);
  return [box];
}

/** The lines of some places, a little wider than they are. */
const lineBoxes = (u: uPlot, places: readonly number[]): Box[] =>
  places.flatMap(place => {
    const x = lineAt(u, place);
    const { top, height } = u.bbox;
    return x === null ? [] : [{ left: x - 3 * uPlot.pxRatio, top, width: 6 * uPlot.pxRatio, height }];
  });

/** Where the pill stands, which waits at the plot's edge while its place is out of view; about as wide as its text. */
function pillBox(u: uPlot, value: number): Box {
  const { left, top, width } = u.bbox;
  const ratio = uPlot.pxRatio;
  const half = 70 * ratio;
  const middle = Math.min(left + width, Math.max(left, u.valToPos(value, 'x', true)));
  return { left: middle - half, top: 0, width: 2 * half, height: top + (PILL_HEIGHT / 2 + 3) * ratio };
}

function lineEnds(u: uPlot, ink: Ink, main: readonly LiveLine[], { model, axis, bottom }: Scene): LineEnd[] {
  const { window } = axis;
  const { top } = u.bbox;
  const kind = kindOf(model);
  // As in the legend, from the first curve on.
  const inOrder = model.series.flatMap(s => main.filter(l => l.series === s));
  return inOrder.flatMap(({ series, view }) => {
    const end = series.divergedAt === null ? view.endUpTo(window.to) : null;
    if (!end || end.x < window.from) return [];
    const wanted = u.valToPos(end.value, 'y', true);
    const y = Math.min(Math.max(wanted, top), bottom);
    const outside = Math.abs(wanted - y) > 1;
    // A line that has left the plot says where it went.
    const away = `${series.label} ${wanted < y ? '↑' : '↓'} ${formatValue(end.value, kind)}`;
    return [
      {
        x: u.valToPos(end.x, 'x', true),
        y,
        color: ink.color(series),
        text: outside ? away : series.label,
        strong: series.lead,
        outside,
      },
    ];
  });
}

function divergences(main: readonly LiveLine[], { axis, model }: Scene): Divergence[] {
  const { language } = model;
  return main.flatMap(({ series, view }) => {
    const { label, divergedAt, endReason } = series;
    if (divergedAt === null || model.recorded.of === 'layers') return [];
    const x = axis.placesOf(series).x(divergedAt);
    return [
      {
        x,
        value: view.endUpTo(x)?.value ?? null,
        text: text(language, 'chart.divergedAt', { rate: label, step: formatCount(divergedAt, language) }),
        reason: endReason,
      },
    ];
  });
}

/** Places of values in view that were not finite, unless a divergence mark stands for them. */
function strayNonFinite({ lines, axis }: Scene): number[] {
  return lines.flatMap(({ series, view }) => {
    const { divergedAt } = series;
    const end = divergedAt === null ? Number.POSITIVE_INFINITY : axis.placesOf(series).x(divergedAt);
    return view.raw.nonFinite.filter(x => x < end);
  });
}
