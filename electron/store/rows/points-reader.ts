import type Database from 'better-sqlite3';
import { Refusal } from '#shared/contract/refusal.ts';
import { LAYER_EVERY, type MetricBatch, type RecordedColumn, type SeriesName } from '#shared/domain/metrics.ts';
import { thinOut } from '#shared/method/curves/thinned.ts';
import { between, first, merge } from './columns.ts';
import { isDamage } from './is-damage.ts';
import { GatheredColumn, Overviews, thinned } from './overviews.ts';
import { DamagedPage, fromPage, type Key, type PageRow } from './pages.ts';
import type { ColumnOverview, DamagedSteps, PointsSlice } from './slices.ts';

/** So many keys are looked up at once. */
const KEYS = 128;

/** An overview is given where more rows than these follow, of all but the newest ones. */
const OVERVIEW_FROM = 2 ** 18;
const NEWEST = 2 ** 14;
/** One holds so many points at most, and so many bytes are read for it, a page more at most. */
const OVERVIEW_POINTS = 2 ** 15;
const OVERVIEW_BYTES = 8 * 2 ** 20;

/** Where one page stands, and which of its steps count. */
interface Place {
  attempt: number;
  firstStep: number;
  /** The page ends before the next one begins, so here at the latest; Infinity where there is none. */
  end: number;
  /** From this step on a later attempt has taken over. */
  before: number;
}

const OF = 'FROM metric_batches WHERE trial_id = ? AND attempt = ? AND series = ?';

function statements(db: Database.Database) {
  return {
    attempts: db.prepare<[string], { attempt: number; start_step: number }>(
      'SELECT attempt, start_step FROM attempts WHERE trial_id = ? ORDER BY attempt DESC',
    ),
    oldest: db.prepare<Key, Pick<PageRow, 'first_step' | 'last_step' | 'row_count'>>(
      `SELECT first_step, last_step, row_count ${OF} ORDER BY first_step LIMIT 1`,
    ),
    lastStep: db.prepare<Key, number>(`SELECT last_step ${OF} ORDER BY first_step DESC LIMIT 1`).pluck(),
    firstUpTo: db
      .prepare<[...Key, number], number>(`SELECT first_step ${OF} AND first_step <= ? ORDER BY first_step DESC LIMIT 1`)
      .pluck(),
    firsts: db
      .prepare<[...Key, number, number, number], number>(
        `SELECT first_step ${OF} AND first_step >= ? AND first_step < ? ORDER BY first_step LIMIT ?`,
      )
      .pluck(),
    page: db.prepare<[...Key, number], PageRow>(`SELECT * ${OF} AND first_step = ?`),
  };
}

/** Reads the numbers of trials; no read costs more the longer a trial has run. */
export class PointsReader {
  protected readonly db: Database.Database;
  protected readonly overviews: Overviews;
  private readonly reads: ReturnType<typeof statements>;

  constructor(db: Database.Database) {
    this.db = db;
    this.overviews = new Overviews(db);
    this.reads = statements(db);
  }

  /**
   * See `Store.points`.
   * @throws Refusal that names the first steps that can't be read
   */
  read(trialId: string, series: SeriesName, afterStep: number): MetricBatch {
    const { points, damaged } = this.slice(trialId, series, afterStep, Number.POSITIVE_INFINITY);
    if (!damaged[0]) return points;
    const { from, to, detail } = damaged[0];
    throw new Refusal('error.store.damagedPoints', {
      path: this.db.name,
      trial: trialId,
      series,
      from,
      to: to ?? '…',
      detail,
    });
  }

  /** See `Store.slice`. */
  slice(trialId: string, series: SeriesName, afterStep: number, limit: number): PointsSlice {
    const batches: MetricBatch[] = [];
    const damaged: DamagedSteps[] = [];
    let room = limit;
    let reached = afterStep;
    const all = (next: number | null): PointsSlice => ({ points: merge(series, batches), damaged, next });
    try {
      for (const place of this.places(trialId, series, afterStep)) {
        if (room <= 0) return all(reached);
        const wanted = this.readable(trialId, series, place, { after: afterStep, reached, damaged });
        if (!wanted) {
          reached = damaged.at(-1)?.to ?? reached;
          continue;
        }
        const taken = first(wanted, room);
        if (taken.steps.length === 0) continue;
        batches.push(taken);
        room -= taken.steps.length;
        reached = taken.steps.at(-1)!;
        if (taken.steps.length < wanted.steps.length) return all(reached);
      }
    } catch (error) {
      noteLostIndex(damaged, series, reached, error);
    }
    return all(null);
  }

  /** See `Store.overview`. */
  overview(trialId: string, { series, column }: RecordedColumn, afterStep: number): ColumnOverview | null {
    const damaged: DamagedSteps[] = [];
    const gathered = new GatheredColumn(column);
    let reached = afterStep;
    let [more, bytes, each] = [false, 0, 1];
    try {
      const last = this.lastOf(trialId, series);
      const apart = this.stepsApart(trialId, series);
      if (apart === null || last - afterStep <= OVERVIEW_FROM * apart) return null;
      // A point stands for so many rows at least; of a stored bucket's two for half of its rows each.
      each = 2 ** Math.ceil(Math.log2((last - afterStep) / apart / OVERVIEW_POINTS));
      for (const place of this.places(trialId, series, afterStep)) {
        if (place.firstStep > last - NEWEST * apart || bytes >= OVERVIEW_BYTES) {
          more = true;
          break;
        }
        const stored = this.overviews.get([trialId, place.attempt, series], place.firstStep);
        if (stored && place.firstStep > afterStep && stored.last < place.before) {
          gathered.addOverview(stored.overview);
          bytes += stored.bytes;
          reached = stored.last;
          continue;
        }
        // Its points tell: of the newest rows, where a later attempt took over within it, and where the overview is damaged.
        const points = this.readable(trialId, series, place, { after: afterStep, reached, damaged });
        if (points) {
          gathered.addPoints(points);
          bytes += points.steps.byteLength * (1 + Object.keys(points.columns).length);
        }
        reached = (points ? points.steps.at(-1) : damaged.at(-1)?.to) ?? reached;
      }
    } catch (error) {
      noteLostIndex(damaged, series, reached, error);
    }
    const points = thinned(thinOut(gathered.all, gathered.count, each), gathered.all);
    return { from: afterStep + 1, to: reached, points, damaged, next: more ? reached : null };
  }

  /** A trial's attempts in the order of the steps that a reader sees of them, each up to where a later one took over. */
  protected ranges(trialId: string): { attempt: number; before: number }[] {
    let before = Number.POSITIVE_INFINITY;
    return this.reads.attempts
      .all(trialId)
      .map(({ attempt, start_step }) => {
        const range = { attempt, before };
        before = Math.min(before, start_step);
        return range;
      })
      .reverse();
  }

  /** The pages that hold steps after a step, in step order. */
  private *places(trialId: string, series: SeriesName, afterStep: number): Generator<Place> {
    for (const { attempt, before } of this.ranges(trialId)) {
      const key: Key = [trialId, attempt, series];
      const from = this.reads.firstUpTo.get(...key, afterStep) ?? afterStep;
      let held: number | null = null;
      for (const firstStep of this.firsts(key, from, before)) {
        if (held !== null) yield { attempt, firstStep: held, end: firstStep - 1, before };
        held = firstStep;
      }
      if (held !== null) yield { attempt, firstStep: held, end: before - 1, before };
    }
  }

  /** First steps of an attempt's pages from one step on and before another. */
  protected *firsts(key: Key, from: number, before: number): Generator<number> {
    for (let at = from; ; ) {
      const some = this.reads.firsts.all(...key, at, before, KEYS);
      yield* some;
      if (some.length < KEYS) return;
      at = some.at(-1)! + 0.5; // Steps are whole numbers, so this is the next one.
    }
  }

  /** A row of `metric_batches`; undefined: there is none. */
  protected page(key: Key, firstStep: number): PageRow | undefined {
    return this.reads.page.get(...key, firstStep);
  }

  /** The last step that an attempt has stored; undefined: none. */
  protected lastStep(key: Key): number | undefined {
    return this.reads.lastStep.get(...key);
  }

  /** Steps from one row of a series to the next; null: of evaluations that is seen in a page, and where there is none they are few. */
  private stepsApart(trialId: string, series: SeriesName): number | null {
    if (series === 'step') return 1;
    if (series === 'layer') return LAYER_EVERY;
    for (const { attempt } of this.ranges(trialId)) {
      const page = this.reads.oldest.get(trialId, attempt, series);
      if (page && page.row_count > 1) return Math.max(1, (page.last_step - page.first_step) / (page.row_count - 1));
    }
    return null;
  }

  /** The last step that a reader sees; -1: none. */
  private lastOf(trialId: string, series: SeriesName): number {
    for (const { attempt, before } of this.ranges(trialId).reverse()) {
      const last = this.lastStep([trialId, attempt, series]);
      if (last !== undefined) return Math.min(last, before - 1);
    }
    return -1;
  }

  /** The rows of a place that count, after a step; null: they can't be read, and are noted so. */
  private readable(
    trialId: string,
    series: SeriesName,
    place: Place,
    { after, reached, damaged }: { after: number; reached: number; damaged: DamagedSteps[] },
  ): MetricBatch | null {
    let row: PageRow | undefined;
    try {
      row = this.page([trialId, place.attempt, series], place.firstStep);
      if (!row) throw new DamagedPage('it is not there');
      return between(fromPage(series, row), after, place.before);
    } catch (error) {
      if (!isDamage(error)) throw error;
      const to = Math.min(place.end, row?.last_step ?? Number.POSITIVE_INFINITY);
      if (to > after) {
        const from = Math.max(place.firstStep, reached + 1);
        note(damaged, { series, from, to: Number.isFinite(to) ? to : null, detail: (error as Error).message });
      }
      return null;
    }
  }
}

/** Notes steps that can't be read, together with those before where they follow. */
function note(damaged: DamagedSteps[], steps: DamagedSteps): void {
  const before = damaged.at(-1);
  if (before && (before.to ?? Number.POSITIVE_INFINITY) >= steps.from - 1) before.to = steps.to;
  else damaged.push(steps);
}

/** Where the index itself is damaged nobody can say which pages there are. What else hinders reading is thrown. */
function noteLostIndex(damaged: DamagedSteps[], series: SeriesName, reached: number, error: unknown): void {
  if (!isDamage(error)) throw error;
  note(damaged, { series, from: reached + 1, to: null, detail: (error as Error).message });
}
