import type { CurveView } from './curve-view.ts';
import type { Grid } from './decimate.ts';
import { closeRange, type Range, valueRange } from './scales.ts';

/** A line that the value axis is laid around. */
export interface AxisLine {
  view: CurveView;
  /** Its trial diverged: it leaves the plot rather than press the others flat. */
  diverged: boolean;
}

/** What the value axis is laid around. */
export interface AxisContents {
  /** The lines that are shown. */
  lines: readonly AxisLine[];
  grid: Grid;
  window: { from: number; to: number };
  log: boolean;
  /** Values that are in view whatever the lines are: a baseline, a band. */
  also: readonly number[];
  /** Nothing that rises far above its start, where all lines start at about the same height: a loss does. */
  fromStart: boolean;
  /** Values lie between 0 and 1. */
  share: boolean;
}

/** A curve that rises above this many times the loss of the start leaves the plot at its top, and presses no other one flat. */
const HIGHEST = { log: 10, linear: 2 };

/** Where an axis ends whose values can't be above 1: it leaves room for the marks at the top of the plot, and no more. */
const ABOVE_ALL = { log: 1.3, linear: 1.08 };

/** The value axis of the whole run: around the raw values of all lines whose trials did not diverge. */
export function wholeAxis(contents: AxisContents): Range {
  const { lines, log, also, fromStart, share } = contents;
  const steady = lines.filter(l => !l.diverged);
  if (!fromStart) {
    const held = [...(extent(steady, contents) ?? extent(lines, contents) ?? []), ...also];
    const [low, high] = held.length === 0 ? [0.1, 1] : [Math.min(...held), Math.max(...held)];
    const range = valueRange(low, high, { log, diverged: false });
    return share && high <= 1 ? [range[0], Math.min(range[1], ABOVE_ALL[log ? 'log' : 'linear'])] : range;
  }
  const first = lines.map(l => l.view.values[0] ?? 0).find(value => value > 0 && Number.isFinite(value));
  const start = Math.max(0, first ?? 0, ...also) || 1;
  const [low, high] = extent(steady, contents) ?? [start / 10, start];
  const top = Math.max(Math.min(high, start * HIGHEST[log ? 'log' : 'linear']), low, ...also);
  return valueRange(low, top, { log, diverged: steady.length < lines.length });
}

/** The value axis of a zoomed view, close around the lines in it; null where it holds none. */
export function zoomedAxis(contents: AxisContents): Range | null {
  const { lines, log } = contents;
  const found = extent(
    lines.filter(l => !l.diverged),
    contents,
  );
  const range = found ?? extent(lines, contents);
  return range && closeRange(range[0], range[1], log);
}

/** The lowest and the highest raw value in view that have a place on the axis. */
function extent(lines: readonly AxisLine[], { grid, window, log }: AxisContents): Range | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { view } of lines) {
    const { values } = view.raw;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      const x = grid.xs[i] as number;
      if (value == null || x < window.from || x > window.to || (log && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}
