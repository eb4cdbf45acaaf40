import { z } from 'zod';
import { Refusal } from '#shared/contract/refusal.ts';
import { REQUESTS, type RequestName } from '#shared/contract/requests.ts';
import { MOST } from '#shared/domain/hyperparameters.ts';
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
  const parsed = REQUESTS[known].input.safeParse(input);
  if (!parsed.success) throw outOfBounds(parsed.error) ?? invalid(z.prettifyError(parsed.error));
  // Name and input belong together: both come from the same row of REQUESTS.
  const handler = handlers[known] as (checked: unknown, gone?: AbortSignal) => Promise<unknown>;
  try {
    return await handler(parsed.data, gone);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Nobody hears it, and it is nobody's fault.
    if (gone?.aborted) throw new Refusal('error.request.gone');
    onDefect(error);
    throw new Refusal('error.internal', { detail: error instanceof Error ? error.message : String(error) });
  }
}

const invalid = (detail: string): Refusal => new Refusal('error.request.invalid', { detail });

/** A number that a person may have typed, and that is too large or too small, in a sentence; null: something else is wrong. */
function outOfBounds({ issues: [issue] }: z.ZodError): Refusal | null {
  const name = String(issue?.path.findLast(part => typeof part === 'string'));
  if (RATES.has(name)) return new Refusal('error.bounds.rate', { most: MOST.learningRate });
  if (issue?.code === 'too_big' && issue.origin === 'number')
    return new Refusal('error.bounds.atMost', { name, most: Number(issue.maximum) });
  if (issue?.code === 'too_small' && issue.origin === 'number')
    return new Refusal('error.bounds.atLeast', { name, least: Number(issue.minimum) });
  return null;
}

const RATES: ReadonlySet<string> = new Set(['learningRate', 'rates']);
