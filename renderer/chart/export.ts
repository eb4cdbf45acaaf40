import { text } from '#shared/messages/text.ts';
import { formatCount } from '../format.ts';
import { type CsvCurve, curvesCsv } from './csv.ts';
import type { LivePlot } from './live-plot.ts';
import { picture } from './picture.ts';
import type { PlotModel } from './plot-model.ts';
import type { ChartSeries } from './types.ts';

/** Has the browser save a file. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  // Characters that some file systems forbid.
  link.download = name.replace(/[\\/:*?"<>|]/g, '-');
  link.click();
  // The browser has taken hold of the blob by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

const shownSeries = ({ series, hidden }: PlotModel) => series.filter(s => !hidden.has(s.id));

/** Saves the points of all curves that are shown, raw and smoothed. */
export function saveCsv(plot: LivePlot | null, model: PlotModel, title: string): void {
  if (plot === null) return;
  const curves = shownSeries(model).map(series => csvCurve(plot, model, series));
  download(new Blob([curvesCsv(curves)], { type: 'text/csv;charset=utf-8' }), `${title}.csv`);
}

/** A curve's lines as they are recorded; names have plain hyphens, since the file is for programs. */
function csvCurve(plot: LivePlot, { recorded, unit, weights }: PlotModel, series: ChartSeries): CsvCurve {
  const places = plot.axis.placesOf(series);
  const columns = plot.lines.of(series.id).map(({ count, steps, values, smoothed }, i) => {
    const { column, drawn } = recorded.lines[i] ?? recorded.lines[0];
    // A column of a layer is named after its parameter.
    const name = `${column?.column ?? 'updateRatio'} ${series.name}`;
    const weight = recorded.smoothed ? weights[drawn] : 0;
    return weight === 0
      ? { names: [name], count, steps, values: [values] }
      : { names: [name, `smoothed ${weight} ${name}`], count, steps, values: [values, smoothed] };
  });
  return {
    columns,
    places: unit === 'steps' ? null : { name: `${unit} ${series.name}`, x: step => places.x(step) },
  };
}

/** Saves the plot as it is on screen, with title and legend. */
export function savePng(plot: LivePlot | null, model: PlotModel, title: string): void {
  if (!plot?.canvas) return;
  const { palette } = plot;
  const names = shownSeries(model).map(series => ({
    text: series.label,
    color: series.color(palette.theme),
    dashed: series.dashed,
  }));
  const { numSteps, language } = model;
  const pill =
    numSteps === null || plot.pill === null || plot.pill.outside
      ? null
      : { text: text(language, 'chart.numSteps', { steps: formatCount(numSteps.value, language) }), x: plot.pill.left };
  const drawn = picture(plot.canvas, title, names, pill, palette, plot.ratio);
  drawn.toBlob(blob => blob && download(blob, `${title}.png`), 'image/png');
}
