import uPlot from 'uplot';
import { formatRate } from '../format.ts';
import { rateColor } from '../ramp.ts';
import { drawChanceLine } from './chance-line.ts';
import { CurveView } from './curve-view.ts';
import { type Grid, planGrid } from './decimate.ts';
import { FramePacer } from './frame-pacer.ts';
import { Ink } from './ink.ts';
import { wholeAxis, zoomedAxis } from './loss-axis.ts';
import { type Palette, readPalette } from './palette.ts';
import { drawMarks } from './plot-marks.ts';
import type { Pill, PlotModel, PlotReport } from './plot-model.ts';
import type { Range } from './scales.ts';
import type { ChartSeries } from './types.ts';
import { plotOptions, Y_AXIS_WIDTH } from './uplot-options.ts';

/** Numbers that change faster can't be read. */
const READOUT_EVERY_MS = 250;
const SHORTEST_ZOOM = 4;

/**
 * The live plot of a loss chart: reads the points, reduces them to what is drawn and lets uPlot draw them, at most once
 * an animation frame. It owns the element it is given.
 */
export class LossPlot {
  readonly #host: HTMLElement;
  readonly #report: PlotReport;
  #model: PlotModel;
  #palette: Palette;
  #u: uPlot | null = null;
  #built = '';
  #styled: ChartSeries[] = [];
  readonly #views = new Map<string, CurveView>();
  #grid: { key: string; grid: Grid } | null = null;
  #zoom: { from: number; to: number } | null = null;
  /** The loss axis of the zoomed view; null: to be fitted at the next frame. */
  #zoomedLoss: Range | null = null;
  #cursor: number | null = null;
  /** While uPlot takes over what changed: one that was made anew reports that it has no cursor, which is not the person's doing. */
  #committing = false;
  #previewSteps: number | null = null;
  #pill: Pill | null = null;
  readonly #pacer = new FramePacer(() => this.#paint());
  #readoutAt = 0;
  #unsubscribe: () => void;
  readonly #resize: ResizeObserver;

  constructor(host: HTMLElement, model: PlotModel, report: PlotReport) {
    this.#host = host;
    this.#model = model;
    this.#report = report;
    this.#palette = readPalette(host);
    this.#unsubscribe = model.curves.subscribe(() => this.#pacer.soon());
    this.#resize = new ResizeObserver(() => this.#pacer.now());
    this.#resize.observe(host);
    // Until the page's font is there the canvas is drawn in another one.
    void document.fonts?.ready.then(() => this.restyle());
    this.#pacer.now();
  }

  destroy(): void {
    this.#unsubscribe();
    this.#resize.disconnect();
    this.#pacer.stop();
    this.#u?.destroy();
    this.#u = null;
  }

  update(model: PlotModel): void {
    if (model.curves !== this.#model.curves) {
      this.#unsubscribe();
      this.#unsubscribe = model.curves.subscribe(() => this.#pacer.soon());
    }
    const { log, hidden, weight } = this.#model;
    if (model.log !== log || model.hidden !== hidden || model.weight !== weight) this.#zoomedLoss = null;
    this.#model = model;
    this.#readoutAt = 0;
    this.#pacer.now();
  }

  /** Reads the colours and the font anew. */
  restyle(): void {
    this.#palette = readPalette(this.#host);
    this.#built = '';
    this.#pacer.now();
  }

  /** The canvas as it is now; null before the first frame. */
  get canvas(): HTMLCanvasElement | null {
    return this.#u?.ctx.canvas ?? null;
  }

  /** Canvas pixels in a CSS pixel. */
  get ratio(): number {
    return uPlot.pxRatio;
  }

  get pill(): Pill | null {
    return this.#pill;
  }

  /** The newest step of all curves; 0 without any. */
  get lastStep(): number {
    return Math.max(0, ...[...this.#views.values()].map(view => view.lastStep ?? 0));
  }

  get palette(): Palette {
    return this.#palette;
  }

  view(trialId: string): CurveView | undefined {
    return this.#views.get(trialId);
  }

  /** First and last step in view. */
  get window(): { from: number; to: number } {
    return this.#zoom ?? { from: 0, to: this.#whole };
  }

  /** The end of the whole view. */
  get #whole(): number {
    const { plannedSteps, numSteps } = this.#model;
    return Math.max(plannedSteps, numSteps?.value ?? 0, 1);
  }

  get cursor(): number | null {
    return this.#cursor;
  }

  /** Puts the cursor on a step in view; null takes it away. */
  setCursor(step: number | null): void {
    const { from, to } = this.window;
    this.#cursor = step === null ? null : Math.round(Math.min(Math.max(step, Math.ceil(from)), Math.floor(to)));
    this.#placeCursor();
    this.#tellReadout();
  }

  zoomTo(from: number, to: number): void {
    const end = Math.max(to, from + SHORTEST_ZOOM);
    this.#zoom = { from: Math.max(0, from), to: end };
    this.#zoomedLoss = null;
    this.#report.zoomed(true);
    this.#pacer.now();
  }

  /** Shows `factor` times as many steps around one of them. */
  zoomAround(step: number, factor: number): void {
    const { from, to } = this.window;
    const span = (to - from) * factor;
    const whole = this.#whole;
    if (span >= whole) {
      this.resetZoom();
      return;
    }
    const start = Math.min(Math.max(0, step - span / 2), whole - span);
    this.zoomTo(start, start + span);
  }

  /** Back to the whole run, which follows new points. */
  resetZoom(): void {
    if (this.#zoom === null) return;
    this.#zoom = null;
    this.#report.zoomed(false);
    this.#pacer.now();
  }

  /** The step at a place of the window; null before the first frame. */
  stepAt(clientX: number): number | null {
    if (this.#u === null) return null;
    return this.#u.posToVal(clientX - this.#u.over.getBoundingClientRect().left, 'x');
  }

  /** Draws the num_steps mark elsewhere while it is dragged; null ends that. */
  previewNumSteps(value: number | null): void {
    this.#previewSteps = value;
    this.#pacer.now();
  }

  #paint(): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (width === 0 || height === 0) return;
    const { series, curves, weight } = this.#model;
    for (const id of this.#views.keys()) if (!series.some(s => s.trialId === id)) this.#views.delete(id);
    for (const { trialId } of series) {
      const view = this.#views.get(trialId) ?? new CurveView();
      this.#views.set(trialId, view);
      view.sync(curves.points(trialId), weight);
    }
    const u = this.#prepare(width, height);
    const window = this.window;
    const grid = this.#gridOf(window, width);
    for (const s of series) if (this.#shown(s)) this.#views.get(s.trialId)?.decimate(grid);
    const [low, high] = this.#lossAxis(grid, window);
    this.#committing = true;
    u.batch(() => {
      this.#styled.forEach((s, i) => {
        this.#show(u, 1 + i, this.#shown(s) && weight > 0);
        this.#show(u, 1 + i + this.#styled.length, this.#shown(s));
      });
      u.setData(this.#data(grid), false);
      u.setScale('x', { min: window.from, max: window.to });
      u.setScale('y', { min: low, max: high });
    });
    this.#committing = false;
    this.#placeCursor();
    this.#placePill(u);
    this.#report.empty(series.every(s => (this.#views.get(s.trialId)?.count ?? 0) === 0));
    if (performance.now() - this.#readoutAt >= READOUT_EVERY_MS) this.#tellReadout();
  }

  #shown(series: ChartSeries): boolean {
    return !this.#model.hidden.has(series.trialId);
  }

  /** uPlot for the curves of now, made anew only where what it is made of has changed. */
  #prepare(width: number, height: number): uPlot {
    const { series, log, language } = this.#model;
    const built = JSON.stringify([series.map(s => [s.trialId, s.learningRate, s.lead, s.quiet]), log, language]);
    if (this.#u === null || built !== this.#built) {
      this.#u?.destroy();
      this.#built = built;
      // The leading curve is drawn above the others.
      this.#styled = [...series.filter(s => !s.lead), ...series.filter(s => s.lead)];
      const styles = this.#styled.map(s => ({ color: this.#color(s), lead: s.lead, quiet: s.quiet }));
      const size = { width, height, right: this.#labelSpace() };
      this.#u = new uPlot(plotOptions(size, styles, log, this.#palette, language, this.#hooks), [[0, 1]], this.#host);
    } else if (this.#u.width !== width || this.#u.height !== height) {
      this.#u.setSize({ width, height });
    }
    return this.#u;
  }

  #color(series: ChartSeries): string {
    return rateColor(series.learningRate, this.#palette.theme);
  }

  /** Room to the right of the plot for the labels of lines that end there, in CSS pixels. */
  #labelSpace(): number {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return 48;
    context.font = `600 11.5px ${this.#palette.family}`;
    const widths = this.#model.series.map(s => context.measureText(formatRate(s.learningRate)).width);
    return Math.ceil(Math.max(8, ...widths)) + 24;
  }

  #gridOf(window: { from: number; to: number }, width: number): Grid {
    const shown = this.#model.series.filter(s => this.#shown(s)).length;
    const lines = shown * (this.#model.weight > 0 ? 2 : 1);
    const pixels = (width - Y_AXIS_WIDTH) * uPlot.pxRatio;
    const key = [window.from, window.to, lines, pixels].join();
    if (this.#grid?.key !== key) this.#grid = { key, grid: planGrid(window, lines, pixels) };
    return this.#grid.grid;
  }

  #data(grid: Grid): uPlot.AlignedData {
    const none: undefined[] = [];
    const lines = (pick: (view: CurveView) => (number | null | undefined)[]) =>
      this.#styled.map(s => {
        const view = this.#views.get(s.trialId);
        return view && this.#shown(s) ? pick(view) : none;
      });
    return [grid.xs, ...lines(v => v.raw.values), ...lines(v => v.smooth.values)];
  }

  #show(u: uPlot, index: number, show: boolean): void {
    if (u.series[index]?.show !== show) u.setSeries(index, { show });
  }

  #lossAxis(grid: Grid, window: { from: number; to: number }): Range {
    const { log, chance, series } = this.#model;
    const shown = series.filter(s => this.#shown(s));
    const contents = { series: shown, views: this.#views, grid, window, log, chanceLoss: chance?.loss ?? null };
    if (this.#zoom === null) return wholeAxis(contents);
    this.#zoomedLoss ??= zoomedAxis(contents) ?? wholeAxis(contents);
    return this.#zoomedLoss;
  }

  #placeCursor(): void {
    if (this.#u === null) return;
    const left = this.#cursor === null ? -10 : this.#u.valToPos(this.#cursor, 'x');
    this.#u.setCursor({ left, top: this.#cursor === null ? -10 : 1 }, false);
  }

  #tellReadout(): void {
    this.#readoutAt = performance.now();
    const values = this.#model.series.map(({ trialId }) => {
      const view = this.#views.get(trialId);
      return [trialId, (this.#cursor === null ? view?.latest : view?.at(this.#cursor)) ?? null] as const;
    });
    this.#report.readout({ step: this.#cursor, values: new Map(values) });
  }

  #placePill(u: uPlot): void {
    const { numSteps } = this.#model;
    const value = this.#previewSteps ?? numSteps?.value ?? null;
    const { from, to } = this.window;
    const inside = value === null ? 0 : Math.min(to, Math.max(from, value));
    const left = u.valToPos(inside, 'x') + u.bbox.left / uPlot.pxRatio;
    const pill = value === null ? null : { left, outside: inside !== value };
    if (pill?.left === this.#pill?.left && pill?.outside === this.#pill?.outside) return;
    this.#pill = pill;
    this.#report.pill(pill);
  }

  readonly #hooks = {
    under: (u: uPlot): void => {
      const { chance } = this.#model;
      if (chance !== null) drawChanceLine(u, this.#ink(u), chance);
    },
    over: (u: uPlot): void => {
      const { numSteps } = this.#model;
      drawMarks(u, this.#ink(u), {
        model: this.#model,
        views: this.#views,
        window: this.window,
        numSteps: numSteps && { ...numSteps, value: this.#previewSteps ?? numSteps.value },
      });
    },
    cursor: (left: number | null): void => {
      if (this.#u === null || this.#committing) return;
      this.#cursor = left === null ? null : Math.max(0, Math.round(this.#u.posToVal(left, 'x')));
      this.#tellReadout();
    },
    select: (left: number, width: number): void => {
      if (this.#u === null || width <= 0) return;
      const [from, to] = [this.#u.posToVal(left, 'x'), this.#u.posToVal(left + width, 'x')];
      this.#u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      this.zoomTo(from, to);
    },
    reset: (): void => this.resetZoom(),
  };

  #ink(u: uPlot): Ink {
    return new Ink(u.ctx, this.#palette, uPlot.pxRatio);
  }
}
