import { z } from 'zod';
import { Refusal } from '#shared/contract/refusal.ts';
import { MOST } from '#shared/domain/hyperparameters.ts';

/** What somebody gave, as a schema reads it. @throws Refusal with what is wrong, in a sentence where a person may have typed it */
export function checked(schema: z.ZodType, given: unknown): unknown {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw outOfBounds(parsed.error) ?? invalid(z.prettifyError(parsed.error));
}

export const invalid = (detail: string): Refusal => new Refusal('error.request.invalid', { detail });

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
