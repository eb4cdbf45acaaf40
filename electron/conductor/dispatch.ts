import { z } from 'zod';
import { Refusal } from '#shared/contract/refusal.ts';
import { REQUESTS, type RequestName } from '#shared/contract/requests.ts';
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
): Promise<unknown> {
  if (!Object.hasOwn(REQUESTS, name)) throw new Refusal('error.request.invalid', { detail: `"${name.slice(0, 80)}"` });
  const known = name as RequestName;
  const parsed = REQUESTS[known].input.safeParse(input);
  if (!parsed.success) throw new Refusal('error.request.invalid', { detail: z.prettifyError(parsed.error) });
  // Name and input belong together: both come from the same row of REQUESTS.
  const handler = handlers[known] as (checked: unknown) => Promise<unknown>;
  try {
    return await handler(parsed.data);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    onDefect(error);
    throw new Refusal('error.internal', { detail: error instanceof Error ? error.message : String(error) });
  }
}
