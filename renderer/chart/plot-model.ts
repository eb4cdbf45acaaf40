import type { Language } from '#shared/messages/text.ts';
import type { Kind } from './measures.ts';
import type { XUnit } from './places.ts';
import type { Weights } from './preferences.ts';
import type { RecordedSeries } from './recorded-series.ts';
import type { ChartFacts, ChartMark, ChartSeries, CurveSource, StageChartProps } from './types.ts';

/** What a plot shows, apart from the points themselves. */
export interface PlotModel {
  recorded: RecordedSeries;
  series: readonly ChartSeries[];
  curves: CurveSource;
  unit: XUnit;
  plannedSteps: number;
  facts: ChartFacts;
  /** Null: there is none, or it is no loss that is shown. */
  chance: StageChartProps['chance'];
  numSteps: StageChartProps['numSteps'];
  marks: readonly ChartMark[];
  /** The value axis may leave the start out. */
  cropped: boolean;
  /** Curves switched off in the legend, by their ids. */
  hidden: ReadonlySet<string>;
  log: boolean;
  weights: Weights;
  language: Language;
}

/** How the values of a plot are written. */
export const kindOf = ({ recorded, facts, language }: Pick<PlotModel, 'recorded' | 'facts' | 'language'>): Kind => ({
  measure: recorded.measure,
  metric: facts.metric,
  language,
});

/** Values of all curves at one place of the x axis. */
export interface Readout {
  /** Null: the newest of each. */
  x: number | null;
  /** By the curve's id, of each of its lines the smoothed value; null: no point there. Not there: the curve has no point at all. */
  values: ReadonlyMap<string, readonly (number | null)[]>;
  /** By the curve's id, the learning rate there, where rates are shown. */
  rates: ReadonlyMap<string, number | null>;
  /** By the curve's id, the last step of its main line. */
  lastSteps: ReadonlyMap<string, number>;
  /** Whether all that is stored is known: where nothing is, nothing was recorded. */
  isRead: boolean;
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
  /** Whether no curve has a point, nor will have one by what is stored. */
  empty(empty: boolean): void;
  pill(pill: Pill | null): void;
  /** The curve that the pointer is at, by its id; null: none. */
  near?(id: string | null): void;
}
