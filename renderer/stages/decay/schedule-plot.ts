import uPlot from 'uplot';
import type { Schedule } from '#shared/domain/schedule.ts';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';
import { FramePacer } from '../../chart/frame-pacer.ts';
import { Ink } from '../../chart/ink.ts';
import { type Box, firstFree, overlap } from '../../chart/label-layout.ts';
import { type Palette, readPalette } from '../../chart/palette.ts';
import { placeDistances, valueTicks } from '../../chart/scales.ts';
import { withOpacity } from '../../chart/strokes.ts';
import type { Theme } from '../../ramp.ts';
import { type DevBand, shownRange, thinned } from './dev-band.ts';
import { ratePath } from './rate-path.ts';

/** Runs on the chart that differ in their seed alone. */
export interface DrawnBand {
  id: string;
  label: string;
  /** Null: in ink. */
  color: ((theme: Theme) => string) | null;
  band: DevBand;
  /** What they were trained by, where that is not told beside. */
  schedule: Schedule | null;
  /** Where it was best; null: nothing was evaluated. `label`: what stands beside it. */
  peak: { step: number; value: number; label: string } | null;
}

/** A schedule on the chart. */
export interface DrawnSchedule {
  id: string;
  label: string;
  schedule: Schedule;
  /** It was run: the curve of its runs tells of it. */
  isRun: boolean;
  /** Null: the one that is being drawn, in the colour of previews. */
  color: ((theme: Theme) => string) | null;
}

/** What the chart shows: dev curves above, rates below, over the same steps. */
export interface ScheduleModel {
  /** lr0 and T. */
  learningRate: number;
  steps: number;
  bands: readonly DrawnBand[];
  /** The one that is being drawn comes last. */
  schedules: readonly DrawnSchedule[];
  /** The step of the peak that the checks are about; null: none is known. */
  formerPeak: number | null;
  /** 0.9 of that step, where D3 has a decay start, and what it is called; null: none is known, or the schedule starts there. */
  wantedStart: { step: number; label: string } | null;
  /** What was run is out of date, so its curves are faint. */
  faint: boolean;
  /** The step of the first drop of the schedule that is drawn, and what it is called; null: it has none. */
  start: { step: number; label: string } | null;
  /** No dev value can be larger; null: any can. */
  most: number | null;
  stepTick(step: number): string;
  valueTick(value: number): string;
  words: { cropped: string; rate: string };
}

/** How the height is divided between dev curves and rates; the rest lies between them. */
const SHARES = { dev: 0.54, rate: 0.36 };
const Y_AXIS_WIDTH = 46;
const RIGHT_AXIS_WIDTH = 44;
const X_AXIS_HEIGHT = 26;
const TICK_SPACE = 30;
const LABEL_SIZE = 11.5;
/** What is out of date stands back. */
const FAINT = 0.4;
/** Where a curve may be named, as shares of its evaluations, the best place first. */
const LABEL_PLACES = [0.8, 0.72, 0.88, 0.64, 0.95, 0.56];
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
    if (u.width !== width || u.height !== height) u.setSize({ width, height });
    const [low, high] = this.#valueRange();
    u.batch(() => {
      u.setScale('x', { min: 0, max: this.#model.steps });
      // The dev curves lie in the upper part of their scale, the rates in the lower part of theirs.
      u.setScale('y', { min: high - (high - low) / SHARES.dev, max: high });
      u.setScale('rate', { min: 0, max: this.#model.learningRate / SHARES.rate });
    });
    u.redraw(false);
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
      padding: [14, 0, 0, 0],
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
          space: 70,
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

    for (const drawn of model.schedules) this.#drawRates(u, ink, drawn);
    // Curves that begin outside of the axis are cut there.
    u.ctx.save();
    u.ctx.beginPath();
    u.ctx.rect(left, top - 8 * ink.ratio, width, height * (SHARES.dev + 0.02) + 8 * ink.ratio);
    u.ctx.clip();
    const { thin } = this.#curves();
    for (const [i, drawn] of model.bands.entries()) this.#drawBand(u, { ...drawn, band: thin[i] ?? drawn.band });
    u.ctx.restore();

    this.#drawLabels(u, ink);
    if (this.#cursor !== null) this.#drawCursor(u, ink);
  }

  #drawRates(u: uPlot, ink: Ink, { schedule, color, isRun }: DrawnSchedule): void {
    const { learningRate, steps } = this.#model;
    const palette = this.#palette;
    const stroke = color?.(palette.theme) ?? palette.color.preview;
    const y = (lr: number): number => u.valToPos(lr, 'rate', true);
    const x = (step: number): number => u.valToPos(step, 'x', true);
    const points = ratePath(schedule, learningRate, steps, u.bbox.width);
    const path: [number, number][] = [];
    for (const { step, lr } of points) {
      const before = path.at(-1);
      // The rate before holds until this step.
      if (before) path.push([x(step), before[1]]);
      path.push([x(step), y(lr)]);
    }
    const end = path.at(-1);
    if (end) path.push([x(steps), end[1]]);
    if (color === null) {
      const c = u.ctx;
      c.save();
      c.fillStyle = palette.color['preview-bg'];
      c.beginPath();
      c.moveTo(x(0), y(0));
      for (const [px, py] of path) c.lineTo(px, py);
      c.lineTo(x(steps), y(0));
      c.fill();
      c.restore();
    }
    const shown = isRun && this.#model.faint ? withOpacity(stroke, FAINT) : stroke;
    ink.line(path, shown, color === null ? 2 : 1.5, color === null ? [3, 2] : []);
  }

  #drawBand(u: uPlot, { band, color }: DrawnBand): void {
    const ink = new Ink(u.ctx, this.#palette, uPlot.pxRatio);
    const stroke = color?.(this.#palette.theme) ?? this.#palette.color['ink-2'];
    const at = (values: readonly number[]) =>
      band.steps.map((step, i): [number, number] => [
        u.valToPos(step, 'x', true),
        u.valToPos(values[i] as number, 'y', true),
      ]);
    const [high, low] = [at(band.high), at(band.low)];
    const c = u.ctx;
    c.save();
    const { faint } = this.#model;
    c.globalAlpha = 0.16 * (faint ? FAINT : 1);
    c.fillStyle = stroke;
    c.beginPath();
    for (const [px, py] of [...high, ...low.reverse()]) c.lineTo(px, py);
    c.fill();
    c.restore();
    ink.line(at(band.mean), faint ? withOpacity(stroke, FAINT) : stroke, 2);
  }

  #drawLabels(u: uPlot, ink: Ink): void {
    const model = this.#model;
    const { color, theme } = this.#palette;
    const { left, top, width, height } = u.bbox;
    const px = ink.ratio;
    const taken: Box[] = [];
    const write = (text: string, places: readonly [number, number][], tone: string): void => {
      const style = { color: tone, size: LABEL_SIZE };
      const extent = { width: ink.measure(text, style), height: 15 * px };
      const boxes = places.map(([cx, cy]) => ({
        ...extent,
        left: Math.min(left + width - extent.width - 2 * px, Math.max(left + 2 * px, cx)),
        top: cy - extent.height / 2,
      })) as [Box, ...Box[]];
      const box = firstFree(boxes, taken);
      if (taken.some(other => overlap(box, other))) return;
      taken.push(box);
      ink.text(text, box.left, box.top + box.height / 2, style);
    };
    const besides = (text: string, x: number, y: number): [number, number][] => {
      const long = ink.measure(text, { color: color.ink, size: LABEL_SIZE });
      return [
        [x - long / 2, y - 15 * px],
        [x + 10 * px, y - 12 * px],
        [x - long / 2, y + 17 * px],
        [x - long - 9 * px, y + 16 * px],
        [x + 9 * px, y + 16 * px],
        [x - long - 9 * px, y - 12 * px],
      ];
    };
    for (const { peak, color: own } of model.bands) {
      if (peak === null) continue;
      const [x, y] = [u.valToPos(peak.step, 'x', true), u.valToPos(peak.value, 'y', true)];
      if (y > top + height * (SHARES.dev + 0.02) || y < top - 8 * px) continue;
      ink.ring(x, y, 4.6, own?.(theme) ?? color['ink-2']);
      taken.push({ left: x - 7 * px, top: y - 7 * px, width: 14 * px, height: 14 * px });
    }
    for (const { peak } of model.bands) {
      if (peak === null) continue;
      const [x, y] = [u.valToPos(peak.step, 'x', true), u.valToPos(peak.value, 'y', true)];
      write(peak.label, besides(peak.label, x, y), color.ink);
    }
    if (model.bands.length > 1) {
      const highest = [...model.bands].sort((a, b) => (b.band.mean.at(-1) ?? 0) - (a.band.mean.at(-1) ?? 0))[0];
      for (const drawn of model.bands) {
        const { band, label, color: own } = drawn;
        // The highest is named above its band, the others below theirs.
        const [values, off] = drawn === highest ? [band.high, -11 * px] : [band.low, 12 * px];
        const long = ink.measure(label, { color: color.ink, size: LABEL_SIZE });
        const places = LABEL_PLACES.flatMap((place): [number, number][] => {
          const at = Math.floor(place * (band.steps.length - 1));
          const [step, value] = [band.steps[at], values[at]];
          if (step === undefined || value === undefined) return [];
          return [[u.valToPos(step, 'x', true) - long / 2, u.valToPos(value, 'y', true) + off]];
        });
        if (places.length > 0) write(label, places, own?.(theme) ?? color['ink-2']);
      }
    }
    if (model.start !== null) {
      const x = u.valToPos(model.start.step, 'x', true);
      const y = u.valToPos(model.learningRate, 'rate', true);
      ink.line(
        [
          [x, y],
          [x, top + height],
        ],
        color.ink,
        1.5,
      );
      ink.dot(x, y, 4.5, color.ink);
      const long = ink.measure(model.start.label, { color: color.ink, size: LABEL_SIZE });
      const places: [number, number][] = [
        [x - long - 8 * px, y + 13 * px],
        [x + 8 * px, y - 11 * px],
      ];
      write(model.start.label, places, color.ink);
    }
    if (model.wantedStart !== null) {
      const x = u.valToPos(model.wantedStart.step, 'x', true);
      const y = u.valToPos(0, 'rate', true);
      ink.line(
        [
          [x, y - 9 * px],
          [x, y],
        ],
        color['ink-2'],
        1.5,
      );
      const long = ink.measure(model.wantedStart.label, { color: color['ink-2'], size: LABEL_SIZE });
      const places: [number, number][] = [
        [x - long - 5 * px, y - 11 * px],
        [x + 5 * px, y - 11 * px],
        [x - long / 2, y - 20 * px],
      ];
      write(model.wantedStart.label, places, color['ink-2']);
    }
    write(model.words.rate, [[left + 8 * px, u.valToPos(0, 'rate', true) - 11 * px]], color.preview);
    if (this.#curves().range?.cropped)
      write(model.words.cropped, [[left + 6 * px, top + height * (SHARES.dev + 0.03)]], color['ink-3']);
  }

  #drawCursor(u: uPlot, ink: Ink): void {
    const step = this.#cursor ?? 0;
    const { top, height } = u.bbox;
    const x = u.valToPos(step, 'x', true);
    const { color, theme } = this.#palette;
    const { learningRate, steps, schedules } = this.#model;
    ink.line(
      [
        [x, top],
        [x, top + height],
      ],
      color.cross,
    );
    for (const drawn of schedules) {
      const lr = learningRateAt(drawn.schedule, learningRate, step, steps);
      const y = u.valToPos(lr, 'rate', true);
      ink.dot(x, y, 4, color.surface);
      ink.dot(x, y, 3, drawn.color?.(theme) ?? color.preview);
    }
  }
}
