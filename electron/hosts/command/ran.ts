import type { Reason } from '#shared/domain/reason.ts';

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** It could not be started at all. */
  error: string | null;
}

const OUT_OF_MEMORY = /out of memory|OutOfMemoryError|MemoryError|bad_alloc|CUBLAS_STATUS_ALLOC_FAILED/i;
const NO_SPACE = /No space left on device|ENOSPC|disk quota exceeded/i;

/** What of its last lines says what happened: the last one that names an error, else the last one. */
const summary = (lines: readonly string[]): string =>
  (lines.findLast(line => /\b\w*(Error|Exception)\b|error:/.test(line)) ?? lines.at(-1) ?? '').trim().slice(0, 300);

/** Why a run failed, as a sentence; null: it didn't. @param lines the last ones that it wrote to its standard error */
export function failureOf({ code, signal, error }: Exit, lines: readonly string[]): Reason | null {
  if (error !== null) return { key: 'reason.command.notStarted', values: { detail: error } };
  if (code === 0) return null;
  const text = lines.join('\n');
  const detail = summary(lines);
  if (signal === 'SIGKILL' || code === 137 || OUT_OF_MEMORY.test(text))
    return { key: OUT_OF_MEMORY.test(text) ? 'reason.command.memory' : 'reason.command.killed', values: { detail } };
  if (NO_SPACE.test(text)) return { key: 'reason.command.diskFull', values: { detail } };
  if (signal !== null) return { key: 'reason.command.signal', values: { signal, detail } };
  if (code === 127 || code === 126) return { key: 'reason.command.notFound', values: { code, detail } };
  return { key: 'reason.command.exit', values: { code: code ?? -1, detail } };
}
