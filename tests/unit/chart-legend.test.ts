import { describe, expect, it } from 'vitest';
import { toggled } from '#renderer/chart/legend-choice.ts';
import { aSeries } from '../tools/chart-series.ts';

const series = ['a', 'b', 'c'].map(id => aSeries(id));
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
