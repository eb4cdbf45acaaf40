import type { Cursor, CurveOverview, CurvePiece } from '#shared/contract/requests.ts';
import { type MetricBatch, type RecordedColumn, TRAINING_LOSS } from '#shared/domain/metrics.ts';
import { Curve, type Spacing } from './curve.ts';
import { Listeners } from './listeners.ts';

/** One recorded column of the trials seen so far, outside of React: a new point makes no component render. */
export class CurveStore {
  readonly #column: RecordedColumn;
  /** Steps from one row of a trial to the next. */
  readonly #spacing: (trialId: string) => Spacing;
  readonly #curves = new Map<string, { attempt: number; curve: Curve }>();
  readonly #changes = new Listeners<void>();

  constructor(column: RecordedColumn = TRAINING_LOSS, spacing: (trialId: string) => Spacing = () => 1) {
    this.#column = column;
    this.#spacing = spacing;
  }

  points(trialId: string): Curve | null {
    return this.#curves.get(trialId)?.curve ?? null;
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.add(listener);
  }

  /**
   * Merges stored or live rows of one attempt. A newer attempt goes on from the points before its first one, an older one is
   * let go.
   * Returns whether the curve has a hole now, so that what is missing should be read.
   */
  add(trialId: string, attempt: number, batches: readonly MetricBatch[]): boolean {
    let known = this.#curves.get(trialId);
    if (known && known.attempt > attempt) return false;
    let changed = false;
    if (!known || known.attempt < attempt) {
      const first = Math.min(...batches.flatMap(({ steps }) => steps[0] ?? []));
      if (first === Number.POSITIVE_INFINITY) return false; // Where it begins will show with its first point.
      changed = known !== undefined;
      known = { attempt, curve: known?.curve.before(first) ?? this.#newCurve(trialId) };
      this.#curves.set(trialId, known);
    }
    const { series: wanted, column } = this.#column;
    for (const { series, steps, columns } of batches) {
      const values = columns[column];
      if (series === wanted && values) changed = known.curve.add(steps, values) || changed;
    }
    if (changed) this.#changes.tell();
    return known.curve.hasHole;
  }

  /** Merges an answer of the core. It tells all that is stored up to where it ends, and what of it can't be read. */
  take({ trialId, attempt, batches, overview, damaged, next }: CurvePiece): void {
    if (overview) this.addOverview(trialId, attempt, overview);
    this.add(trialId, attempt, batches);
    for (const { series, from, to } of damaged)
      if (series === this.#column.series) this.lose(trialId, attempt, from, to ?? Number.MAX_SAFE_INTEGER);
    const end = next ?? batches.findLast(({ series }) => series === this.#column.series)?.steps.at(-1);
    const known = this.#curves.get(trialId);
    if (end !== undefined && known?.attempt === attempt) known.curve.closeUpTo(end);
  }

  /** Steps of an attempt that can't be read: they are not asked for any more. */
  lose(trialId: string, attempt: number, from: number, to: number): void {
    this.#from(trialId, attempt, from)?.lose(from, to);
  }

  /** Merges what the core says in short of a stretch of one attempt. */
  addOverview(trialId: string, attempt: number, overview: CurveOverview): void {
    if (this.#from(trialId, attempt, overview.from)?.addOverview(overview)) this.#changes.tell();
  }

  /** The curve of an attempt, which goes on from a step where it is a newer one than the known; null: it is an older one. */
  #from(trialId: string, attempt: number, step: number): Curve | null {
    const known = this.#curves.get(trialId);
    if (known && known.attempt >= attempt) return known.attempt > attempt ? null : known.curve;
    const curve = known?.curve.before(step) ?? this.#newCurve(trialId);
    this.#curves.set(trialId, { attempt, curve });
    return curve;
  }

  #newCurve(trialId: string): Curve {
    return new Curve(this.#spacing(trialId));
  }

  /** Where reading goes on for these trials; a trial without points has none. */
  cursors(trialIds: readonly string[]): Cursor[] {
    return trialIds.flatMap(trialId => {
      const known = this.#curves.get(trialId);
      if (!known || known.curve.cursor < 0) return [];
      return [{ trialId, attempt: known.attempt, afterStep: known.curve.cursor }];
    });
  }
}
