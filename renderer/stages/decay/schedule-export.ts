import { curvesCsv } from '../../chart/csv.ts';
import { download } from '../../chart/export.ts';
import { picture } from '../../chart/picture.ts';
import { ratePath } from './rate-path.ts';
import type { ScheduleModel } from './schedule-model.ts';
import type { SchedulePlot } from './schedule-plot.ts';

/** Saves the chart as it is on screen, with title and legend. */
export function saveSchedulePng(plot: SchedulePlot | null, { bands, schedules }: ScheduleModel, title: string): void {
  if (!plot?.canvas) return;
  const { palette, ratio } = plot;
  const names = [
    ...bands.map(({ label, color }) => ({
      text: label,
      color: color?.(palette.theme) ?? palette.color['ink-2'],
      dashed: false,
    })),
    ...schedules.map(({ label, color }) => ({
      text: label,
      color: color?.(palette.theme) ?? palette.color.preview,
      dashed: color === null,
    })),
  ];
  const drawn = picture(plot.canvas, title, names, null, palette, ratio);
  drawn.toBlob(blob => blob && download(blob, `${title}.png`), 'image/png');
}

/** More changes of a rate than that are thinned out, evenly. */
const MOST_ROWS = 100_000;

/** Saves what is drawn as numbers: the mean of each dev curve, and each change of each rate. */
export function saveScheduleCsv({ bands, schedules, learningRate, steps }: ScheduleModel, title: string): void {
  const columns = [
    ...bands.map(({ label, band }) => ({ name: `dev ${label}`, steps: band.steps, values: band.mean })),
    ...schedules.map(({ label, schedule }) => {
      const path = ratePath(schedule, learningRate, steps, MOST_ROWS);
      return {
        name: `learningRate ${label}`,
        steps: path.map(({ step }) => step),
        values: path.map(({ lr }) => lr),
      };
    }),
  ];
  const csv = curvesCsv(
    columns.map(({ name, steps, values }) => ({
      places: null,
      columns: [
        {
          names: [name],
          count: steps.length,
          steps: Float64Array.from(steps),
          values: [Float64Array.from(values)],
        },
      ],
    })),
  );
  download(new Blob([csv], { type: 'text/csv;charset=utf-8' }), `${title}.csv`);
}
