import type { RecordedColumn } from '#shared/domain/metrics.ts';
import { CurveView } from './curve-view.ts';
import type { Places } from './places.ts';
import type { ChartSeries, CurvePoints, CurveSource } from './types.ts';

/** The mean of some trials' curves, and between which values theirs lie, at each of its points. */
export interface MeanPoints extends CurvePoints {
  low: Float64Array;
  high: Float64Array;
}

/**
 * One column of trials that differ in their seed alone, as one curve: their mean at the steps of the first of them, as far as each has come. Its
 * band is the least and the greatest of their smoothed values. Trials that are done make it; until one is, those that have begun.
 */
export class MeanCurve {
  points: MeanPoints | null = null;
  readonly #views = new Map<string, CurveView>();
  #known = '';

  /** Takes the points that came. */
  sync(
    { members }: Pick<ChartSeries, 'members'>,
    column: RecordedColumn | null,
    curves: Pick<CurveSource, 'points'>,
    weight: number,
    places: Places,
  ): MeanPoints | null {
    const begun = members.flatMap(member => {
      const points = column && curves.points(member.trialId, column);
      return points && points.count > 0 ? [{ ...member, points }] : [];
    });
    const done = begun.filter(member => member.isDone);
    const taken = done.length > 0 ? done : begun;
    for (const id of this.#views.keys()) if (!taken.some(member => member.trialId === id)) this.#views.delete(id);
    const views = taken.map(({ trialId, points }) => {
      const view = this.#views.get(trialId) ?? new CurveView();
      this.#views.set(trialId, view);
      view.sync(points, weight, places);
      return view;
    });
    const known = `${weight} ${taken.map(({ trialId }, i) => `${trialId} ${views[i]?.count} ${views[i]?.latest}`).join()}`;
    if (known !== this.#known || places.version > 0) {
      this.#known = known;
      this.points = views.length === 0 ? null : meanOf(views, taken[0]?.points.every);
    }
    return this.points;
  }
}

function meanOf(views: readonly CurveView[], every: number | undefined): MeanPoints {
  const [first] = views as [CurveView];
  const last = Math.min(...views.map(view => view.lastStep ?? -1));
  const at = views.map(() => 0);
  const steps = new Float64Array(first.count);
  const [values, low, high] = [steps.slice(), steps.slice(), steps.slice()];
  let count = 0;
  for (let i = 0; i < first.count; i++) {
    const step = first.steps[i] as number;
    if (step > last) break;
    let sum = 0;
    let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const [v, view] of views.entries()) {
      // Of curves that were thinned out, the last point up to that step.
      let own = at[v] as number;
      while (own + 1 < view.count && (view.steps[own + 1] as number) <= step) own++;
      at[v] = own;
      sum += view.values[own] as number;
      least = Math.min(least, view.smoothed[own] as number);
      greatest = Math.max(greatest, view.smoothed[own] as number);
    }
    steps[count] = step;
    values[count] = sum / views.length;
    low[count] = least;
    high[count] = greatest;
    count++;
  }
  return { count, steps, values, low, high, ...(every !== undefined && { every }) };
}
