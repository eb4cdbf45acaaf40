import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/**
 * The Host of a request if it names this machine, else null. Any port is right: behind an SSH tunnel it is the
 * tunnel's. A foreign name that resolves to 127.0.0.1 (DNS rebinding) is not.
 */
export function loopbackHost(headers: IncomingHttpHeaders): string | null {
  const host = headers.host?.toLowerCase() ?? '';
  return LOOPBACK.test(host) ? host : null;
}

/** Whether a request comes from our own page, as far as it says: an Origin must be the Host, and nothing near it. */
export const originMatches = (headers: IncomingHttpHeaders, host: string): boolean =>
  headers.origin?.toLowerCase() === `http://${host}`;
