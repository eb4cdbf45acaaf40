import { ElapsedTime, evenPlaces, type Places, STEPS, type Window, type Zoom, zoomedWindow, zoomOf } from './places.ts';
import type { PlotModel } from './plot-model.ts';
import { STEP_TIME } from './recorded-series.ts';
import { tickDistance } from './scales.ts';
import type { ChartSeries } from './types.ts';

/** What an x axis is made for. */
export type AxisModel = Pick<PlotModel, 'series' | 'curves' | 'unit' | 'facts' | 'plannedSteps' | 'numSteps'>;

/** Steps in the closest view, and where steps are not evenly spaced, so much of the whole. */
const SHORTEST_ZOOM = 4;
const CLOSEST_SHARE = 1 / 5000;

/** The x axis of a plot: where the steps of each curve stand on it, how long it is, and what of it is in view. */
export class XAxis {
  #model: AxisModel;
  /** By trial, while the axis counts seconds. */
  readonly #elapsed = new Map<string, ElapsedTime>();
  /** By what a step is on the axis, so that the same one is the same object. */
  readonly #even = new Map<number, Places>();
  #zoom: Zoom | null = null;

  constructor(model: AxisModel) {
    this.#model = model;
  }

  update(model: AxisModel): void {
    this.#model = model;
  }

  /** Takes the times that came. */
  sync(): void {
    const { series, curves, unit } = this.#model;
    if (unit !== 'seconds') this.#elapsed.clear();
    else for (const { trialId } of series) this.#elapsedOf(trialId).sync(curves.points(trialId, STEP_TIME));
  }

  /** Where the steps of a curve's trial stand. */
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

  /** The curve by which steps are found where they stand elsewhere for each: the leading one, else the longest. */
  get reference(): Places {
    const all = this.#model.series.map(s => ({ lead: s.lead, places: this.placesOf(s) }));
    const lead = all.find(s => s.lead && s.places.known > 0);
    const longest = all.reduce<Places | null>((a, { places: b }) => (a === null || b.known > a.known ? b : a), null);
    return lead?.places ?? longest ?? STEPS;
  }

  /** The end of the whole axis. */
  get whole(): number {
    const { series, unit, plannedSteps, numSteps } = this.#model;
    const wanted = numSteps === null ? 0 : this.reference.x(numSteps.value);
    const ends = series.map(s => {
      const places = this.placesOf(s);
      // One that is over needs no room for what it might have done. With other batch sizes trials have other numbers of steps [S7].
      return places.x(unit === 'seconds' && s.status !== 'running' ? places.known : (s.rates?.steps ?? plannedSteps));
    });
    const end = Math.max(wanted, ...ends);
    if (unit !== 'seconds') return Math.max(end, this.grain);
    // A round end rarely moves while the guess of it does.
    if (!(end > 0)) return 1;
    const round = tickDistance(end, 10);
    return Math.ceil(end / round) * round;
  }

  /** What lies between two steps; 0: not always the same. */
  get grain(): number {
    const { series, unit } = this.#model;
    if (unit === 'seconds') return 0;
    return Math.min(...(series.length === 0 ? [STEPS] : series.map(s => this.placesOf(s))).map(places => places.x(1)));
  }

  /** The places in view. */
  get window(): Window {
    const { from, to } =
      this.#zoom === null ? { from: 0, to: this.whole } : zoomedWindow(this.#zoom, this.#model.unit, this.reference);
    return { from, to: to > from ? to : from + Math.max(this.grain, 1e-9) };
  }

  get isZoomed(): boolean {
    return this.#zoom !== null;
  }

  /** Has a stretch in view, or a little more where it is too short to be seen. */
  zoomTo(from: number, to: number): void {
    const shortest = this.grain > 0 ? SHORTEST_ZOOM * this.grain : this.whole * CLOSEST_SHARE;
    const window = { from: Math.max(0, from), to: Math.max(to, from + shortest) };
    this.#zoom = zoomOf(this.#model.unit, window, this.reference);
  }

  /** Has the whole in view, which follows new points. */
  resetZoom(): void {
    this.#zoom = null;
  }

  /** The place in view that is nearest to one, on a step where those are evenly spaced. */
  nearest(x: number): number {
    const { from, to } = this.window;
    const { grain } = this;
    if (grain === 0) return Math.min(Math.max(x, from), to);
    // Places are multiples of numbers like 1/3, which may come out a hair too low.
    const at = (place: number, round: (n: number) => number) => round(Number((place / grain).toFixed(6)));
    return Math.min(Math.max(at(x, Math.round), at(from, Math.ceil)), at(to, Math.floor)) * grain;
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
}
