import {
  Hello,
  INVITE_FRAGMENT,
  INVITE_PATH,
  Invitation,
  SESSION_HEADER,
  type Welcome,
} from '#shared/contract/wire.ts';
import type { Refused } from './transport.ts';

/** Where this tab keeps its secrets: no other origin can read them, and another tab has its own. */
const SESSION = 'descent.session';
const INVITATION = 'descent.invitation';

const StoredInvitation = Hello.shape.hello.shape.invitation;

/**
 * What lets a page in a browser speak to the core: the token of the invitation that it was opened by, by which a session begins that
 * lasts as long as this tab and that run of the core. The token leaves the address at once. An invitation that is opened in a tab with
 * Descent in it lets that tab in again, and leaves it on the screen where it was.
 */
export class Access {
  #listener = (): void => {};

  constructor() {
    this.#take('');
    // Before the page's own listeners, which would take the invitation for a screen.
    addEventListener('hashchange', ({ oldURL }) => this.#take(new URL(oldURL).hash) && this.#listener());
  }

  /** The page's first message. */
  hello(): Hello['hello'] {
    const [secret, invitation] = [sessionStorage.getItem(SESSION), storedInvitation()];
    return { ...(secret !== null && { secret }), ...(invitation && { invitation }) };
  }

  /** The hello was taken. */
  taken(by: Welcome['welcome']): void {
    const invitation = storedInvitation();
    if (by === 'invited' && invitation) sessionStorage.setItem(SESSION, invitation.secret);
    sessionStorage.removeItem(INVITATION);
  }

  /** The hello was not taken: what that means. */
  refused(): Refused {
    const spent = storedInvitation() !== undefined;
    sessionStorage.removeItem(INVITATION);
    if (spent) return 'spent';
    return sessionStorage.getItem(SESSION) === null ? 'uninvited' : 'over';
  }

  /** Hears of every invitation that is opened in this tab later. */
  onInvitation(listener: () => void): void {
    this.#listener = listener;
  }

  /** Takes the token of an invitation from the address, and puts that screen's fragment in its place. */
  #take(screen: string): boolean {
    if (!location.hash.startsWith(INVITE_FRAGMENT)) return false;
    const invitation = { token: location.hash.slice(INVITE_FRAGMENT.length), secret: newSecret() };
    sessionStorage.setItem(INVITATION, JSON.stringify(invitation));
    history.replaceState(null, '', `${location.pathname}${screen}`);
    return true;
  }
}

function storedInvitation(): Hello['hello']['invitation'] {
  const stored = sessionStorage.getItem(INVITATION);
  return stored === null ? undefined : StoredInvitation.parse(JSON.parse(stored));
}

/** 32 random bytes in base64url. */
const newSecret = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The headers of a request beside the WebSocket. */
export const sessionHeaders = (): Record<string, string> => ({
  [SESSION_HEADER]: sessionStorage.getItem(SESSION) ?? '',
});

/** Makes an address that lets one other browser, or tab, in. @throws where the core can't be reached or doesn't know this page. */
export async function invite(): Promise<Invitation> {
  const response = await fetch(INVITE_PATH, { method: 'POST', headers: sessionHeaders() });
  return Invitation.parse(await response.json());
}
