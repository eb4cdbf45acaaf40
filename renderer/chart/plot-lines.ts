import type uPlot from 'uplot';
import { CurveView } from './curve-view.ts';
import type { Grid } from './decimate.ts';
import { MeanCurve, type MeanPoints } from './mean-curve.ts';
import type { Palette } from './palette.ts';
import type { PlotModel } from './plot-model.ts';
import type { SeriesLine } from './recorded-series.ts';
import { type LiveLine, lineStroke, rawStroke } from './strokes.ts';
import type { ChartSeries } from './types.ts';
import type { Stroke } from './uplot-options.ts';
import type { XAxis } from './x-axis.ts';

/** What uPlot draws of a line: its raw values, faint behind, or the line itself. */
interface LineStroke {
  line: LiveLine;
  raw: boolean;
}

/** The lines of a plot's curves with what is known of them, in the order in which they are drawn. */
export class PlotLines {
  /** The lowest on the plot first. */
  all: LiveLine[] = [];
  #model: PlotModel;
  #strokes: LineStroke[] = [];
  readonly #views = new Map<string, CurveView>();
  readonly #means = new Map<string, MeanCurve>();

  constructor(model: PlotModel) {
    this.#model = model;
  }

  update(model: PlotModel): void {
    if (model.recorded !== this.#model.recorded) {
      this.#views.clear();
      this.#means.clear();
    }
    this.#model = model;
  }

  /** Takes the points that came. */
  sync(axis: XAxis): void {
    const { series, curves, recorded } = this.#model;
    const before = new Map(this.#views);
    this.#views.clear();
    this.all = [];
    for (const s of inDrawingOrder(series)) {
      for (const [i, line] of [...recorded.lines.entries()].reverse()) {
        const column = line.column ?? s.series;
        const view = before.get(keyOf(s, i)) ?? new CurveView();
        this.#views.set(keyOf(s, i), view);
        const [weight, places] = [this.#weightOf(line), axis.placesOf(s)];
        const mean = s.members.length === 0 ? null : this.#meanOf(s, i).sync(s, column, curves, weight, places);
        view.sync(mean ?? (column && curves.points(s.trialId, column)), weight, places);
        this.all.push({ series: s, line, main: i === 0, view });
      }
    }
    const raw = this.all.filter(({ line }) => line.drawn === 'line');
    this.#strokes = [...raw.map(line => ({ line, raw: true })), ...this.all.map(line => ({ line, raw: false }))];
  }

  /** Between which values the seeds of a mean curve's line lie; null: it is one trial's. */
  spreadOf({ series, line }: LiveLine): MeanPoints | null {
    if (series.members.length < 2) return null;
    return this.#means.get(keyOf(series, this.#model.recorded.lines.indexOf(line)))?.points ?? null;
  }

  #meanOf(series: ChartSeries, line: number): MeanCurve {
    const key = keyOf(series, line);
    const mean = this.#means.get(key) ?? new MeanCurve();
    this.#means.set(key, mean);
    return mean;
  }

  /** Those that the legend shows. */
  get shown(): LiveLine[] {
    return this.all.filter(({ series }) => this.#isShown(series));
  }

  /** What is known of a curve's lines, the main one first. */
  of(id: string): CurveView[] {
    const series = this.#model.series.find(s => s.id === id);
    return series ? this.#model.recorded.lines.flatMap((_, i) => this.#views.get(keyOf(series, i)) ?? []) : [];
  }

  /** Whether nothing more is to come of what is stored. */
  get isRead(): boolean {
    const { curves } = this.#model;
    return this.all.every(({ series: { trialId, members, series }, line }) => {
      const column = line.column ?? series;
      const trials = members.length === 0 ? [trialId] : members.map(member => member.trialId);
      return column === null || trials.every(id => curves.isRead(id, column));
    });
  }

  get isEmpty(): boolean {
    return this.all.every(({ view }) => view.count === 0);
  }

  /** The farthest place that any curve has reached; 0 without any. */
  get end(): number {
    return Math.max(0, ...this.all.map(({ view }) => view.end ?? 0));
  }

  /** How many lines are drawn. */
  get drawnCount(): number {
    return this.#strokes.filter(stroke => this.#isDrawn(stroke)).length;
  }

  /** How they look, as uPlot's series from the second on. */
  strokes(palette: Palette): Stroke[] {
    const curves = this.#model.series.length;
    return this.#strokes.map(({ line, raw }) => (raw ? rawStroke(line, curves, palette) : lineStroke(line, palette)));
  }

  /** Has uPlot draw what they are on a grid that they were reduced to. */
  draw(u: uPlot, grid: Grid): void {
    const none: undefined[] = [];
    const values = this.#strokes.map((stroke, i) => {
      const show = this.#isDrawn(stroke);
      if (u.series[1 + i]?.show !== show) u.setSeries(1 + i, { show });
      return this.#isShown(stroke.line.series) ? drawnValues(stroke) : none;
    });
    u.setData([grid.xs, ...values], false);
  }

  /**
   * The index on the grid at which a line's dot stands while the cursor is nearest to another: a curve that has ended has none, one that
   * is measured now and then has it at its last measurement.
   */
  dotAt(stroke: number, nearest: number, grid: Grid): number {
    const drawn = this.#strokes[stroke];
    const end = drawn?.line.view.end ?? null;
    if (!drawn || end === null || (grid.xs[nearest] as number) > end) return nearest;
    const values = drawnValues(drawn);
    for (let at = nearest; at >= 0; at--) if (values[at] !== undefined) return at;
    return nearest;
  }

  #isShown(series: ChartSeries): boolean {
    return !this.#model.hidden.has(series.id);
  }

  #weightOf({ drawn }: SeriesLine): number {
    const { recorded, weights } = this.#model;
    return recorded.smoothed ? weights[drawn] : 0;
  }

  /** Without smoothing a raw line is the line itself. */
  #isDrawn({ line: { series, line }, raw }: LineStroke): boolean {
    return this.#isShown(series) && !(raw && this.#weightOf(line) === 0);
  }
}

const drawnValues = ({ line: { view }, raw }: LineStroke) => (raw ? view.raw : view.smooth).values;

const keyOf = ({ id, trialId }: ChartSeries, line: number): string => `${line} ${trialId} ${id}`;

/** The leading curve is drawn above the others, and all strong ones above those that are muted. */
const inDrawingOrder = (series: readonly ChartSeries[]): ChartSeries[] => [
  ...series.filter(s => s.muted),
  ...series.filter(s => !s.muted && !s.lead),
  ...series.filter(s => !s.muted && s.lead),
];
