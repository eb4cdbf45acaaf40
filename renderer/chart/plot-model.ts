import type { Language } from '#shared/messages/text.ts';
import type { ChartSeries, CurveSource, LossChartProps } from './types.ts';

/** What a plot shows, apart from the points themselves. */
export interface PlotModel {
  series: readonly ChartSeries[];
  curves: CurveSource;
  plannedSteps: number;
  chance: LossChartProps['chance'];
  numSteps: LossChartProps['numSteps'];
  /** Trials switched off in the legend. */
  hidden: ReadonlySet<string>;
  log: boolean;
  weight: number;
  language: Language;
}

/** Values of all curves at one step. */
export interface Readout {
  /** Null: the newest of each. */
  step: number | null;
  /** Smoothed losses by trial; null: no point there. */
  values: ReadonlyMap<string, number | null>;
}

/** Where the num_steps pill stands. */
export interface Pill {
  /** Its middle, in CSS pixels from the host's left edge. */
  left: number;
  /** The step itself is out of view: the pill waits at the edge. */
  outside: boolean;
}

/** What a plot tells its surroundings. */
export interface PlotReport {
  readout(readout: Readout): void;
  zoomed(zoomed: boolean): void;
  /** Whether any curve has a point. */
  empty(empty: boolean): void;
  pill(pill: Pill | null): void;
}
