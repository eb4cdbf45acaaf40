import type { z } from 'zod';
import { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import { type Ask, type Output, REQUESTS, type RequestName } from '#shared/contract/requests.ts';

/**
 * - `connecting`: never open yet. `open`: requests are answered.
 * - `lost`: was open, is not, and is tried again by itself.
 * - The others: the core answers, but doesn't let this page in; only a new invitation helps. `uninvited`: the page has none.
 *   `spent`: it was used before, or waited too long. `over`: the session ended with the core that it belonged to.
 */
export type Connection = 'connecting' | 'open' | 'lost' | Refused;
export type Refused = 'uninvited' | 'spent' | 'over';

export const isRefused = (connection: Connection): connection is Refused =>
  connection === 'uninvited' || connection === 'spent' || connection === 'over';

/** The core told of something that this page can't read: both are of different builds, or something broke. `detail`: what and where. */
export interface Unreadable {
  type: 'unreadable';
  detail: string;
}

/** What a page hears without asking. */
export type PageEvent = CoreEvent | Unreadable;

/** The way to the core, whatever lies between. Every method may be called at any time. */
export interface Transport {
  /** Rejects with a `Refusal` that can be shown to the person. */
  ask: Ask;
  /** Hears every event until the returned function is called. */
  onEvent(listener: (event: PageEvent) => void): () => void;
  /** Hears the connection as it is now, and every change of it, until the returned function is called. */
  onConnection(listener: (connection: Connection) => void): () => void;
}

/** An answer as the contract promises it. @throws Refusal where page and core are of different builds. */
export function checkedOutput<N extends RequestName>(name: N, output: unknown): Output<N> {
  const checked = REQUESTS[name].output.safeParse(output);
  if (!checked.success) throw new Refusal('page.error.unreadable', { detail: whereIn(name, checked.error) });
  // Name and schema stand in the same row of REQUESTS, which TypeScript can't follow through a generic index.
  return checked.data as Output<N>;
}

/** An event as the contract promises it, or that it can't be read: what else the page shows goes on. */
export function checkedEvent(event: unknown): PageEvent {
  const checked = CoreEvent.safeParse(event);
  if (checked.success) return checked.data;
  const { type } = (event ?? {}) as { type?: unknown };
  return { type: 'unreadable', detail: whereIn(typeof type === 'string' ? type : '?', checked.error) };
}

/** `stages.view: trials.0.status`, of the first thing that is wrong. */
const whereIn = (name: string, { issues }: z.ZodError): string =>
  [name, issues[0]?.path.join('.')].filter(part => part).join(': ');
