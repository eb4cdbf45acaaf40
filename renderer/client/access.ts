import { type Hello, INVITE_FRAGMENT, INVITE_PATH, Invitation, SESSION_HEADER } from '#shared/contract/wire.ts';
import type { Refused } from './transport.ts';

/** Where the secret of this tab's session lies: no other origin can read it, and another tab has one of its own. */
const KEY = 'descent.session';

/** Takes the token of an invitation from an address's fragment; null: there is none. */
const tokenIn = (fragment: string): string | null =>
  fragment.startsWith(INVITE_FRAGMENT) ? fragment.slice(INVITE_FRAGMENT.length) : null;

/**
 * What lets a page in a browser speak to the core: the token of the invitation that it was opened by, exchanged once for the secret of a
 * session, which lasts as long as this tab and that run of the core. The token leaves the address at once. An invitation that is opened in
 * a tab with Descent in it lets that tab in again, and leaves it on the screen where it was.
 */
export class Access {
  #token: string | null = null;
  #listener = (): void => {};

  constructor() {
    this.#take('');
    // Before the page's own listeners, which would take the invitation for a screen.
    addEventListener('hashchange', ({ oldURL }) => this.#take(new URL(oldURL).hash) && this.#listener());
  }

  /** The page's first message. */
  hello(): Hello['hello'] {
    const secret = this.secret;
    return { ...(secret !== null && { secret }), ...(this.#token !== null && { token: this.#token }) };
  }

  get secret(): string | null {
    return sessionStorage.getItem(KEY);
  }

  /** The hello was taken. */
  keep(secret: string): void {
    this.#token = null;
    sessionStorage.setItem(KEY, secret);
  }

  /** The hello was not taken: what that means. */
  refused(): Refused {
    const spent = this.#token !== null;
    this.#token = null;
    if (spent) return 'spent';
    return this.secret === null ? 'uninvited' : 'over';
  }

  /** Hears of every invitation that is opened in this tab later. */
  onInvitation(listener: () => void): void {
    this.#listener = listener;
  }

  /** Takes the token of an invitation from the address, and puts that screen's fragment in its place. */
  #take(screen: string): boolean {
    const token = tokenIn(location.hash);
    if (token === null) return false;
    this.#token = token;
    history.replaceState(null, '', `${location.pathname}${screen}`);
    return true;
  }
}

/** The headers of a request beside the WebSocket. */
export const sessionHeaders = (): Record<string, string> => ({
  [SESSION_HEADER]: sessionStorage.getItem(KEY) ?? '',
});

/** Makes an address that lets one other browser, or tab, in. @throws where the core can't be reached or doesn't know this page. */
export async function invite(): Promise<Invitation> {
  const response = await fetch(INVITE_PATH, { method: 'POST', headers: sessionHeaders() });
  return Invitation.parse(await response.json());
}
