import type { ServerResponse } from 'node:http';
import { pagePolicy } from '#shared/contract/page-policy.ts';

/**
 * Sets what every response carries, refusals too. `host` is the checked Host of the request: the page's WebSocket goes
 * back to where the page came from, whatever port a tunnel gave it.
 */
export function secure(response: ServerResponse, host: string): void {
  response.setHeader('Content-Security-Policy', pagePolicy(`ws://${host}`));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}
