import { createStore } from 'zustand/vanilla';
import type { Pill, Readout } from './plot-model.ts';

/** What a plot has told of itself: changes at the pace of its frames, so each part of the page takes only its own. */
export interface ChartState {
  readout: Readout;
  zoomed: boolean;
  empty: boolean;
  pill: Pill | null;
}

export const createChartStore = () =>
  createStore<ChartState>(() => ({
    readout: { x: null, values: new Map(), rates: new Map(), lastSteps: new Map(), isRead: false },
    zoomed: false,
    empty: false,
    pill: null,
  }));
export type ChartStore = ReturnType<typeof createChartStore>;
