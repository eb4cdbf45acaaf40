import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { LAYER_EVERY } from '#shared/domain/metrics.ts';
import { text } from '#shared/messages/text.ts';
import 'uplot/dist/uPlot.min.css';
import { useStore } from 'zustand';
import styles from './ChartPlot.module.css';
import type { ChartStore } from './chart-state.ts';
import { LivePlot } from './live-plot.ts';
import { formatPlace, formatValue, X_WORDS } from './measures.ts';
import { NumStepsPill } from './NumStepsPill.tsx';
import { onPalette } from './palette.ts';
import { kindOf, type PlotModel } from './plot-model.ts';
import { useSummary } from './use-summary.ts';

interface ChartPlotProps {
  /** Where the plot can be reached as long as it is on the page. */
  plot: RefObject<LivePlot | null>;
  model: PlotModel;
  store: ChartStore;
  title: string;
  evalEvery: number | null;
  onNumSteps(value: number): void;
  onNear?: ((id: string | null) => void) | undefined;
}

/** The drawn part of the chart, with its cursor for the keyboard and the num_steps pill. */
export function ChartPlot({ plot, model, store, title, evalEvery, onNumSteps, onNear }: ChartPlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const first = useRef(model);
  const near = useRef(onNear);
  near.current = onNear;
  const empty = useStore(store, s => s.empty);
  const readout = useStore(store, s => s.readout);
  const summary = useSummary(plot, model, title);
  const { language, series, recorded, unit } = model;

  useEffect(() => {
    if (host.current === null) return;
    const made = new LivePlot(host.current, first.current, {
      readout: readout => store.setState({ readout }),
      zoomed: zoomed => store.setState({ zoomed }),
      empty: empty => store.setState({ empty }),
      pill: pill => store.setState({ pill }),
      near: id => near.current?.(id),
    });
    plot.current = made;
    const unsubscribe = onPalette(() => made.restyle());
    return () => {
      unsubscribe();
      made.destroy();
      plot.current = null;
    };
  }, [plot, store]);
  useEffect(() => {
    first.current = model;
    plot.current?.update(model);
  }, [plot, model]);

  const kind = kindOf(model);
  const values = series.flatMap(s => {
    if (s.muted) return [];
    const value = readout.values.get(s.id)?.[0] ?? null;
    return value === null ? [] : [`${s.label}: ${formatValue(value, kind)}`];
  });
  const spoken =
    readout.x === null
      ? text(language, 'chart.cursorNone')
      : text(language, 'chart.cursorAt', {
          axis: text(language, X_WORDS[unit].at),
          at: formatPlace(readout.x, unit, language),
          values: values.join(text(language, 'chart.separator')),
        });

  const isScheduled = recorded.empty === 'chart.emptyEvaluations' && evalEvery === null;
  const emptyText = isScheduled
    ? text(language, 'chart.emptyEvaluations.schedule')
    : text(language, recorded.empty, { every: recorded.of === 'layers' ? LAYER_EVERY : (evalEvery ?? 1) });

  return (
    <div className={styles.plot} onPointerDown={() => cursor.current?.focus({ preventScroll: true })}>
      <div ref={host} className={styles.host} role="img" aria-label={summary} />
      <div
        ref={cursor}
        className={styles.cursor}
        role="slider"
        tabIndex={0}
        aria-label={text(language, 'chart.cursor')}
        aria-valuemin={0}
        aria-valuemax={plot.current?.axis.whole ?? model.plannedSteps}
        aria-valuenow={readout.x ?? 0}
        aria-valuetext={spoken}
        onKeyDown={event => plot.current && steer(event, plot.current)}
        onBlur={() => plot.current?.setCursor(null)}
      />
      {empty && (
        <p className={styles.empty}>
          <span>{emptyText}</span>
        </p>
      )}
      <NumStepsPill plot={plot} model={model} store={store} onNumSteps={onNumSteps} />
    </div>
  );
}

/** Where steps are not evenly spaced, a key moves the cursor by such a share of what is in view. */
const MOVES = 200;

/** Arrow keys move the cursor by one step, with Shift by ten; + − 0 zoom; Escape lets go. */
function steer(event: KeyboardEvent, plot: LivePlot): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { from, to } = plot.axis.window;
  const end = Math.min(to, Math.max(from, plot.lines.end));
  const at = plot.cursor ?? end;
  const grain = plot.axis.grain || (to - from) / MOVES;
  // The first press shows the cursor, further ones move it.
  const by = plot.cursor === null ? 0 : grain * (event.shiftKey ? 10 : 1);
  const page = Math.max(grain, (to - from) / 10);
  switch (event.key) {
    case 'ArrowLeft':
      plot.setCursor(at - by);
      break;
    case 'ArrowRight':
      plot.setCursor(at + by);
      break;
    case 'PageDown':
      plot.setCursor(at - page);
      break;
    case 'PageUp':
      plot.setCursor(at + page);
      break;
    case 'Home':
      plot.setCursor(from);
      break;
    case 'End':
      plot.setCursor(end);
      break;
    case '+':
    case '=':
      plot.zoomAround(at, 0.5);
      break;
    case '-':
      plot.zoomAround(at, 2);
      break;
    case '0':
      plot.resetZoom();
      break;
    case 'Escape':
      if (plot.cursor === null) return;
      plot.setCursor(null);
      break;
    default:
      return;
  }
  event.preventDefault();
}
