import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Hello, Welcome } from '#shared/contract/wire.ts';

/** How long an invitation from a page or a terminal waits to be used. */
export const INVITED_FOR_MS = 10 * 60_000;
/** More sessions than a person has tabs; those that were not used for longest end. */
const MOST_SESSIONS = 64;
/** More than a person makes at once; the oldest are void. */
const MOST_INVITATIONS = 16;

interface Session {
  digest: Buffer;
  /** The Host that it was begun at: behind a tunnel another one than here. */
  host: string;
}

interface Invitation {
  digest: Buffer;
  /** By the monotonic clock; Infinity: as long as the server runs. */
  until: number;
}

/**
 * Who may speak to one run of the server. An invitation is a token that begins a session once. A session is known by a secret and holds
 * for the host (with its port) where it was begun; a page keeps its secret where only pages of the same origin can read it. Nothing is
 * stored, so everything is void when the server ends.
 */
export class Sessions {
  /** Those that pages began, the one used last at the end. */
  #sessions: Session[] = [];
  /** The one of who can read what only the person can. It stays, however many pages come. */
  #own: Session | null = null;
  #invitations: Invitation[] = [];

  /** A new token. @param forMs how long it waits to be used; left out: until the server ends. */
  invite(forMs = Number.POSITIVE_INFINITY): string {
    const token = newSecret();
    const invitation = { digest: digest(token), until: performance.now() + forMs };
    this.#invitations = [...this.#invitations, invitation].slice(-MOST_INVITATIONS);
    return token;
  }

  /** Takes a hello: by the secret of a session of this host, or by a token, which begins one and is used up then. Null: by neither. */
  admit({ secret, invitation }: Hello['hello'], host: string): Welcome['welcome'] | null {
    if (this.accepts(secret, host)) return 'known';
    if (invitation === undefined) return null;
    // It may have begun before, where the answer to an earlier hello did not arrive.
    if (this.accepts(invitation.secret, host)) return 'invited';
    const found = lookUp(this.#invitations, invitation.token);
    if (!found) return null;
    this.#invitations = this.#invitations.filter(one => one !== found);
    if (found.until < performance.now()) return null;
    this.#sessions = [...this.#sessions, { digest: digest(invitation.secret), host }].slice(-MOST_SESSIONS);
    return 'invited';
  }

  /** Begins the server's own session, without an invitation, for who can read what only the person can. @returns its secret. */
  begin(host: string): string {
    const secret = newSecret();
    this.#own = { digest: digest(secret), host };
    return secret;
  }

  /** Whether a secret is one of a session of this host, which is in use then. */
  accepts(secret: string | undefined, host: string): boolean {
    if (secret === undefined) return false;
    const found = lookUp(this.#own ? [this.#own, ...this.#sessions] : this.#sessions, secret);
    if (found?.host !== host) return false;
    if (found !== this.#own) this.#sessions = [...this.#sessions.filter(one => one !== found), found];
    return true;
  }
}

const newSecret = (): string => randomBytes(32).toString('base64url');

// Digests are of one length, as timingSafeEqual wants, whatever a stranger sends.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** All are compared, however early one fits: the time tells nothing. */
function lookUp<T extends { digest: Buffer }>(among: readonly T[], text: string): T | undefined {
  const given = digest(text);
  return among.filter(one => timingSafeEqual(one.digest, given))[0];
}
