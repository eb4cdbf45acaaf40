/** The app's own scheme: nothing is ever loaded from `file:` or the network. */
export const SCHEME = 'app';
const PAGE_HOST = 'descent';
const TRAINER_HOST = 'trainer';

export const PAGE_URL = `${SCHEME}://${PAGE_HOST}/`;
export const TRAINER_URL = `${SCHEME}://${TRAINER_HOST}/`;

/** Which of the app's two pages an address belongs to; null for everything else, however much it looks like one. */
export function placeOf(address: string): 'page' | 'trainer' | null {
  const url = URL.parse(address);
  // `host` holds a port too, which ours has not.
  if (url?.protocol !== `${SCHEME}:` || url.username !== '' || url.password !== '') return null;
  if (url.host === PAGE_HOST) return 'page';
  return url.host === TRAINER_HOST ? 'trainer' : null;
}
