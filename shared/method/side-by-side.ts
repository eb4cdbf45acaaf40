const MIB = 2 ** 20;

/** What a trial is taken to need until the first of its stage has told. */
export const ASSUMED_BYTES = 1024 * MIB;
/** What trials leave to everything else on the machine. */
export const LEFT_BYTES = 256 * MIB;

/** What decides whether one more trial may run beside others. */
export interface AdmissionState {
  /** The most that may run at once, whatever the memory: a core each, or what the person chose. */
  most: number;
  /** What each running trial takes by now; null: it hasn't told yet. */
  running: readonly (number | null)[];
  /** The most that a trial of the stage has taken so far; null: none has told yet. */
  trialBytes: number | null;
  /** Memory that is free now, so without what the running ones take. */
  freeBytes: number;
}

/**
 * Whether one more trial may start beside those that run [L7]: where it fits in memory once they all have grown as large as the
 * largest so far. One alone always may.
 */
export function mayStart({ most, running, trialBytes, freeBytes }: AdmissionState): boolean {
  if (running.length === 0) return true;
  if (running.length >= most) return false;
  const each = trialBytes ?? ASSUMED_BYTES;
  const growth = running.reduce<number>((sum, bytes) => sum + Math.max(0, each - (bytes ?? 0)), 0);
  return each + growth + LEFT_BYTES <= freeBytes;
}

/** A trial that failed for memory, or that the system ended by force, which it does where memory runs out. */
export interface ShortOfMemory {
  /** How many run beside it now. */
  beside: number;
  /** The most that ran beside it at once while it ran: several may be lost in the same moment. */
  mostBeside: number;
  /** How often it was run again for memory already. */
  again: number;
  /** How many of its stage may run at once by plan. */
  planned: number;
}

/**
 * How many may run at once after one of them was short of memory: one fewer than there were, and the trial runs again [L7]. Null: it
 * doesn't, since it ran alone, so that fewer is no help; or since it ran again as often as there can be fewer.
 */
export const fewerSideBySide = ({ beside, mostBeside, again, planned }: ShortOfMemory): number | null =>
  mostBeside === 0 || again >= planned ? null : Math.max(1, beside);
