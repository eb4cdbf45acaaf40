import type { ChartSeries } from './types.ts';

/**
 * The hidden trials after a choice in the legend: `alone` shows this one only, or all again where it is the only one
 * already; otherwise it is shown or hidden.
 */
export function toggled(
  series: readonly ChartSeries[],
  hidden: ReadonlySet<string>,
  trialId: string,
  alone: boolean,
): ReadonlySet<string> {
  if (!alone) {
    const next = new Set(hidden);
    if (!next.delete(trialId)) next.add(trialId);
    return next;
  }
  const others = series.map(s => s.trialId).filter(id => id !== trialId);
  const isAlone = !hidden.has(trialId) && others.every(id => hidden.has(id));
  return new Set(isAlone ? [] : others);
}
