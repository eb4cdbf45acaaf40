import { Refusal } from '#shared/contract/refusal.ts';
import type { Reason } from '#shared/domain/trial.ts';

/** The reason that a thrown error gives a person. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof Refusal) return error.record;
  const detail = error instanceof Error ? error.message : String(error);
  return { key: isOutOfMemory(error) ? 'reason.failed.memory' : 'reason.failed.training', values: { detail } };
}

/** What engines and the WASM backend throw where memory runs out; neither has a type of error for it. */
function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof Error &&
    /allocation failed|out of memory|invalid (typed )?array( buffer)? length/i.test(error.message)
  );
}
