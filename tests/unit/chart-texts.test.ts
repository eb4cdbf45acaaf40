import { describe, expect, it } from 'vitest';
import { type CsvColumns, type CsvCurve, curvesCsv } from '#renderer/chart/csv.ts';
import { type SummaryFacts, summarize } from '#renderer/chart/summary.ts';
import { aSeries } from '../tools/chart-series.ts';

describe('the summary', () => {
  const facts: SummaryFacts = {
    title: 'Training loss',
    of: 'trials',
    kind: { measure: 'loss', metric: 'accuracy', language: 'en' },
    plannedSteps: 8000,
    numSteps: { value: 6000, convergedAt: 4000 },
    curves: [
      { series: aSeries('1', { divergedAt: 212, endReason: 'The loss was not finite.' }), lastStep: 212, value: 9 },
      { series: aSeries('0.1'), lastStep: 5182, value: 0.0301 },
      { series: aSeries('1e−4'), lastStep: 5171, value: 2.288 },
      { series: aSeries('1e−5'), lastStep: null, value: null },
    ],
  };

  it('tells the facts: how far, the values from the lowest on, what diverged and why, num_steps', () => {
    const said = summarize(facts);
    expect(said).toContain('4 curves, 5,183 of 8,000 steps');
    expect(said).toContain('0.1 at 0.0301; 1e−4 at 2.29.');
    expect(said).toContain('1 diverged at step 212: The loss was not finite.');
    expect(said).toContain('converged at step 4,000; num_steps is 6,000');
    expect(said).not.toContain('1e−5');
  });

  it('tells how a rate changes that does', () => {
    const rates = { learningRate: 0.1, schedule: { kind: 'linear', interval: 100 }, steps: 8000 } as const;
    const curves = [{ series: aSeries('decay', { rates }), lastStep: 10, value: 0.3 }];
    expect(summarize({ ...facts, curves })).toContain('Learning rate of decay: linear to 0, every 100 steps.');
  });

  it('says of a curve that was stopped early what its trial says, for a second seed is not one that could not win', () => {
    const pruned = (endReason: string | null) =>
      summarize({
        ...facts,
        curves: [{ series: aSeries('0.1', { prunedAt: 250, endReason }), lastStep: 249, value: 1 }],
      });
    expect(pruned('A second seed needed no more.')).toContain(
      '0.1 was stopped early at step 250. A second seed needed no more. The leading',
    );
    expect(pruned('A second seed needed no more.')).not.toContain('could not win');
    expect(pruned(null)).toContain('0.1 was stopped early at step 250: it could not win any more.');
  });

  it('says so before the first step', () => {
    const curves = [{ series: aSeries('0.1'), lastStep: null, value: null }];
    expect(summarize({ ...facts, curves })).toBe('Training loss: no step is done yet.');
  });

  it('writes a metric as one, and tells of layers what is theirs', () => {
    const metric = summarize({ ...facts, kind: { ...facts.kind, measure: 'metric' } });
    expect(metric).toContain('0.1 at 3.01 %');
    const layers = [{ series: aSeries('conv1.weight', { divergedAt: 7 }), lastStep: 990, value: 0.002 }];
    const said = summarize({ ...facts, of: 'layers', curves: layers, numSteps: null });
    expect(said).toBe(
      'Training loss: 1 parameters, 991 of 8,000 steps done. Newest values, lowest first: conv1.weight at 0.00200.',
    );
  });

  it('speaks Chinese', () => {
    const curves = facts.curves.map(c =>
      c.series.divergedAt === null ? c : { ...c, series: aSeries('1', { divergedAt: 212 }) },
    );
    const said = summarize({ ...facts, kind: { ...facts.kind, language: 'zh-CN' }, title: '训练损失', curves });
    expect(said).toContain('0.1 为 0.0301；1e−4 为 2.29。');
    expect(said).toContain('第 212 步发散');
    expect(said).not.toMatch(/[a-z]{2,} [a-z]{2,}|;/);
  });
});

describe('the CSV', () => {
  /** Arrays are longer than what is known of them. */
  const columns = (steps: number[], ...values: [name: string, values: number[]][]): CsvColumns => ({
    names: values.map(([name]) => name),
    count: steps.length,
    steps: Float64Array.from([...steps, 999]),
    values: values.map(([, own]) => Float64Array.from([...own, 999])),
  });
  const plain = (...all: CsvColumns[]): CsvCurve => ({ places: null, columns: all });

  it('has a row for each step of any curve, empty where a curve has none, and writes NaN out', () => {
    const one = plain(columns([0, 1, 2], ['loss lr=1', [3, Number.NaN, 5]], ['smoothed 0.9 loss lr=1', [4, 4, 6]]));
    const other = plain(columns([0, 2, 3], ['loss lr=0.1', [2, 1, 0.5]], ['smoothed 0.9 loss lr=0.1', [3, 2, 1.5]]));
    expect(curvesCsv([one, other]).split('\r\n')).toEqual([
      'step,loss lr=1,smoothed 0.9 loss lr=1,loss lr=0.1,smoothed 0.9 loss lr=0.1',
      '0,3,4,2,3',
      '1,NaN,4,,',
      '2,5,6,1,2',
      '3,,,0.5,1.5',
      '',
    ]);
  });

  it('has both lines of a curve beside each other, and where a step stands on another axis', () => {
    const both: CsvCurve = {
      places: { name: 'epochs lr=1', x: step => step / 4 },
      columns: [columns([0, 2], ['devLoss lr=1', [3, 1]]), columns([0, 1, 2], ['loss lr=1', [3, 2, 1]])],
    };
    expect(curvesCsv([both, plain(columns([1, 3], ['devLoss lr=0.1', [8, 9]]))]).split('\r\n')).toEqual([
      'step,epochs lr=1,devLoss lr=1,loss lr=1,devLoss lr=0.1',
      '0,0,3,3,',
      '1,0.25,,2,8',
      '2,0.5,1,1,',
      '3,,,,9',
      '',
    ]);
  });

  it('quotes names that hold its own signs', () => {
    expect(curvesCsv([plain(columns([], ['a,"b"', []]))])).toBe('step,"a,""b"""\r\n');
  });
});
