import type { RefusalRecord } from '#shared/contract/refusal.ts';
import type { PackedPoints } from './rows/points.ts';
import type { Store } from './store.ts';

/** What the worker is started with. */
export interface WorkerOptions {
  /** The database. */
  file: string;
  readOnly: boolean;
}

/** Every method that the worker answers at once; `appendPoints` waits for its group. */
export type Operation = Exclude<keyof Store, 'appendPoints' | 'lost'>;

/** The same methods as they run in the worker, where SQLite is synchronous (but for backups). */
export type Operations = {
  [O in Operation]: (...parameters: Parameters<Store[O]>) => Awaited<ReturnType<Store[O]>> | ReturnType<Store[O]>;
};

/** From the core's thread to the worker; answered by a `Reply` of its id. */
export type Request =
  | { id: number; name: 'appendPoints'; points: PackedPoints }
  | { id: number; name: Operation; parameters: unknown[] };

/** The worker says by a reply of this id whether the database is open. */
export const OPENING = 0;

export type Reply =
  | { id: number; value: unknown }
  | { id: number; refusal: RefusalRecord }
  /** A defect. */
  | { id: number; error: unknown };
