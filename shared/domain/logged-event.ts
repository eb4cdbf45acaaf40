import { z } from 'zod';
import type { Ending } from '../messages/text.ts';

/**
 * What happened to a project, or to the home or the machine under it, for a person who asks later. `kind` names a message of the
 * catalogue, `event.<kind>`; the detail is what it is filled with. Other versions may know other kinds.
 */
export const LoggedEvent = z.object({
  /** Grows with each. */
  id: z.number().int(),
  kind: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** Null: of the home or the machine. */
  projectId: z.string().nullable(),
  /** UTC milliseconds. */
  at: z.number(),
});
export type LoggedEvent = z.infer<typeof LoggedEvent>;

/** What this version records. A clock's move is told by one of two messages. */
export type EventKind = Exclude<Ending<'event.'>, 'clock.forward' | 'clock.back' | 'other'> | 'clock.moved';

/** What an event is recorded with: plain values, the names of their messages' placeholders. */
export type EventDetail = Record<string, string | number>;

/** Kinds that tell of trouble; the others are for the record. */
const TROUBLE: ReadonlySet<string> = new Set<EventKind>([
  'stage.interrupted',
  'store.failed',
  'checkpoint.failed',
  'checkpoint.unusable',
  'memory.short',
  'trial.failed',
  'probe.failed',
  'test.failed',
  'wal.missing',
  'backup.skipped',
  'backup.failed',
  'defect',
]);

export const isTrouble = ({ kind }: Pick<LoggedEvent, 'kind'>): boolean => TROUBLE.has(kind);
