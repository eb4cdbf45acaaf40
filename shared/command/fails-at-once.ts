import type { HyperparameterSet } from '../domain/evidence.ts';
import type { Reason } from '../domain/reason.ts';
import type { Trial } from '../domain/trial.ts';

/** So many runs of a command that fail so soon would be followed by others that do. */
const MOST = 3;
const SOON_MS = 60_000;
/** Where memory ends, batch sizes do: that is found out by such runs. */
const MEMORY: ReadonlySet<Reason['key']> = new Set(['reason.command.memory', 'reason.command.killed']);

type Run = Pick<Trial, 'status' | 'reason' | 'startedAt' | 'endedAt'> & { point: { set: HyperparameterSet } };

/**
 * Why nothing further of a stage is started: of a run something is alive that can't be ended, or three runs failed within their first minute. Null: it
 * goes on. One that a person has run again is not among the failed any more.
 */
export function whyNoFurther(runs: readonly Run[]): Reason | null {
  const failed = runs.filter(({ status }) => status === 'failed');
  const left = failed.find(({ reason }) => reason?.key === 'reason.command.left')?.reason;
  if (left) return { key: 'reason.command.leftBefore', values: left.values };
  const soon = failed.filter(
    ({ startedAt, endedAt, reason, point: { set } }) =>
      startedAt !== null &&
      endedAt !== null &&
      endedAt - startedAt < SOON_MS &&
      !(set.batchSize !== undefined && reason && MEMORY.has(reason.key)),
  );
  return soon.length < MOST ? null : { key: 'reason.command.failsAtOnce', values: { count: soon.length } };
}
