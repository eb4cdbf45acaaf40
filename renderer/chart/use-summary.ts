import { type RefObject, useEffect, useRef, useState } from 'react';
import type { LivePlot } from './live-plot.ts';
import { kindOf, type PlotModel } from './plot-model.ts';
import { summarize } from './summary.ts';

/** Often enough to be true, seldom enough not to disturb who is reading it. */
const EVERY_MS = 3000;
/** The first one waits only for the first points. */
const FIRST_MS = 300;

/** The chart in sentences, kept up to date slowly; at once where another series is shown. */
export function useSummary(plot: RefObject<LivePlot | null>, model: PlotModel, title: string): string {
  const now = useRef({ model, title });
  useEffect(() => {
    now.current = { model, title };
  });
  const [summary, setSummary] = useState(() => sentences(model, title, null));
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun anew with another title
  useEffect(() => {
    const tell = (): void => setSummary(sentences(now.current.model, now.current.title, plot.current));
    const first = setTimeout(tell, FIRST_MS);
    const interval = setInterval(tell, EVERY_MS);
    return () => {
      clearTimeout(first);
      clearInterval(interval);
    };
  }, [plot, title]);
  return summary;
}

function sentences(model: PlotModel, title: string, plot: LivePlot | null): string {
  const { recorded, plannedSteps, numSteps, series } = model;
  const curves = series.map(one => {
    const view = plot?.lines.of(one.id)[0];
    const value = view?.endUpTo(Number.POSITIVE_INFINITY)?.value ?? null;
    return { series: one, lastStep: view?.lastStep ?? null, value };
  });
  return summarize({ title, of: recorded.of, kind: kindOf(model), plannedSteps, numSteps, curves });
}
