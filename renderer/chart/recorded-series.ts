import { type MetricName, type RecordedColumn, TRAINING_LOSS } from '#shared/domain/metrics.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import type { XUnit } from './places.ts';
import type { Range } from './scales.ts';
import type { ChartFacts, ChartSeries } from './types.ts';

/** What the numbers of a series are, which decides how they are written and where their axis may end. */
export type Measure = 'loss' | 'metric' | 'ratio' | 'rate' | 'milliseconds';

/** One of the lines that each curve has. */
export interface SeriesLine {
  /** Null: the curve names it itself. */
  column: RecordedColumn | null;
  /** `line`: smoothed, the raw one faint behind. `points`: measured now and then, so that each measurement is a dot on the line. */
  drawn: 'line' | 'points';
  /** Its short name, where a curve has several. */
  name: MessageKey | null;
}

/** One of the series that a chart can show. */
export interface RecordedSeries {
  id: string;
  label: MessageKey | Record<MetricName, MessageKey>;
  /** The first one is read out, labelled at its end and marked; a further one is drawn thin. */
  lines: readonly [SeriesLine, ...SeriesLine[]];
  measure: Measure;
  /** The value axis at first; a person may choose the other one. */
  log: boolean;
  /** Exact numbers are not smoothed. */
  smoothed: boolean;
  /** Which point of each curve is ringed. */
  ringed: ((metric: MetricName) => 'lowest' | 'highest') | null;
  /** The stretch of values that is healthy. */
  band: ((facts: ChartFacts) => Range) | null;
  /** A curve a trial, or one trial's layers. */
  of: 'trials' | 'layers';
  /** Said in the plot where no curve has a point, and in the legend where one has none. `{every}`: steps between measurements. */
  empty: MessageKey;
  none: MessageKey | null;
}

const dev = (column: string, name: MessageKey | null = null): SeriesLine => ({
  column: { series: 'eval', column },
  drawn: 'points',
  name,
});
const step = (column: string, name: MessageKey | null = null): SeriesLine => ({
  column: { series: 'step', column },
  drawn: 'line',
  name,
});

const PLAIN = {
  log: true,
  smoothed: true,
  ringed: null,
  band: null,
  of: 'trials',
  empty: 'chart.empty',
  none: null,
} as const;
/** What is measured at evaluations. */
const EVALUATED = { empty: 'chart.emptyEvaluations', none: 'chart.noEvaluation' } as const;
const healthy = ({ healthy }: ChartFacts): Range => healthy;

/** Everything that a trial records, in the order of the menu [M1, M4, B4]. One more is one more entry, and its words. */
export const RECORDED_SERIES: readonly [RecordedSeries, ...RecordedSeries[]] = [
  { ...PLAIN, id: 'loss', label: 'chart.series.loss', lines: [step(TRAINING_LOSS.column)], measure: 'loss' },
  {
    ...PLAIN,
    ...EVALUATED,
    id: 'devLoss',
    label: 'chart.series.devLoss',
    lines: [dev('devLoss')],
    measure: 'loss',
    ringed: () => 'lowest',
  },
  {
    ...PLAIN,
    id: 'bothLosses',
    label: 'chart.series.bothLosses',
    lines: [dev('devLoss', 'chart.line.dev'), step(TRAINING_LOSS.column, 'chart.line.train')],
    measure: 'loss',
    ringed: () => 'lowest',
    none: 'chart.noEvaluation',
  },
  {
    ...PLAIN,
    id: 'batchMetric',
    label: {
      accuracy: 'chart.series.batchAccuracy',
      macroF1: 'chart.series.batchF1',
      rmse: 'chart.series.batchRmse',
      r2: 'chart.series.batchR2',
    },
    lines: [step('batchMetric')],
    measure: 'metric',
    log: false,
  },
  {
    ...PLAIN,
    ...EVALUATED,
    id: 'devMetric',
    label: {
      accuracy: 'chart.series.devAccuracy',
      macroF1: 'chart.series.devF1',
      rmse: 'chart.series.devRmse',
      r2: 'chart.series.devR2',
    },
    lines: [dev('devMetric')],
    measure: 'metric',
    log: false,
    ringed: metric => (metric === 'rmse' ? 'lowest' : 'highest'),
  },
  {
    ...PLAIN,
    id: 'updateRatio',
    label: 'chart.series.updateRatio',
    lines: [step('updateRatio')],
    measure: 'ratio',
    band: healthy,
  },
  {
    ...PLAIN,
    id: 'layerRatios',
    label: 'chart.series.layerRatios',
    lines: [{ column: null, drawn: 'line', name: null }],
    measure: 'ratio',
    band: healthy,
    of: 'layers',
    empty: 'chart.emptyLayers',
  },
  {
    ...PLAIN,
    id: 'learningRate',
    label: 'chart.series.learningRate',
    lines: [step('learningRate')],
    measure: 'rate',
    smoothed: false,
  },
  { ...PLAIN, id: 'stepTime', label: 'chart.series.stepTime', lines: [step('stepMs')], measure: 'milliseconds' },
];

/** The key of a series' name on a chart whose trials have a metric. */
export const labelOf = ({ label }: Pick<RecordedSeries, 'label'>, metric: MetricName): MessageKey =>
  typeof label === 'string' ? label : label[metric];

/** By it the x axis counts seconds. */
export const STEP_TIME: RecordedColumn = { series: 'step', column: 'stepMs' };

/** The columns that a chart reads while it shows curves over an axis, each once. */
export function columnsOf(
  { lines }: RecordedSeries,
  series: readonly Pick<ChartSeries, 'series'>[],
  unit: XUnit,
): RecordedColumn[] {
  const drawn = lines.flatMap(({ column }) => (column ? [column] : series.flatMap(s => s.series ?? [])));
  const columns = unit === 'seconds' ? [...drawn, STEP_TIME] : drawn;
  return columns.filter((one, i) => columns.findIndex(c => c.series === one.series && c.column === one.column) === i);
}
