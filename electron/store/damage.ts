import type { Reason } from '#shared/domain/reason.ts';
import type { Store } from './store.ts';

export { isDamage } from './rows/is-damage.ts';

/** Ids named of one kind; of more than these, so many are named and the rest is counted. */
const NAMED = 5;

/** Tables whose damage is told, each in a sentence of its own (`notice.damaged.…`). */
type Part =
  | 'projects'
  | 'stages'
  | 'trials'
  | 'decisions'
  | 'preparations'
  | 'probes'
  | 'tunes'
  | 'settings'
  | 'events'
  | 'curves';

/**
 * What could not be read of a damaged database: the rest is read all the same, and nothing is made up in its place. A store that is
 * written to has none of this: it refuses instead.
 */
export class Damage {
  private readonly parts = new Map<string, Set<string>>();
  private found: string | null = null;

  /**
   * @param part a table, or `curves`
   * @param id of the row, or of the trial whose curve it is; null: not known which, or how many
   */
  add(part: string, id: string | null): void {
    const ids = this.parts.get(part) ?? new Set();
    this.parts.set(part, ids.add(id ?? '?'));
  }

  /** @param found what SQLite's own check says of the small tables; null: nothing */
  note(found: string | null): void {
    this.found = found;
  }

  /** Whether SQLite's own check found nothing. */
  get isWhole(): boolean {
    return this.found === null;
  }

  /** A sentence for each kind of thing that could not be read so far. */
  reasons(): Reason[] {
    const general: Reason[] = this.found === null ? [] : [{ key: 'notice.damaged', values: { detail: this.found } }];
    const parts = [...this.parts].map(([part, ids]): Reason => {
      const named = [...ids].slice(0, NAMED).join(', ');
      return { key: `notice.damaged.${part as Part}`, values: { ids: ids.size > NAMED ? `${named}, …` : named } };
    });
    return [...general, ...parts];
  }
}

/** A store whose slices and overviews of curves note what is damaged in them, as their readers pass over it. */
export const notingDamage = (store: Store, damage: Damage): Store => ({
  ...store,
  slice: async (trialId, series, afterStep, limit) => {
    const slice = await store.slice(trialId, series, afterStep, limit);
    if (slice.damaged.length > 0) damage.add('curves', trialId);
    return slice;
  },
  overview: async (trialId, column, afterStep) => {
    const overview = await store.overview(trialId, column, afterStep);
    if (overview && overview.damaged.length > 0) damage.add('curves', trialId);
    return overview;
  },
});
