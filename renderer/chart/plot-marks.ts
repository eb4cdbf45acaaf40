import uPlot from 'uplot';
import { text } from '#shared/messages/text.ts';
import { formatCount, formatNumber, formatRate } from '../format.ts';
import { rateColor } from '../ramp.ts';
import { drawChanceLabel } from './chance-line.ts';
import type { CurveView } from './curve-view.ts';
import { type Divergence, drawDivergences, drawNonFinite } from './divergence-marks.ts';
import { drawEndLabels, type LineEnd } from './end-labels.ts';
import type { Ink } from './ink.ts';
import type { Box } from './label-layout.ts';
import { drawConvergedLabel, drawNumStepsLines, lineAt, PILL_HEIGHT } from './num-steps-mark.ts';
import type { PlotModel } from './plot-model.ts';
import type { ChartSeries } from './types.ts';

/** A plot as it stands at one frame. */
export interface Scene {
  model: PlotModel;
  views: ReadonlyMap<string, CurveView>;
  window: { from: number; to: number };
  /** num_steps as proposed, or as it is being dragged. */
  numSteps: PlotModel['numSteps'];
}

/** Everything drawn above the lines, in an order in which no line crosses a word and no word another. */
export function drawMarks(u: uPlot, ink: Ink, scene: Scene): void {
  const { language, series, hidden, chance } = scene.model;
  const { numSteps } = scene;
  const shown = series.filter(s => !hidden.has(s.trialId));
  if (numSteps !== null) {
    const { value, convergedAt } = numSteps;
    const factor = convergedAt > 0 ? `× ${Number((value / convergedAt).toPrecision(2))}` : '';
    drawNumStepsLines(u, ink, numSteps, factor);
  }
  drawNonFinite(u, ink, strayNonFinite(shown, scene));
  const taken: Box[] = numSteps === null ? [] : [pillBox(u, numSteps.value)];
  const upright = numSteps && lineAt(u, numSteps.value);
  taken.push(...drawEndLabels(u, ink, lineEnds(u, ink, shown, scene), upright));
  if (chance !== null) {
    const curves = shown.flatMap(s => scene.views.get(s.trialId) ?? []);
    const uprights = numSteps === null ? [] : lineBoxes(u, [numSteps.value, numSteps.convergedAt]);
    taken.push(...drawChanceLabel(u, ink, chance, [...taken, ...uprights], curves));
  }
  taken.push(...drawDivergences(u, ink, divergences(shown, scene), taken));
  if (numSteps !== null) {
    const label = text(language, 'chart.converged', { step: formatCount(numSteps.convergedAt, language) });
    drawConvergedLabel(u, ink, numSteps, label, taken);
  }
}

/** The lines of some steps, a little wider than they are. */
const lineBoxes = (u: uPlot, steps: readonly number[]): Box[] =>
  steps.flatMap(step => {
    const x = lineAt(u, step);
    const { top, height } = u.bbox;
    return x === null ? [] : [{ left: x - 3 * uPlot.pxRatio, top, width: 6 * uPlot.pxRatio, height }];
  });

/** Where the pill stands, which waits at the plot's edge while its step is out of view; about as wide as its text. */
function pillBox(u: uPlot, value: number): Box {
  const { left, top, width } = u.bbox;
  const ratio = uPlot.pxRatio;
  const half = 70 * ratio;
  const middle = Math.min(left + width, Math.max(left, u.valToPos(value, 'x', true)));
  return { left: middle - half, top: 0, width: 2 * half, height: top + (PILL_HEIGHT / 2 + 3) * ratio };
}

function lineEnds(u: uPlot, ink: Ink, shown: readonly ChartSeries[], scene: Scene): LineEnd[] {
  const { from, to } = scene.window;
  const { top, height } = u.bbox;
  return shown.flatMap(s => {
    const end = s.divergedAt === null ? scene.views.get(s.trialId)?.endUpTo(to) : null;
    if (!end || end.step < from) return [];
    const wanted = u.valToPos(end.value, 'y', true);
    const y = Math.min(Math.max(wanted, top), top + height);
    const outside = Math.abs(wanted - y) > 1;
    const rate = formatRate(s.learningRate);
    // A line that has left the plot says where it went.
    const away = `${rate} ${wanted < y ? '↑' : '↓'} ${formatNumber(end.value, scene.model.language)}`;
    return [
      {
        x: u.valToPos(end.step, 'x', true),
        y,
        color: rateColor(s.learningRate, ink.palette.theme),
        text: outside ? away : rate,
        strong: s.lead,
        outside,
      },
    ];
  });
}

function divergences(shown: readonly ChartSeries[], { views, model }: Scene): Divergence[] {
  const { language } = model;
  return shown.flatMap(({ trialId, learningRate, divergedAt, endReason }) => {
    if (divergedAt === null) return [];
    const words = { rate: formatRate(learningRate), step: formatCount(divergedAt, language) };
    return [
      {
        step: divergedAt,
        value: views.get(trialId)?.endUpTo(divergedAt)?.value ?? null,
        text: text(language, 'chart.divergedAt', words),
        reason: endReason,
      },
    ];
  });
}

/** Steps of losses in view that were not finite, unless a divergence mark stands for them. */
function strayNonFinite(shown: readonly ChartSeries[], { views }: Scene): number[] {
  return shown.flatMap(({ trialId, divergedAt }) => {
    const steps = views.get(trialId)?.raw.nonFinite ?? [];
    return divergedAt === null ? steps : steps.filter(step => step < divergedAt);
  });
}
