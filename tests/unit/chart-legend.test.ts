import { describe, expect, it } from 'vitest';
import { toggled } from '#renderer/chart/legend-choice.ts';
import type { ChartSeries } from '#renderer/chart/types.ts';

const series: ChartSeries[] = ['a', 'b', 'c'].map(trialId => ({
  trialId,
  learningRate: 0.1,
  status: 'running',
  endReason: null,
  divergedAt: null,
  prunedAt: null,
  quiet: false,
  lead: false,
}));
const hide = (...ids: string[]): ReadonlySet<string> => new Set(ids);

describe('a choice in the legend', () => {
  it('hides and shows one curve', () => {
    expect(toggled(series, hide('b'), 'a', false)).toEqual(hide('a', 'b'));
    expect(toggled(series, hide('a', 'b'), 'a', false)).toEqual(hide('b'));
  });

  it('isolates one curve, also a hidden one, and then shows all again', () => {
    expect(toggled(series, hide(), 'a', true)).toEqual(hide('b', 'c'));
    expect(toggled(series, hide('a'), 'a', true)).toEqual(hide('b', 'c'));
    expect(toggled(series, hide('b', 'c'), 'a', true)).toEqual(hide());
  });
});
