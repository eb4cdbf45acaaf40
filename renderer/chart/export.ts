import { text } from '#shared/messages/text.ts';
import { formatCount, formatRate } from '../format.ts';
import { rateColor } from '../ramp.ts';
import { lossCsv } from './csv.ts';
import type { LossPlot } from './loss-plot.ts';
import { picture } from './picture.ts';
import type { PlotModel } from './plot-model.ts';

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  // Characters that some file systems forbid.
  link.download = name.replace(/[\\/:*?"<>|]/g, '-');
  link.click();
  // The browser has taken hold of the blob by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

const shownSeries = ({ series, hidden }: PlotModel) => series.filter(s => !hidden.has(s.trialId));

/** Saves the points of all curves that are shown, raw and smoothed. */
export function saveCsv(plot: LossPlot | null, model: PlotModel, title: string): void {
  const curves = shownSeries(model).flatMap(({ trialId, learningRate }) => {
    const view = plot?.view(trialId);
    if (!view) return [];
    const { count, steps, loss, smoothed } = view;
    // A plain hyphen: the file is for programs.
    return [{ name: `lr=${learningRate}`, count, steps, loss, smoothed }];
  });
  download(new Blob([lossCsv(curves, model.weight)], { type: 'text/csv;charset=utf-8' }), `${title}.csv`);
}

/** Saves the plot as it is on screen, with title and legend. */
export function savePng(plot: LossPlot | null, model: PlotModel, title: string): void {
  if (!plot?.canvas) return;
  const { palette } = plot;
  const names = shownSeries(model).map(({ learningRate }) => ({
    text: formatRate(learningRate),
    color: rateColor(learningRate, palette.theme),
  }));
  const { numSteps, language } = model;
  const pill =
    numSteps === null || plot.pill === null || plot.pill.outside
      ? null
      : { text: text(language, 'chart.numSteps', { steps: formatCount(numSteps.value, language) }), x: plot.pill.left };
  const drawn = picture(plot.canvas, title, names, pill, palette, plot.ratio);
  drawn.toBlob(blob => blob && download(blob, `${title}.png`), 'image/png');
}
