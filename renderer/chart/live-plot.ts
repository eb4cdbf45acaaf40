import uPlot from 'uplot';
import { drawBand } from './band.ts';
import { drawChanceLine } from './chance-line.ts';
import { type Grid, planGrid } from './decimate.ts';
import { FramePacer } from './frame-pacer.ts';
import { Ink } from './ink.ts';
import { isShare, placeTick, valueTick } from './measures.ts';
import { type Palette, readPalette } from './palette.ts';
import { isCounted, type Window } from './places.ts';
import { PlotLines } from './plot-lines.ts';
import { drawMarks } from './plot-marks.ts';
import { kindOf, type Pill, type PlotModel, type PlotReport } from './plot-model.ts';
import { drawRatePanel, hasRates, panelHeight, raised, rateOf } from './rate-panel.ts';
import type { Range } from './scales.ts';
import { drawSeedBand } from './seed-band.ts';
import type { LiveLine } from './strokes.ts';
import type { ChartSeries } from './types.ts';
import { plotOptions, TOP_PADDING, X_AXIS_HEIGHT, Y_AXIS_WIDTH } from './uplot-options.ts';
import { croppedAxis, wholeAxis, zoomedAxis } from './value-axis.ts';
import { XAxis } from './x-axis.ts';

/** Numbers that change faster can't be read. */
const READOUT_EVERY_MS = 250;
/** CSS pixels that a line's label may take to the right of the plot. */
const LONGEST_LABEL = 130;
/** CSS pixels above or below a curve at which the pointer is still at it. */
const NEAR = 14;

/**
 * The live plot of a stage's curves: reads the points, reduces them to what is drawn and lets uPlot draw them, at most once
 * an animation frame. It owns the element it is given.
 */
export class LivePlot {
  readonly axis: XAxis;
  readonly lines: PlotLines;
  readonly #host: HTMLElement;
  readonly #report: PlotReport;
  #model: PlotModel;
  #palette: Palette;
  #u: uPlot | null = null;
  #built = '';
  #grid: { key: string; grid: Grid } | null = null;
  /** The value axis of the zoomed view; null: to be fitted at the next frame. */
  #zoomedValues: Range | null = null;
  /** What the curves have room for, and below them the rates, in CSS pixels. */
  #values: Range = [0.1, 1];
  #isCropped = false;
  #panel = { whole: 0, rates: 0 };
  #cursor: number | null = null;
  /** While uPlot takes over what changed: one that was made anew reports that it has no cursor, which is not the person's doing. */
  #committing = false;
  #near: string | null = null;
  #previewSteps: number | null = null;
  #pill: Pill | null = null;
  readonly #pacer = new FramePacer(() => this.#paint());
  #wasRead = false;
  #readoutAt = 0;
  #readoutTimer: ReturnType<typeof setTimeout> | null = null;
  #unsubscribe: () => void;
  readonly #resize: ResizeObserver;

  constructor(host: HTMLElement, model: PlotModel, report: PlotReport) {
    this.#host = host;
    this.#model = model;
    this.axis = new XAxis(model);
    this.lines = new PlotLines(model);
    this.#report = report;
    this.#palette = readPalette(host);
    this.#unsubscribe = model.curves.subscribe(() => this.#hear());
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
    if (this.#readoutTimer !== null) clearTimeout(this.#readoutTimer);
    this.#u?.destroy();
    this.#u = null;
  }

  update(model: PlotModel): void {
    const before = this.#model;
    if (model.curves !== before.curves) {
      this.#unsubscribe();
      this.#unsubscribe = model.curves.subscribe(() => this.#hear());
    }
    if (model.recorded !== before.recorded || model.unit !== before.unit) this.#wasRead = false;
    if (model.unit !== before.unit) this.#cursor = null;
    const keys = ['recorded', 'unit', 'log', 'hidden', 'weights'] as const;
    if (keys.some(key => model[key] !== before[key])) this.#zoomedValues = null;
    this.#model = model;
    this.axis.update(model);
    this.lines.update(model);
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

  get palette(): Palette {
    return this.#palette;
  }

  get cursor(): number | null {
    return this.#cursor;
  }

  /** Puts the cursor on a place in view, on a step where those are evenly spaced; null takes it away. */
  setCursor(x: number | null): void {
    this.#cursor = x === null ? null : this.axis.nearest(x);
    this.#placeCursor();
    this.#tellReadout();
  }

  zoomTo(from: number, to: number): void {
    this.axis.zoomTo(from, to);
    this.#zoomedValues = null;
    this.#report.zoomed(true);
    this.#pacer.now();
  }

  /** Shows `factor` times as much around a place. */
  zoomAround(x: number, factor: number): void {
    const { from, to } = this.axis.window;
    const span = (to - from) * factor;
    const { whole } = this.axis;
    if (span >= whole) {
      this.resetZoom();
      return;
    }
    const start = Math.min(Math.max(0, x - span / 2), whole - span);
    this.zoomTo(start, start + span);
  }

  /** Back to the whole run, which follows new points. */
  resetZoom(): void {
    if (!this.axis.isZoomed) return;
    this.axis.resetZoom();
    this.#report.zoomed(false);
    this.#pacer.now();
  }

  /** The step at a place of the window; null before the first frame. */
  stepAt(clientX: number): number | null {
    if (this.#u === null) return null;
    const x = this.#u.posToVal(clientX - this.#u.over.getBoundingClientRect().left, 'x');
    return this.axis.reference.step(x);
  }

  /** Draws the num_steps mark elsewhere while it is dragged; null ends that. */
  previewNumSteps(value: number | null): void {
    this.#previewSteps = value;
    this.#pacer.now();
  }

  /** New points can wait; a series that a person chose is drawn as soon as it is here. */
  #hear(): void {
    const { isRead } = this.lines;
    if (isRead && !this.#wasRead) this.#pacer.now();
    else this.#pacer.soon();
    this.#wasRead = isRead;
  }

  #paint(): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (width === 0 || height === 0) return;
    this.axis.sync();
    this.lines.sync(this.axis);
    const u = this.#prepare(width, height);
    const { window } = this.axis;
    const grid = this.#gridOf(window, width);
    const { shown } = this.lines;
    for (const { view } of shown) view.decimate(grid);
    const plotHeight = height - X_AXIS_HEIGHT - TOP_PADDING;
    this.#panel = hasRates(this.#model) ? panelHeight(plotHeight) : { whole: 0, rates: 0 };
    this.#values = this.#valueAxis(shown, grid, window);
    const [low, high] = raised(this.#values, this.#panel.whole / plotHeight, this.#model.log);
    this.#committing = true;
    u.batch(() => {
      this.lines.draw(u, grid);
      u.setScale('x', { min: window.from, max: window.to });
      u.setScale('y', { min: low, max: high });
    });
    this.#committing = false;
    this.#placeCursor();
    this.#placePill(u);
    this.#report.empty(this.lines.isRead && this.lines.isEmpty);
    const wait = this.#readoutAt + READOUT_EVERY_MS - performance.now();
    if (wait <= 0) this.#tellReadout();
    // There may be no further frame.
    else this.#readoutTimer ??= setTimeout(() => this.#tellReadout(), wait);
  }

  /** uPlot for the lines of now, made anew only where what it is made of has changed. */
  #prepare(width: number, height: number): uPlot {
    const { series, log, unit, recorded, language } = this.#model;
    const looks = series.map(s => [s.id, s.label, s.color(this.#palette.theme), s.lead, s.quiet, s.muted, s.dashed]);
    const built = JSON.stringify([recorded.id, looks, log, unit, language, hasRates(this.#model)]);
    if (this.#u === null || built !== this.#built) {
      this.#u?.destroy();
      this.#built = built;
      const kind = kindOf(this.#model);
      const strokes = this.lines.strokes(this.#palette);
      const frame = {
        width,
        height,
        right: this.#labelSpace(),
        log,
        counts: isCounted(unit),
        xTick: (x: number) => placeTick(x, unit, language),
        yTick: (value: number) => valueTick(value, kind),
      };
      this.#u = new uPlot(plotOptions(frame, strokes, this.#palette, this.#hooks), [[0, 1]], this.#host);
    } else if (this.#u.width !== width || this.#u.height !== height) {
      this.#u.setSize({ width, height });
    }
    return this.#u;
  }

  /** Room to the right of the plot for the labels of lines that end there, in CSS pixels. */
  #labelSpace(): number {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return 48;
    context.font = `600 11.5px ${this.#palette.family}`;
    const named = this.#model.series.filter(s => !s.muted).map(s => s.label);
    const labels = [...named, ...(hasRates(this.#model) ? ['½ lr0'] : [])];
    const widths = labels.map(label => context.measureText(label).width);
    return Math.ceil(Math.min(LONGEST_LABEL, Math.max(8, ...widths))) + 24;
  }

  #gridOf(window: Window, width: number): Grid {
    const lines = this.lines.drawnCount;
    const pixels = (width - Y_AXIS_WIDTH) * uPlot.pxRatio;
    const { grain } = this.axis;
    const key = [window.from, window.to, lines, pixels, grain].join();
    if (this.#grid?.key !== key) this.#grid = { key, grid: planGrid(window, lines, pixels, grain) };
    return this.#grid.grid;
  }

  #valueAxis(shown: readonly LiveLine[], grid: Grid, window: Window): Range {
    const { log, chance, recorded, facts } = this.#model;
    const isLoss = recorded.measure === 'loss';
    const isError = recorded.measure === 'metric' && facts.metric === 'rmse';
    const contents = {
      lines: shown.map(({ view, series }) => ({ view, diverged: series.divergedAt !== null })),
      grid,
      window,
      log,
      also: isLoss ? (chance === null ? [] : [chance.loss]) : (recorded.band?.(facts) ?? []),
      fromStart: isLoss || isError,
      share: isShare(kindOf(this.#model)),
    };
    if (!this.axis.isZoomed) {
      const cropped = this.#model.cropped ? croppedAxis(contents) : null;
      this.#isCropped = cropped !== null;
      return cropped ?? wholeAxis(contents);
    }
    this.#isCropped = false;
    this.#zoomedValues ??= zoomedAxis(contents);
    return this.#zoomedValues ?? wholeAxis(contents);
  }

  #placeCursor(): void {
    if (this.#u === null) return;
    const left = this.#cursor === null ? -10 : this.#u.valToPos(this.#cursor, 'x');
    this.#u.setCursor({ left, top: this.#cursor === null ? -10 : 1 }, false);
  }

  #tellReadout(): void {
    if (this.#readoutTimer !== null) clearTimeout(this.#readoutTimer);
    this.#readoutTimer = null;
    this.#readoutAt = performance.now();
    const x = this.#cursor;
    const values = this.#model.series.flatMap(({ id }) => {
      const views = this.lines.of(id);
      if (views.every(view => view.count === 0)) return [];
      return [[id, views.map(view => (view.count === 0 ? null : x === null ? view.latest : view.at(x)))] as const];
    });
    const rates = hasRates(this.#model) ? this.#model.series.map(s => [s.id, this.#rateAt(s, x)] as const) : [];
    const lastSteps = this.lines.all.flatMap(l => (l.main ? [[l.series.id, l.view.lastStep ?? -1] as const] : []));
    this.#report.readout({
      ...{ x, values: new Map(values), rates: new Map(rates) },
      ...{ lastSteps: new Map(lastSteps), isRead: this.lines.isRead },
    });
  }

  /** A curve's learning rate at a place; without one, at the newest step. Null: it hasn't begun, or is over by there. */
  #rateAt(series: ChartSeries, x: number | null): number | null {
    const last = this.lines.of(series.id)[0]?.lastStep ?? null;
    const step = x === null ? last : Math.floor(this.axis.placesOf(series).step(x) + 1e-6);
    return step === null || step > (series.rates?.steps ?? 0) ? null : rateOf(series, step);
  }

  /** Tells which curve the pointer is at, where that is another one than before. */
  #tellNear(at: { left: number; top: number } | null): void {
    const u = this.#u;
    if (u === null || this.#report.near === undefined) return;
    const x = at && u.posToVal(at.left, 'x');
    let near: { id: string; distance: number } | null = null;
    for (const { main, series, view } of at && x !== null ? this.lines.shown : []) {
      const value = main && x !== null ? view.at(x) : null;
      if (value === null) continue;
      const distance = Math.abs(u.valToPos(value, 'y') - (at?.top ?? 0));
      if (distance <= NEAR && (near === null || distance < near.distance)) near = { id: series.id, distance };
    }
    if (this.#near === (near?.id ?? null)) return;
    this.#near = near?.id ?? null;
    this.#report.near(this.#near);
  }

  #placePill(u: uPlot): void {
    const { numSteps } = this.#model;
    const steps = this.#previewSteps ?? numSteps?.value ?? null;
    const { from, to } = this.axis.window;
    const x = steps === null ? 0 : this.axis.reference.x(steps);
    const inside = Math.min(to, Math.max(from, x));
    const left = u.valToPos(inside, 'x') + u.bbox.left / uPlot.pxRatio;
    const pill = steps === null ? null : { left, outside: inside !== x };
    if (pill?.left === this.#pill?.left && pill?.outside === this.#pill?.outside) return;
    this.#pill = pill;
    this.#report.pill(pill);
  }

  readonly #hooks = {
    values: (): Range => this.#values,
    under: (u: uPlot): void => {
      const { chance, recorded, facts } = this.#model;
      if (recorded.band !== null) drawBand(u, this.#palette, recorded.band(facts));
      if (chance !== null) drawChanceLine(u, this.#ink(u), chance);
      for (const line of this.lines.shown) {
        const spread = this.lines.spreadOf(line);
        if (spread !== null) drawSeedBand(u, this.#ink(u), line, spread, this.axis.window);
      }
    },
    over: (u: uPlot): void => {
      const { numSteps } = this.#model;
      if (this.#panel.rates > 0)
        drawRatePanel(u, this.#ink(u), {
          model: this.#model,
          axis: this.axis,
          height: this.#panel.rates,
          lastStep: ({ id }) => this.lines.of(id)[0]?.lastStep ?? null,
        });
      drawMarks(u, this.#ink(u), {
        model: this.#model,
        lines: this.lines.shown,
        axis: this.axis,
        isCropped: this.#isCropped,
        bottom: u.bbox.top + u.bbox.height - this.#panel.whole * uPlot.pxRatio,
        numSteps: numSteps && { ...numSteps, value: this.#previewSteps ?? numSteps.value },
      });
    },
    cursor: (left: number | null, top: number): void => {
      if (this.#u === null || this.#committing) return;
      this.#tellNear(left === null ? null : { left, top });
      this.#cursor = left === null ? null : this.axis.nearest(this.#u.posToVal(left, 'x'));
      this.#tellReadout();
    },
    dotAt: (line: number, nearest: number): number =>
      this.#grid === null ? nearest : this.lines.dotAt(line, nearest, this.#grid.grid),
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
