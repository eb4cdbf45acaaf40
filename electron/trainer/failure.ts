import { Refusal } from '#shared/contract/refusal.ts';
import type { Reason } from '#shared/domain/reason.ts';

/** The reason that a thrown error gives a person. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof Refusal) return error.record;
  const detail = error instanceof Error ? error.message : String(error);
  return { key: isOutOfMemory(error) ? 'reason.failed.memory' : 'reason.failed.training', values: { detail } };
}

/** What engines throw where memory runs out; there is no type of error for it. (TensorFlow says OOM.) */
const OUT_OF_MEMORY = /allocation failed|out of memory|\bOOM\b|array( buffer)? length/i;

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && OUT_OF_MEMORY.test(error.message);
