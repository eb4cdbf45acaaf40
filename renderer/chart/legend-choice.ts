import type { ChartSeries } from './types.ts';

/**
 * The hidden curves after a choice in the legend: `alone` shows this one only, or all again where it is the only one
 * already; otherwise it is shown or hidden.
 */
export function toggled(
  series: readonly ChartSeries[],
  hidden: ReadonlySet<string>,
  id: string,
  alone: boolean,
): ReadonlySet<string> {
  if (!alone) {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    return next;
  }
  const others = series.map(s => s.id).filter(other => other !== id);
  const isAlone = !hidden.has(id) && others.every(other => hidden.has(other));
  return new Set(isAlone ? [] : others);
}
