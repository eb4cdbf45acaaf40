import { setTimeout as wait } from 'node:timers/promises';
import { Refusal, type RefusalRecord } from '#shared/contract/refusal.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { isHomeLoss } from '../store/home-guard.ts';
import type { Store } from '../store/store.ts';

/** How often the store is asked whether its home is still there. */
const LOOK_EVERY_MS = 1000;
/** A folder is removed file by file: after this long it is clearer what became of it. */
const SETTLE_MS = 500;

/** Losses after which all that was stored can be saved elsewhere, and what is said then. */
const RESCUED: Readonly<Partial<Record<MessageKey, MessageKey>>> = {
  'error.home.lost.removedAll': 'error.home.lost.removed',
  'error.home.lost.filesAll': 'error.home.lost.files',
};

/** What is to happen when a home is lost. */
export interface HomeLost {
  /** Ends every process that could still write there; at once. */
  stop(): void;
  /** Hears what happened, and what was kept. */
  onLost(problem: RefusalRecord): void;
}

/** The eye that a core keeps on its home. */
export interface HomeWatch {
  /** What happened to the home; null: it is there. */
  readonly problem: RefusalRecord | null;
  /** @throws Refusal where the home is lost, once it is known what was kept */
  refuseIfLost(): Promise<void>;
  /** Looks now, rather than in a while, and waits until what is being kept of a lost home is kept. */
  look(): Promise<void>;
  /** Ends it, after a last look. */
  close(): Promise<void>;
}

/**
 * Looks after a core's home: where it was removed, moved or replaced, everything stops, what can be kept is kept, and a sentence says
 * what happened. Nothing is ever written there again, since another core may be at home there by then.
 */
export function watchHome(store: Pick<Store, 'checkHome' | 'lost' | 'rescue'>, { stop, onLost }: HomeLost): HomeWatch {
  let problem: RefusalRecord | null = null;
  let losing: Promise<Refusal> | null = null;
  const lose = async (first: Refusal): Promise<Refusal> => {
    clearInterval(timer);
    stop();
    await wait(SETTLE_MS);
    const loss = await store.checkHome().then(
      () => first,
      error => (isHomeLoss(error) ? error : first),
    );
    const told = await rescued(loss, store);
    problem = told.record;
    onLost(problem);
    return told;
  };
  void store.lost.then(loss => {
    losing = lose(loss);
  });
  const look = async () => {
    // What the store finds, `lost` tells.
    await store.checkHome().catch(() => {});
    await losing;
  };
  const timer = setInterval(() => void store.checkHome().catch(() => {}), LOOK_EVERY_MS).unref();
  return {
    get problem() {
      return problem;
    },
    refuseIfLost: async () => {
      if (losing) throw await losing;
    },
    look,
    close: async () => {
      await look();
      clearInterval(timer);
    },
  };
}

/** Saves elsewhere what is no longer to be found by its path; the sentence then says where. */
async function rescued(loss: Refusal, store: Pick<Store, 'rescue'>): Promise<Refusal> {
  const { key, values } = loss.record;
  const saved = RESCUED[key];
  if (saved === undefined) return loss;
  try {
    return new Refusal(saved, { ...values, saved: await store.rescue() });
  } catch {
    return loss;
  }
}
