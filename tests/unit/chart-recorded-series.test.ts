import { describe, expect, it } from 'vitest';
import { CurveView } from '#renderer/chart/curve-view.ts';
import { layerSeries } from '#renderer/chart/layer-series.ts';
import { formatPlace, formatValue, placeTick, valueTick } from '#renderer/chart/measures.ts';
import {
  columnsOf,
  labelOf,
  RECORDED_SERIES,
  type RecordedSeries,
  STEP_TIME,
} from '#renderer/chart/recorded-series.ts';
import { EVAL_COLUMNS, MetricName, STEP_COLUMNS } from '#shared/domain/metrics.ts';
import { hasMessage } from '#shared/messages/text.ts';
import { aSeries } from '../tools/chart-series.ts';

const byId = (id: string): RecordedSeries => RECORDED_SERIES.find(one => one.id === id)!;
const PARAMETERS = [
  { name: 'hidden1.weight', isBias: false },
  { name: 'hidden1.bias', isBias: true },
  { name: 'output.weight', isBias: false },
  { name: 'output.bias', isBias: true },
];

describe('the series of the chart', () => {
  it('are all that a trial records, each with its words', () => {
    const shown = RECORDED_SERIES.flatMap(({ lines }) => lines.map(({ column }) => column?.column));
    for (const column of [...STEP_COLUMNS, ...EVAL_COLUMNS]) expect(shown).toContain(column);
    expect(new Set(RECORDED_SERIES.map(({ id }) => id)).size).toBe(RECORDED_SERIES.length);
    for (const one of RECORDED_SERIES)
      for (const metric of MetricName.options) expect(hasMessage(labelOf(one, metric))).toBe(true);
    // A curve without points says why, where a trial may have none.
    for (const one of RECORDED_SERIES) if (one.lines[0].drawn === 'points') expect(one.none).toBe('chart.noEvaluation');
  });

  it('are read as far as they are shown, each column once, and times where the axis counts them', () => {
    const trials = [aSeries('a'), aSeries('b')];
    expect(columnsOf(byId('bothLosses'), trials, 'steps')).toEqual([
      { series: 'eval', column: 'devLoss' },
      { series: 'step', column: 'loss' },
    ]);
    expect(columnsOf(byId('loss'), trials, 'seconds')).toEqual([{ series: 'step', column: 'loss' }, STEP_TIME]);
    expect(columnsOf(byId('stepTime'), trials, 'seconds')).toEqual([STEP_TIME]);
    const layers = layerSeries(aSeries('a'), PARAMETERS);
    expect(columnsOf(byId('layerRatios'), layers, 'epochs')).toEqual(
      PARAMETERS.map(({ name }) => ({ series: 'layer', column: name })),
    );
  });

  it('know which point is the best of each metric', () => {
    const ringed = (id: string) => MetricName.options.map(metric => byId(id).ringed?.(metric));
    expect(ringed('devMetric')).toEqual(['highest', 'highest', 'lowest', 'highest']);
    expect(ringed('devLoss')).toEqual(['lowest', 'lowest', 'lowest', 'lowest']);
    expect(byId('loss').ringed).toBeNull();
  });

  it('have the healthy band of the network where ratios are shown', () => {
    const facts = { metric: 'accuracy', trainRows: 1, parameters: null, healthy: [5e-4, 2e-2] } as const;
    expect(RECORDED_SERIES.flatMap(one => (one.band ? [[one.id, one.band(facts)]] : []))).toEqual([
      ['updateRatio', [5e-4, 2e-2]],
      ['layerRatios', [5e-4, 2e-2]],
    ]);
  });
});

describe('one trial’s layers', () => {
  it('have a colour each, their biases dashed in the same one, and draw their own columns', () => {
    const layers = layerSeries(aSeries('trial', { label: '0.1', divergedAt: 5 }), PARAMETERS);
    expect(layers.map(({ id, label, dashed, trialId }) => [id, label, dashed, trialId])).toEqual([
      ['hidden1.weight', 'hidden1', false, 'trial'],
      ['hidden1.bias', 'hidden1.bias', true, 'trial'],
      ['output.weight', 'output', false, 'trial'],
      ['output.bias', 'output.bias', true, 'trial'],
    ]);
    const colors = layers.map(({ color }) => color('light'));
    expect(colors[0]).toBe(colors[1]);
    expect(colors[1]).not.toBe(colors[2]);
    expect(layers.map(({ series }) => series)).toEqual(
      PARAMETERS.map(({ name }) => ({ series: 'layer', column: name })),
    );
    expect(layerSeries(aSeries('a'), PARAMETERS.slice(0, 1))[0]?.color('dark')).toMatch(/^#[0-9a-f]{6}$/);
  });
});

describe('the lowest and the highest point of a curve', () => {
  const view = new CurveView();
  const points = (values: number[]) => ({
    count: values.length,
    steps: Float64Array.from(values.keys()),
    values: Float64Array.from(values),
  });

  it('are of what was measured, smoothed or not, and follow it', () => {
    view.sync(points([3, 1, 2]), 0.9);
    expect([view.lowest, view.highest]).toEqual([1, 0]);
    view.sync(points([3, 1, 2, 0.5, 9, Number.NaN]), 0.9);
    expect([view.lowest, view.highest]).toEqual([3, 4]);
    // The first of equals.
    view.sync(points([2, 2]), 0);
    expect([view.lowest, view.highest]).toEqual([0, 0]);
    view.sync(points([Number.NaN, Number.POSITIVE_INFINITY]), 0);
    expect([view.lowest, view.highest]).toEqual([-1, -1]);
  });
});

describe('numbers of the chart', () => {
  const kind = (measure: RecordedSeries['measure'], metric: MetricName = 'accuracy') =>
    ({ measure, metric, language: 'en' }) as const;

  it('are written as what they are', () => {
    expect(formatValue(0.9554, kind('metric'))).toBe('95.5 %');
    expect(formatValue(0.9554, kind('metric', 'macroF1'))).toBe('0.955');
    expect(formatValue(0.1, kind('rate'))).toBe('0.1');
    expect(formatValue(0.1, kind('loss'))).toBe('0.100');
    expect(formatValue(0, kind('rate'))).toBe('0');
    expect(formatValue(null, kind('ratio'))).toBe('–');
    expect(formatValue(Number.NaN, kind('loss'))).toBe('NaN');
    expect([valueTick(0.2, kind('metric')), valueTick(0.2, kind('metric', 'r2'))]).toEqual(['20 %', '0.2']);
  });

  it('tell places in the unit of the axis', () => {
    expect([placeTick(12_000, 'steps', 'en'), placeTick(12_800_000, 'examples', 'en')]).toEqual(['12,000', '12.8M']);
    // Neighbours of a close view.
    expect([placeTick(12_800_050, 'examples', 'en'), placeTick(12_800_100, 'examples', 'en')]).toEqual([
      '12.80005M',
      '12.8001M',
    ]);
    expect(placeTick(12_800_000, 'examples', 'zh-CN')).toBe('1280万');
    expect(placeTick(0.30000000000000004, 'epochs', 'en')).toBe('0.3');
    expect([formatPlace(3.456, 'epochs', 'en'), formatPlace(96.2, 'epochs', 'en')]).toEqual(['3.46', '96']);
    expect([formatPlace(0.1234, 'seconds', 'en'), formatPlace(4321.6, 'seconds', 'en')]).toEqual(['0.123', '4,322']);
  });
});
