import { Refusal } from '#shared/contract/refusal.ts';
import { REQUESTS, type RequestName } from '#shared/contract/requests.ts';
import { checked, invalid } from './checked.ts';
import type { Handlers } from './handlers.ts';

/**
 * The one place where a request enters the core: name and input are checked here, whatever shell it came through.
 * @throws Refusal, and nothing else: a defect becomes one too, after `onDefect` heard of it.
 */
export async function dispatch(
  handlers: Handlers,
  name: string,
  input: unknown,
  onDefect: (error: unknown) => void,
  gone?: AbortSignal,
): Promise<unknown> {
  if (!Object.hasOwn(REQUESTS, name)) throw invalid(`"${name.slice(0, 80)}"`);
  const known = name as RequestName;
  const parsed = checked(REQUESTS[known].input, input);
  // Name and input belong together: both come from the same row of REQUESTS.
  const handler = handlers[known] as (parsed: unknown, gone?: AbortSignal) => Promise<unknown>;
  try {
    return await handler(parsed, gone);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Nobody hears it, and it is nobody's fault.
    if (gone?.aborted) throw new Refusal('error.request.gone');
    onDefect(error);
    throw new Refusal('error.internal', { detail: error instanceof Error ? error.message : String(error) });
  }
}
