import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ScheduleDraft } from './schedule-draft.ts';

/** A schedule that was laid over the others, with its name. */
export interface KeptDraft {
  id: string;
  name: string;
  draft: ScheduleDraft;
  /** Which of the colours is its own. */
  slot: number;
}

/** So many beside the one that is being drawn; more can't be told apart. */
export const MOST_KEPT = 3;

interface Drawn {
  /** What stands in the controls; null: the proposal. */
  draft: ScheduleDraft | null;
  kept: readonly KeptDraft[];
}

const NOTHING: Drawn = { draft: null, kept: [] };

/** What was drawn for each project, by its id: kept while the page is open, so that it is still there when its first runs begin. */
const drawnStore = createStore<Readonly<Record<string, Drawn>>>(() => ({}));

export interface Drafts {
  draft: ScheduleDraft;
  /** Whether it is the proposal. */
  isProposal: boolean;
  kept: readonly KeptDraft[];
  change(draft: ScheduleDraft): void;
  /** Goes back to the proposal. */
  reset(): void;
  /** Lays the present one over the others, which stays when the controls move on. */
  keep(name: string): void;
  remove(id: string): void;
  rename(id: string, name: string): void;
  /** Has the controls show it. */
  pick(id: string): void;
}

/** Schedules while they are being drawn for a project; controls, chart and checks share them. */
export function useDrafts(projectId: string, proposal: ScheduleDraft): Drafts {
  const { draft, kept } = useStore(drawnStore, all => all[projectId] ?? NOTHING);
  const set = (drawn: Drawn): void => drawnStore.setState({ [projectId]: drawn });
  const present = draft ?? proposal;
  return {
    draft: present,
    isProposal: JSON.stringify(present) === JSON.stringify(proposal),
    kept,
    change: draft => set({ draft, kept }),
    reset: () => set({ draft: null, kept }),
    keep: name => {
      const slot = Array.from({ length: MOST_KEPT }, (_, i) => i).find(i => kept.every(one => one.slot !== i)) ?? 0;
      const id = `kept ${slot}`;
      set({ draft: present, kept: [...kept, { id, name, draft: present, slot }] });
    },
    remove: id => set({ draft, kept: kept.filter(one => one.id !== id) }),
    rename: (id, name) => set({ draft, kept: kept.map(one => (one.id === id ? { ...one, name } : one)) }),
    pick: id => set({ draft: kept.find(one => one.id === id)?.draft ?? draft, kept }),
  };
}
