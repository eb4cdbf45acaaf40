import type { Cursor, CurveOverview } from '#shared/contract/requests.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { CurveSource } from '../chart/types.ts';
import { Curve } from './curve.ts';
import { Listeners } from './listeners.ts';

/** The curves of all trials seen so far, outside of React: a new point makes no component render. */
export class CurveStore implements CurveSource {
  readonly #curves = new Map<string, { attempt: number; curve: Curve }>();
  readonly #changes = new Listeners<void>();

  points(trialId: string): ReturnType<CurveSource['points']> {
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
      known = { attempt, curve: known?.curve.before(first) ?? new Curve() };
      this.#curves.set(trialId, known);
    }
    for (const { series, steps, columns } of batches) {
      if (series === 'step' && columns.loss) changed = known.curve.add(steps, columns.loss) || changed;
    }
    if (changed) this.#changes.tell();
    return known.curve.hasHole;
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
    const curve = known?.curve.before(step) ?? new Curve();
    this.#curves.set(trialId, { attempt, curve });
    return curve;
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
