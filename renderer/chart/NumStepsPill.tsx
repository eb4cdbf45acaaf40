import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { text } from '#shared/messages/text.ts';
import { formatCount } from '../format.ts';
import type { ChartStore } from './chart-state.ts';
import type { LivePlot } from './live-plot.ts';
import styles from './NumStepsPill.module.css';
import type { PlotModel } from './plot-model.ts';

interface NumStepsPillProps {
  plot: RefObject<LivePlot | null>;
  model: PlotModel;
  store: ChartStore;
  onNumSteps(value: number): void;
}

/** The handle on the num_steps line: dragged, or moved by arrow keys (Shift: by ten). Not there without a proposal. */
export function NumStepsPill({ plot, model, store, onNumSteps }: NumStepsPillProps) {
  const place = useStore(store, s => s.pill);
  /** Where it is while it is dragged, and how far from its middle it was taken. */
  const [dragged, setDragged] = useState<number | null>(null);
  const grip = useRef(0);
  const { numSteps, plannedSteps, language } = model;
  if (numSteps === null || place === null) return null;
  const value = dragged ?? numSteps.value;
  const span = Math.max(plannedSteps, numSteps.value);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(span)) - 2);
  const most = 4 * span;
  const within = (steps: number, limit: number): number =>
    Math.min(limit, Math.max(1, Math.round(steps / unit) * unit));
  const preview = (steps: number | null): void => {
    setDragged(steps);
    plot.current?.previewNumSteps(steps);
  };
  const stepAt = (event: PointerEvent): number => plot.current?.stepAt(event.clientX - grip.current) ?? value;

  const take = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    // The plot beneath would take the focus and start a zoom.
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    grip.current = event.clientX - (box.left + box.width / 2);
    preview(value);
  };
  const drop = (): void => {
    if (dragged === null) return;
    preview(null);
    if (dragged !== numSteps.value) onNumSteps(dragged);
  };
  const steer = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && dragged !== null) {
      event.preventDefault();
      preview(null);
      return;
    }
    const by = unit * (event.shiftKey ? 10 : 1);
    const moves: Record<string, number> = {
      ArrowRight: value + by,
      ArrowUp: value + by,
      ArrowLeft: value - by,
      ArrowDown: value - by,
      PageUp: value + 10 * unit,
      PageDown: value - 10 * unit,
      Home: numSteps.convergedAt,
      End: plannedSteps,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = within(move, most);
    if (next !== value) onNumSteps(next);
  };

  return (
    <div
      className={`${styles.pill} ${place.outside ? styles.outside : ''}`}
      style={{ left: `clamp(66px, ${place.left}px, 100% - 66px)` }}
      role="slider"
      tabIndex={0}
      aria-label={text(language, 'chart.numStepsName')}
      aria-valuemin={1}
      aria-valuemax={most}
      aria-valuenow={value}
      aria-valuetext={text(language, 'chart.numStepsValue', { steps: formatCount(value, language) })}
      onPointerDown={take}
      onPointerMove={event => dragged !== null && preview(within(stepAt(event), span))}
      onPointerUp={drop}
      onPointerCancel={() => preview(null)}
      onKeyDown={steer}
    >
      {text(language, 'chart.numSteps', { steps: formatCount(value, language) })}
    </div>
  );
}
