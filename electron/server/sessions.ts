import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const SECRET_BYTES = 32;

/**
 * Who may speak to the server. A token opens it once and is exchanged for a cookie. The cookie is derived from a secret
 * that only its owner can read in the home folder, so that a page survives a restart of the server without a new token;
 * deleting the file ends all sessions.
 */
export class Sessions {
  readonly #value: string;
  readonly #name: string;
  /** Digests of the tokens that nobody has used yet. */
  readonly #tokens = new Set<string>();

  constructor(secret: Uint8Array) {
    const derive = (what: string) => createHmac('sha256', secret).update(what).digest('base64url');
    this.#value = derive('session');
    // Cookies ignore the port: two servers with two homes must not overwrite each other's.
    this.#name = `descent-${derive('name').slice(0, 8)}`;
  }

  /** A new token of 32 random bytes. */
  issueToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.#tokens.add(digest(token).toString('hex'));
    return token;
  }

  /** Whether this is a token nobody has used yet; from now on it is used. */
  redeem(token: string): boolean {
    const given = digest(token);
    const match = [...this.#tokens].find(known => timingSafeEqual(Buffer.from(known, 'hex'), given));
    return match !== undefined && this.#tokens.delete(match);
  }

  /** The `Set-Cookie` header of a new session. */
  get cookie(): string {
    return `${this.#name}=${this.#value}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** Whether a `Cookie` header holds a session of this home. */
  accepts(header: string | undefined): boolean {
    const prefix = `${this.#name}=`;
    return (header ?? '')
      .split(';')
      .map(part => part.trim())
      .some(part => part.startsWith(prefix) && timingSafeEqual(digest(part.slice(prefix.length)), digest(this.#value)));
  }
}

// Digests are of one length, as timingSafeEqual wants, whatever a stranger sends.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The home's sessions; their secret is made (0600) at the first start. Where it can't be kept, it holds for this start. */
export async function openSessions(home: string): Promise<Sessions> {
  const path = join(home, 'server-secret');
  await mkdir(home, { recursive: true, mode: 0o700 });
  try {
    const known = await readFile(path);
    if (known.length === SECRET_BYTES) return new Sessions(known);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = randomBytes(SECRET_BYTES);
  await keepSecret(path, secret).catch(() => {});
  return new Sessions(secret);
}

async function keepSecret(path: string, secret: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    // An older file keeps its mode when it is opened for writing.
    await file.chmod(0o600);
    await file.writeFile(secret);
    await file.sync();
  } finally {
    await file.close();
  }
}
