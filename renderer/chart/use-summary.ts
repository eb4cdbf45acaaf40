import { type RefObject, useEffect, useRef, useState } from 'react';
import type { LossPlot } from './loss-plot.ts';
import type { PlotModel } from './plot-model.ts';
import { summarize } from './summary.ts';

/** Often enough to be true, seldom enough not to disturb who is reading it. */
const EVERY_MS = 3000;
/** The first one waits only for the first points. */
const FIRST_MS = 300;

/** The chart in sentences, kept up to date slowly. */
export function useSummary(plot: RefObject<LossPlot | null>, model: PlotModel, title: string): string {
  const now = useRef({ model, title });
  useEffect(() => {
    now.current = { model, title };
  });
  const [summary, setSummary] = useState(() => summarize({ ...model, title, curves: [] }, model.language));
  useEffect(() => {
    const tell = (): void => {
      const { model, title } = now.current;
      const curves = model.series.map(series => {
        const view = plot.current?.view(series.trialId);
        const lastStep = view?.lastStep ?? null;
        return { series, lastStep, loss: view?.endUpTo(Number.POSITIVE_INFINITY)?.value ?? null };
      });
      setSummary(summarize({ ...model, title, curves }, model.language));
    };
    const first = setTimeout(tell, FIRST_MS);
    const interval = setInterval(tell, EVERY_MS);
    return () => {
      clearTimeout(first);
      clearInterval(interval);
    };
  }, [plot]);
  return summary;
}
