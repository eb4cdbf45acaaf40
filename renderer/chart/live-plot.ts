import uPlot from 'uplot';
import { drawBand } from './band.ts';
import { drawChanceLine } from './chance-line.ts';
import { CurveView } from './curve-view.ts';
import { type Grid, planGrid } from './decimate.ts';
import { FramePacer } from './frame-pacer.ts';
import { Ink } from './ink.ts';
import { isShare, placeTick, valueTick } from './measures.ts';
import { type Palette, readPalette } from './palette.ts';
import { ElapsedTime, evenPlaces, type Places, STEPS, type Window, type Zoom, zoomedWindow, zoomOf } from './places.ts';
import { drawMarks } from './plot-marks.ts';
import { kindOf, type Pill, type PlotModel, type PlotReport } from './plot-model.ts';
import { type SeriesLine, STEP_TIME } from './recorded-series.ts';
import { type Range, tickDistance } from './scales.ts';
import { type LiveLine, lineStroke, rawStroke } from './strokes.ts';
import type { ChartSeries } from './types.ts';
import { plotOptions, Y_AXIS_WIDTH } from './uplot-options.ts';
import { wholeAxis, zoomedAxis } from './value-axis.ts';

/** Numbers that change faster can't be read. */
const READOUT_EVERY_MS = 250;
/** Steps in the closest view, and where steps are not evenly spaced, so many of them in the whole. */
const SHORTEST_ZOOM = 4;
const CLOSEST_SHARE = 1 / 5000;
/** CSS pixels that a line's label may take to the right of the plot. */
const LONGEST_LABEL = 130;

/**
 * The live plot of a stage's curves: reads the points, reduces them to what is drawn and lets uPlot draw them, at most once
 * an animation frame. It owns the element it is given.
 */
export class LivePlot {
  readonly #host: HTMLElement;
  readonly #report: PlotReport;
  #model: PlotModel;
  #palette: Palette;
  #u: uPlot | null = null;
  #built = '';
  /** Of all curves, the lowest on the plot first. */
  #lines: LiveLine[] = [];
  /** What uPlot draws, in its order. */
  #strokes: { line: LiveLine; raw: boolean }[] = [];
  readonly #views = new Map<string, CurveView>();
  /** By trial, while the x axis counts seconds. */
  readonly #elapsed = new Map<string, ElapsedTime>();
  /** By what a step is on the axis, so that the same one is the same object. */
  readonly #even = new Map<number, Places>();
  #grid: { key: string; grid: Grid } | null = null;
  #zoom: Zoom | null = null;
  /** The value axis of the zoomed view; null: to be fitted at the next frame. */
  #zoomedValues: Range | null = null;
  #cursor: number | null = null;
  /** While uPlot takes over what changed: one that was made anew reports that it has no cursor, which is not the person's doing. */
  #committing = false;
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
    if (model.recorded !== before.recorded) this.#views.clear();
    if (model.recorded !== before.recorded || model.unit !== before.unit) this.#wasRead = false;
    if (model.unit !== before.unit) this.#cursor = null;
    const keys = ['recorded', 'unit', 'log', 'hidden', 'weights'] as const;
    if (keys.some(key => model[key] !== before[key])) this.#zoomedValues = null;
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

  get palette(): Palette {
    return this.#palette;
  }

  /** What is known of a curve's lines, the main one first. */
  views(id: string): CurveView[] {
    const series = this.#model.series.find(s => s.id === id);
    return series ? this.#model.recorded.lines.flatMap((_, i) => this.#views.get(keyOf(series, i)) ?? []) : [];
  }

  /** The farthest place that any curve has reached; 0 without any. */
  get end(): number {
    return Math.max(0, ...this.#lines.map(({ view }) => (view.count === 0 ? 0 : (view.xs[view.count - 1] as number))));
  }

  /** The end of the whole x axis. */
  get whole(): number {
    const { series, unit, plannedSteps, numSteps } = this.#model;
    const wanted = numSteps === null ? 0 : this.#reference.x(numSteps.value);
    const ends = series.map(s => {
      const places = this.placesOf(s);
      // One that is over needs no room for what it might have done.
      return places.x(unit === 'seconds' && s.status !== 'running' ? places.known : plannedSteps);
    });
    const end = Math.max(wanted, ...ends);
    if (unit !== 'seconds') return Math.max(end, this.grain);
    // A round end rarely moves while the guess of it does.
    if (!(end > 0)) return 1;
    const round = tickDistance(end, 10);
    return Math.ceil(end / round) * round;
  }

  /** The places in view. */
  get window(): Window {
    const window =
      this.#zoom === null ? { from: 0, to: this.whole } : zoomedWindow(this.#zoom, this.#model.unit, this.#reference);
    return window.to > window.from ? window : { from: window.from, to: window.from + Math.max(this.grain, 1e-9) };
  }

  /** What lies between two steps on the x axis; 0: not always the same. */
  get grain(): number {
    const { series, unit } = this.#model;
    if (unit === 'seconds') return 0;
    return Math.min(...(series.length === 0 ? [STEPS] : series.map(s => this.placesOf(s))).map(places => places.x(1)));
  }

  /** Where the steps of a curve's trial stand on the x axis. */
  placesOf({ trialId, examplesPerStep }: ChartSeries): Places {
    const { unit, facts } = this.#model;
    switch (unit) {
      case 'steps':
        return STEPS;
      case 'examples':
        return this.#evenly(examplesPerStep);
      case 'epochs':
        return this.#evenly(examplesPerStep / (facts.trainRows ?? 1));
      case 'seconds':
        return this.#elapsedOf(trialId);
    }
  }

  get cursor(): number | null {
    return this.#cursor;
  }

  /** Puts the cursor on a place in view, on a step where those are evenly spaced; null takes it away. */
  setCursor(x: number | null): void {
    const { from, to } = this.window;
    this.#cursor = x === null ? null : this.#onGrain(x, from, to);
    this.#placeCursor();
    this.#tellReadout();
  }

  zoomTo(from: number, to: number): void {
    const shortest = this.grain > 0 ? SHORTEST_ZOOM * this.grain : this.whole * CLOSEST_SHARE;
    const window = { from: Math.max(0, from), to: Math.max(to, from + shortest) };
    this.#zoom = zoomOf(this.#model.unit, window, this.#reference);
    this.#zoomedValues = null;
    this.#report.zoomed(true);
    this.#pacer.now();
  }

  /** Shows `factor` times as much around a place. */
  zoomAround(x: number, factor: number): void {
    const { from, to } = this.window;
    const span = (to - from) * factor;
    const { whole } = this;
    if (span >= whole) {
      this.resetZoom();
      return;
    }
    const start = Math.min(Math.max(0, x - span / 2), whole - span);
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
    const x = this.#u.posToVal(clientX - this.#u.over.getBoundingClientRect().left, 'x');
    return this.#reference.step(x);
  }

  /** Draws the num_steps mark elsewhere while it is dragged; null ends that. */
  previewNumSteps(value: number | null): void {
    this.#previewSteps = value;
    this.#pacer.now();
  }

  /** New points can wait; a series that a person chose is drawn as soon as it is here. */
  #hear(): void {
    const isRead = this.#isRead;
    if (isRead && !this.#wasRead) this.#pacer.now();
    else this.#pacer.soon();
    this.#wasRead = isRead;
  }

  #paint(): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (width === 0 || height === 0) return;
    this.#sync();
    const u = this.#prepare(width, height);
    const window = this.window;
    const grid = this.#gridOf(window, width);
    const shown = this.#lines.filter(({ series }) => this.#isShown(series));
    for (const { view } of shown) view.decimate(grid);
    const [low, high] = this.#valueAxis(shown, grid, window);
    this.#committing = true;
    u.batch(() => {
      this.#strokes.forEach((stroke, i) => {
        const show = this.#isDrawn(stroke);
        if (u.series[1 + i]?.show !== show) u.setSeries(1 + i, { show });
      });
      u.setData(this.#data(grid), false);
      u.setScale('x', { min: window.from, max: window.to });
      u.setScale('y', { min: low, max: high });
    });
    this.#committing = false;
    this.#placeCursor();
    this.#placePill(u);
    this.#report.empty(this.#isRead && this.#lines.every(({ view }) => view.count === 0));
    const wait = this.#readoutAt + READOUT_EVERY_MS - performance.now();
    if (wait <= 0) this.#tellReadout();
    // There may be no further frame.
    else this.#readoutTimer ??= setTimeout(() => this.#tellReadout(), wait);
  }

  /** Takes the points that came. */
  #sync(): void {
    const { series, curves, unit, recorded } = this.#model;
    if (unit !== 'seconds') this.#elapsed.clear();
    else for (const { trialId } of series) this.#elapsedOf(trialId).sync(curves.points(trialId, STEP_TIME));
    const wanted = new Set<string>();
    this.#lines = [];
    for (const s of inDrawingOrder(series)) {
      for (const [i, line] of [...recorded.lines.entries()].reverse()) {
        const column = line.column ?? s.series;
        const key = keyOf(s, i);
        wanted.add(key);
        const view = this.#views.get(key) ?? new CurveView();
        this.#views.set(key, view);
        view.sync(column && curves.points(s.trialId, column), this.#weightOf(line), this.placesOf(s));
        this.#lines.push({ series: s, line, main: i === 0, view });
      }
    }
    for (const key of this.#views.keys()) if (!wanted.has(key)) this.#views.delete(key);
    const raw = this.#lines.filter(({ line }) => line.drawn === 'line');
    this.#strokes = [...raw.map(line => ({ line, raw: true })), ...this.#lines.map(line => ({ line, raw: false }))];
  }

  #elapsedOf(trialId: string): ElapsedTime {
    const elapsed = this.#elapsed.get(trialId) ?? new ElapsedTime();
    this.#elapsed.set(trialId, elapsed);
    return elapsed;
  }

  #evenly(each: number): Places {
    const places = this.#even.get(each) ?? evenPlaces(each);
    this.#even.set(each, places);
    return places;
  }

  /** The curve by which steps are found on the x axis where they stand elsewhere for each: the leading one, else the longest. */
  get #reference(): Places {
    const { series } = this.#model;
    const all = series.map(s => ({ lead: s.lead, places: this.placesOf(s) }));
    const lead = all.find(s => s.lead && s.places.known > 0);
    const longest = all.reduce<Places | null>((a, { places: b }) => (a === null || b.known > a.known ? b : a), null);
    return lead?.places ?? longest ?? STEPS;
  }

  /** Whether nothing more is to come of what is stored. */
  get #isRead(): boolean {
    const { curves } = this.#model;
    return this.#lines.every(({ series: { trialId, series }, line }) => {
      const column = line.column ?? series;
      return column === null || curves.isRead(trialId, column);
    });
  }

  #isShown(series: ChartSeries): boolean {
    return !this.#model.hidden.has(series.id);
  }

  #weightOf({ drawn }: SeriesLine): number {
    const { recorded, weights } = this.#model;
    return recorded.smoothed ? weights[drawn] : 0;
  }

  /** Without smoothing a raw line is the line itself. */
  #isDrawn({ line: { series, line }, raw }: { line: LiveLine; raw: boolean }): boolean {
    return this.#isShown(series) && !(raw && this.#weightOf(line) === 0);
  }

  /** uPlot for the lines of now, made anew only where what it is made of has changed. */
  #prepare(width: number, height: number): uPlot {
    const { series, log, unit, recorded, language } = this.#model;
    const looks = series.map(s => [s.id, s.label, s.color(this.#palette.theme), s.lead, s.quiet, s.dashed]);
    const built = JSON.stringify([recorded.id, looks, log, unit, language]);
    if (this.#u === null || built !== this.#built) {
      this.#u?.destroy();
      this.#built = built;
      const kind = kindOf(this.#model);
      const strokes = this.#strokes.map(({ line, raw }) =>
        raw ? rawStroke(line, series.length, this.#palette) : lineStroke(line, this.#palette),
      );
      const frame = {
        width,
        height,
        right: this.#labelSpace(),
        log,
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
    const widths = this.#model.series.map(s => context.measureText(s.label).width);
    return Math.ceil(Math.min(LONGEST_LABEL, Math.max(8, ...widths))) + 24;
  }

  #gridOf(window: Window, width: number): Grid {
    const lines = this.#strokes.filter(stroke => this.#isDrawn(stroke)).length;
    const pixels = (width - Y_AXIS_WIDTH) * uPlot.pxRatio;
    const key = [window.from, window.to, lines, pixels, this.grain].join();
    if (this.#grid?.key !== key) this.#grid = { key, grid: planGrid(window, lines, pixels, this.grain) };
    return this.#grid.grid;
  }

  #data(grid: Grid): uPlot.AlignedData {
    const none: undefined[] = [];
    const values = this.#strokes.map(({ line: { series, view }, raw }) => {
      if (!this.#isShown(series)) return none;
      return raw ? view.raw.values : view.smooth.values;
    });
    return [grid.xs, ...values];
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
    if (this.#zoom === null) return wholeAxis(contents);
    this.#zoomedValues ??= zoomedAxis(contents);
    return this.#zoomedValues ?? wholeAxis(contents);
  }

  #onGrain(x: number, from: number, to: number): number {
    const { grain } = this;
    if (grain === 0) return Math.min(Math.max(x, from), to);
    const at = (place: number, round: (n: number) => number) => round(Number((place / grain).toFixed(6)));
    return Math.min(Math.max(at(x, Math.round), at(from, Math.ceil)), at(to, Math.floor)) * grain;
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
      const views = this.views(id);
      if (views.every(view => view.count === 0)) return [];
      return [[id, views.map(view => (view.count === 0 ? null : x === null ? view.latest : view.at(x)))] as const];
    });
    const lastSteps = this.#lines.flatMap(l => (l.main ? [[l.series.id, l.view.lastStep ?? -1] as const] : []));
    this.#report.readout({ x, values: new Map(values), lastSteps: new Map(lastSteps), isRead: this.#isRead });
  }

  #placePill(u: uPlot): void {
    const { numSteps } = this.#model;
    const steps = this.#previewSteps ?? numSteps?.value ?? null;
    const { from, to } = this.window;
    const x = steps === null ? 0 : this.#reference.x(steps);
    const inside = Math.min(to, Math.max(from, x));
    const left = u.valToPos(inside, 'x') + u.bbox.left / uPlot.pxRatio;
    const pill = steps === null ? null : { left, outside: inside !== x };
    if (pill?.left === this.#pill?.left && pill?.outside === this.#pill?.outside) return;
    this.#pill = pill;
    this.#report.pill(pill);
  }

  readonly #hooks = {
    under: (u: uPlot): void => {
      const { chance, recorded, facts } = this.#model;
      if (recorded.band !== null) drawBand(u, this.#palette, recorded.band(facts));
      if (chance !== null) drawChanceLine(u, this.#ink(u), chance);
    },
    over: (u: uPlot): void => {
      const { numSteps } = this.#model;
      drawMarks(u, this.#ink(u), {
        model: this.#model,
        lines: this.#lines.filter(line => this.#isShown(line.series)),
        window: this.window,
        placesOf: series => this.placesOf(series),
        reference: this.#reference,
        numSteps: numSteps && { ...numSteps, value: this.#previewSteps ?? numSteps.value },
      });
    },
    cursor: (left: number | null): void => {
      if (this.#u === null || this.#committing) return;
      const { from, to } = this.window;
      this.#cursor = left === null ? null : this.#onGrain(this.#u.posToVal(left, 'x'), from, to);
      this.#tellReadout();
    },
    dotAt: (index: number, nearest: number): number => {
      const { line, raw } = this.#strokes[index] ?? {};
      const grid = this.#grid?.grid;
      if (!line || !grid || line.view.count === 0) return nearest;
      const values = (raw ? line.view.raw : line.view.smooth).values;
      // A curve that has ended has no dot; one that is measured now and then has it at its last measurement.
      if ((grid.xs[nearest] as number) > (line.view.xs[line.view.count - 1] as number)) return nearest;
      for (let at = nearest; at >= 0; at--) if (values[at] !== undefined) return at;
      return nearest;
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

const keyOf = ({ id, trialId }: ChartSeries, line: number): string => `${line} ${trialId} ${id}`;

/** The leading curve is drawn above the others. */
const inDrawingOrder = (series: readonly ChartSeries[]): ChartSeries[] => [
  ...series.filter(s => !s.lead),
  ...series.filter(s => s.lead),
];
