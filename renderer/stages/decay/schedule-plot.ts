import uPlot from 'uplot';
import { FramePacer } from '../../chart/frame-pacer.ts';
import { Ink } from '../../chart/ink.ts';
import { type Palette, readPalette } from '../../chart/palette.ts';
import { placeDistances, valueTicks } from '../../chart/scales.ts';
import { TOP_PADDING, X_AXIS_HEIGHT, X_TICK_SPACE, Y_AXIS_WIDTH } from '../../chart/uplot-options.ts';
import { type DevBand, shownRange, thinned } from './dev-band.ts';
import { drawCursor, drawRates, drawRuns } from './draw-schedules.ts';
import { drawLabels } from './schedule-labels.ts';
import type { ScheduleModel } from './schedule-model.ts';

/** How the height is divided between dev curves and rates; the rest lies between them. */
const SHARES = { dev: 0.54, rate: 0.36 };
const RIGHT_AXIS_WIDTH = 44;
const TICK_SPACE = 30;
/** The dev curves of a model as they are drawn, and what that follows from. */
interface ShownCurves extends Pick<ScheduleModel, 'bands' | 'steps' | 'most'> {
  width: number;
  range: ReturnType<typeof shownRange>;
  /** Of each of the bands. */
  thin: readonly DevBand[];
}

/** Curves and rates have steps of their own, so uPlot is given none of them. */
const NO_DATA: uPlot.AlignedData = [
  [0, 1],
  [null, null],
];

/**
 * The plot of schedules below the dev curves of what they are for: axes and cursor by uPlot, all else drawn by hand, at most once an animation
 * frame. It owns the element it is given.
 */
export class SchedulePlot {
  readonly #host: HTMLElement;
  readonly #onCursor: (step: number | null) => void;
  #model: ScheduleModel;
  #palette: Palette;
  #u: uPlot | null = null;
  #cursor: number | null = null;
  #shown: ShownCurves | null = null;
  readonly #pacer = new FramePacer(() => this.#paint());
  readonly #resize: ResizeObserver;

  constructor(host: HTMLElement, model: ScheduleModel, onCursor: (step: number | null) => void) {
    this.#host = host;
    this.#model = model;
    this.#onCursor = onCursor;
    this.#palette = readPalette(host);
    this.#resize = new ResizeObserver(() => this.#pacer.now());
    this.#resize.observe(host);
    void document.fonts?.ready.then(() => this.restyle());
    this.#pacer.now();
  }

  destroy(): void {
    this.#resize.disconnect();
    this.#pacer.stop();
    this.#u?.destroy();
    this.#u = null;
  }

  update(model: ScheduleModel): void {
    this.#model = model;
    this.#pacer.now();
  }

  /** Reads the colours and the font anew. */
  restyle(): void {
    this.#palette = readPalette(this.#host);
    this.#u?.destroy();
    this.#u = null;
    this.#pacer.now();
  }

  get canvas(): HTMLCanvasElement | null {
    return this.#u?.ctx.canvas ?? null;
  }

  get palette(): Palette {
    return this.#palette;
  }

  get ratio(): number {
    return uPlot.pxRatio;
  }

  get cursor(): number | null {
    return this.#cursor;
  }

  setCursor(step: number | null): void {
    const { steps } = this.#model;
    this.#cursor = step === null ? null : Math.min(steps, Math.max(0, Math.round(step)));
    this.#pacer.now();
    this.#onCursor(this.#cursor);
  }

  #paint(): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    if (width === 0 || height === 0) return;
    this.#u ??= new uPlot(this.#options(width, height), NO_DATA, this.#host);
    const u = this.#u;
    const [low, high] = this.#valueRange();
    // A batch paints once, whether a scale moves or not.
    u.batch(() => {
      if (u.width !== width || u.height !== height) u.setSize({ width, height });
      u.setScale('x', { min: 0, max: this.#model.steps });
      // The dev curves lie in the upper part of their scale, the rates in the lower part of theirs.
      u.setScale('y', { min: high - (high - low) / SHARES.dev, max: high });
      u.setScale('rate', { min: 0, max: this.#model.learningRate / SHARES.rate });
    });
  }

  /** Of the dev curves that are shown. */
  #valueRange(): [number, number] {
    const { range } = this.#curves();
    return range ? [range.low, range.high] : [0, 1];
  }

  /** The curves as they are drawn, and their axis: made anew only where they changed, not while a schedule is being drawn over them. */
  #curves(): ShownCurves {
    const { bands, steps, most } = this.#model;
    const width = this.#u?.bbox.width ?? 0;
    const known = this.#shown;
    if (known?.bands === bands && known.width === width && known.steps === steps && known.most === most) return known;
    const range = shownRange(
      bands.map(({ band }) => band),
      steps,
      most,
    );
    const thin = bands.map(({ band }) => (width > 0 ? thinned(band, width) : band));
    this.#shown = { bands, width, steps, most, range, thin };
    return this.#shown;
  }

  #options(width: number, height: number): uPlot.Options {
    const { color, family } = this.#palette;
    const axis = { stroke: color.axis, font: `11px ${family}`, ticks: { show: false }, gap: 7 };
    const filter = (_: uPlot, splits: number[]) => splits;
    return {
      width,
      height,
      padding: [TOP_PADDING, 0, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, auto: false, range: (_, min, max) => [min, max] },
        y: { auto: false, range: (_, min, max) => [min, max] },
        rate: { auto: false, range: (_, min, max) => [min, max] },
      },
      axes: [
        {
          ...axis,
          size: X_AXIS_HEIGHT,
          space: X_TICK_SPACE,
          incrs: placeDistances(true),
          grid: { stroke: color.grid, width: 1 },
          values: (_, steps) => steps.map(step => this.#model.stepTick(step)),
        },
        {
          ...axis,
          size: Y_AXIS_WIDTH,
          grid: { show: false },
          filter,
          splits: u => this.#valueTicks(u),
          values: (_, values) => values.map(value => this.#model.valueTick(value)),
        },
        {
          ...axis,
          scale: 'rate',
          side: 1,
          size: RIGHT_AXIS_WIDTH,
          grid: { show: false },
          filter,
          splits: () => [0, this.#model.learningRate / 2, this.#model.learningRate],
          values: () => ['0', '½ lr₀', 'lr₀'],
        },
      ],
      series: [{}, { scale: 'y', points: { show: false } }],
      cursor: { x: false, y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
      hooks: {
        draw: [u => this.#draw(u)],
        setCursor: [u => this.#hear(u)],
      },
    };
  }

  #valueTicks(u: uPlot): number[] {
    if (this.#model.bands.every(({ band }) => band.steps.length === 0)) return [];
    const [low, high] = this.#valueRange();
    const room = (u.bbox.height / uPlot.pxRatio) * SHARES.dev;
    return valueTicks([low, high], false, Math.max(2, Math.floor(room / TICK_SPACE))).labelled;
  }

  #hear(u: uPlot): void {
    const { left = -1 } = u.cursor;
    const step = left < 0 ? null : Math.round(u.posToVal(left, 'x'));
    // Paint moves scales, after which uPlot tells its cursor once more.
    if (step === null && !this.#host.matches(':hover')) return;
    if (step !== this.#cursor) this.setCursor(step);
  }

  #draw(u: uPlot): void {
    const ink = new Ink(u.ctx, this.#palette, uPlot.pxRatio);
    const { color } = this.#palette;
    const { left, top, width, height } = u.bbox;
    const model = this.#model;
    const x = (step: number): number => u.valToPos(step, 'x', true);
    const bottom = top + height;
    const horizontal = (y: number, stroke: string, dash: readonly number[] = []): void =>
      ink.line(
        [
          [left, Math.round(y) + 0.5],
          [left + width, Math.round(y) + 0.5],
        ],
        stroke,
        1,
        dash,
      );
    for (const value of this.#valueTicks(u)) horizontal(u.valToPos(value, 'y', true), color.grid);
    const rateY = (lr: number): number => u.valToPos(lr, 'rate', true);
    for (const share of [0.5, 1]) horizontal(rateY(share * model.learningRate), color.grid, [4, 4]);

    const vertical = (step: number, from: number, stroke: string, line: number, dash: readonly number[] = []): void =>
      ink.line(
        [
          [x(step), from],
          [x(step), bottom],
        ],
        stroke,
        line,
        dash,
      );
    const valueY = (value: number): number => u.valToPos(value, 'y', true);
    const former = model.bands.find(({ peak }) => peak !== null && peak.step === model.formerPeak)?.peak;
    if (model.formerPeak !== null && model.formerPeak <= model.steps)
      vertical(model.formerPeak, former ? valueY(former.value) : top + height * SHARES.dev, color['ink-2'], 1, [2, 3]);

    for (const drawn of model.schedules) drawRates(u, ink, drawn, model);
    // Curves that begin outside of the axis are cut there.
    u.ctx.save();
    u.ctx.beginPath();
    u.ctx.rect(left, top - 8 * ink.ratio, width, height * (SHARES.dev + 0.02) + 8 * ink.ratio);
    u.ctx.clip();
    const { thin, range } = this.#curves();
    for (const [i, drawn] of model.bands.entries())
      drawRuns(u, ink, { ...drawn, band: thin[i] ?? drawn.band }, model.faint);
    u.ctx.restore();

    drawLabels(u, ink, { model, devShare: SHARES.dev, isCropped: range?.cropped ?? false });
    if (this.#cursor !== null) drawCursor(u, ink, this.#cursor, model);
  }
}
