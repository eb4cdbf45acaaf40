import type { CurveView } from './curve-view.ts';
import type { Grid } from './decimate.ts';
import { closeRange, lossRange, type Range } from './scales.ts';
import type { ChartSeries } from './types.ts';

/** What the loss axis is laid around. */
export interface AxisContents {
  /** The curves that are shown. */
  series: readonly ChartSeries[];
  views: ReadonlyMap<string, CurveView>;
  grid: Grid;
  window: { from: number; to: number };
  log: boolean;
  chanceLoss: number | null;
}

/** A curve that rises above this many times the loss of the start leaves the plot at its top, and presses no other one flat. */
const HIGHEST = { log: 10, linear: 2 };

/** The loss axis of the whole run: around the raw losses of all curves that did not diverge. */
export function wholeAxis(contents: AxisContents): Range {
  const { series, views, log, chanceLoss } = contents;
  const steady = series.filter(s => s.divergedAt === null);
  const first = series.map(s => views.get(s.trialId)?.loss[0] ?? 0).find(loss => loss > 0 && Number.isFinite(loss));
  const start = Math.max(chanceLoss ?? 0, first ?? 0) || 1;
  const [low, high] = extent(steady, contents) ?? [start / 10, start];
  return lossRange(low, Math.max(Math.min(high, start * HIGHEST[log ? 'log' : 'linear']), chanceLoss ?? low), {
    log,
    diverged: steady.length < series.length,
  });
}

/** The loss axis of a zoomed view, close around the curves in it; null where it holds none. */
export function zoomedAxis(contents: AxisContents): Range | null {
  const { series, log } = contents;
  const steady = series.filter(s => s.divergedAt === null);
  const found = extent(steady, contents) ?? extent(series, contents);
  return found && closeRange(found[0], found[1], log);
}

/** The lowest and the highest raw loss in view that have a place on the axis. */
function extent(series: readonly ChartSeries[], { views, grid, window, log }: AxisContents): Range | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { trialId } of series) {
    const values = views.get(trialId)?.raw.values ?? [];
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      const step = grid.xs[i] as number;
      if (value == null || step < window.from || step > window.to || (log && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}
