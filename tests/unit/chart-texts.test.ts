import { describe, expect, it } from 'vitest';
import { lossCsv } from '#renderer/chart/csv.ts';
import { summarize } from '#renderer/chart/summary.ts';
import type { ChartSeries } from '#renderer/chart/types.ts';

const of = (learningRate: number, more: Partial<ChartSeries> = {}): ChartSeries => ({
  trialId: String(learningRate),
  learningRate,
  status: 'running',
  endReason: null,
  divergedAt: null,
  prunedAt: null,
  quiet: false,
  lead: false,
  ...more,
});

describe('the summary', () => {
  const facts = {
    title: 'Training loss',
    plannedSteps: 8000,
    numSteps: { value: 6000, convergedAt: 4000 },
    curves: [
      { series: of(1, { divergedAt: 212, endReason: 'The loss was not finite.' }), lastStep: 212, loss: 9 },
      { series: of(0.1), lastStep: 5182, loss: 0.0301 },
      { series: of(1e-4), lastStep: 5171, loss: 2.288 },
      { series: of(1e-5), lastStep: null, loss: null },
    ],
  };

  it('tells the facts: how far, the losses from the lowest on, what diverged and why, num_steps', () => {
    const said = summarize(facts, 'en');
    expect(said).toContain('4 learning rates, 5,183 of 8,000 steps');
    expect(said).toContain('0.1 at 0.0301; 1e−4 at 2.29.');
    expect(said).toContain('1 diverged at step 212: The loss was not finite.');
    expect(said).toContain('converged at step 4,000; num_steps is 6,000');
    expect(said).not.toContain('1e−5');
  });

  it('says so before the first step', () => {
    const curves = [{ series: of(0.1), lastStep: null, loss: null }];
    expect(summarize({ ...facts, curves }, 'en')).toBe('Training loss: no step is done yet.');
  });

  it('speaks Chinese', () => {
    const curves = facts.curves.map(c =>
      c.series.divergedAt === null ? c : { ...c, series: of(1, { divergedAt: 212 }) },
    );
    const said = summarize({ ...facts, title: '训练损失', curves }, 'zh-CN');
    expect(said).toContain('0.1 为 0.0301；1e−4 为 2.29。');
    expect(said).toContain('第 212 步发散');
    expect(said).not.toMatch(/[a-z]{2,} [a-z]{2,}|;/);
  });
});

describe('the CSV', () => {
  const curve = (name: string, steps: number[], loss: number[]) => ({
    name,
    count: steps.length,
    steps: Float64Array.from([...steps, 999]),
    loss: Float64Array.from([...loss, 999]),
    smoothed: Float64Array.from([...loss.map(v => v + 1), 999]),
  });

  it('has a row for each step of any curve, empty where a curve has none, and writes NaN out', () => {
    const csv = lossCsv([curve('lr=1', [0, 1, 2], [3, Number.NaN, 5]), curve('lr=0.1', [0, 2, 3], [2, 1, 0.5])], 0.9);
    expect(csv.split('\r\n')).toEqual([
      'step,loss lr=1,smoothed 0.9 lr=1,loss lr=0.1,smoothed 0.9 lr=0.1',
      '0,3,4,2,3',
      '1,NaN,NaN,,',
      '2,5,6,1,2',
      '3,,,0.5,1.5',
      '',
    ]);
  });

  it('quotes names that hold its own signs', () => {
    expect(lossCsv([curve('a,"b"', [], [])], 0)).toBe('step,"loss a,""b""","smoothed 0 a,""b"""\r\n');
  });
});
