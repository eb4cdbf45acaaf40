import type { CurveView } from './curve-view.ts';
import type { Grid } from './decimate.ts';
import { closeRange, croppedRange, type Range, valueRange } from './scales.ts';

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

/** What comes before this share of the axis is the start, which a cropped axis leaves out. */
const START = 0.15;
/** It is cropped only where what is left takes less than this share of the whole axis: else nothing is gained. */
const WORTH_IT = 0.45;

/** The value axis of the whole run without its start, where curves fall or rise far; null: there is nothing to be gained, or nothing to be seen yet. */
export function croppedAxis(contents: AxisContents): Range | null {
  const { lines, log, window } = contents;
  const steady = lines.filter(l => !l.diverged);
  const later = { from: window.from + START * (window.to - window.from), to: window.to };
  // One that has only begun would be out of view.
  const begun = steady.filter(({ view }) => view.count > 0);
  if (begun.length === 0 || begun.some(({ view }) => (view.end ?? 0) <= later.from)) return null;
  const found = extent(steady, { ...contents, window: later });
  if (found === null) return null;
  const cropped = croppedRange(found[0], found[1], log);
  const whole = wholeAxis(contents);
  const size = ([low, high]: Range): number => (log ? Math.log(high / low) : high - low);
  return size(cropped) < WORTH_IT * size(whole) ? cropped : null;
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
