import { useSyncExternalStore } from 'react';

/** Which screen is open. `stageId` null: the project's newest ladder. */
export type Route = { page: 'home' } | { page: 'learningRate'; projectId: string; stageId: string | null };

/** The screen that an address's fragment names; whatever it does not understand is the home screen. */
export function parseRoute(fragment: string): Route {
  const [, kind, projectId, stageId] = fragment.replace(/^#/, '').split('/');
  if (kind === 'project' && projectId) {
    return {
      page: 'learningRate',
      projectId: decodeURIComponent(projectId),
      stageId: stageId ? decodeURIComponent(stageId) : null,
    };
  }
  return { page: 'home' };
}

/** The address of a screen, as an `href`. */
export function hrefOf(route: Route): string {
  if (route.page === 'home') return '#/';
  const parts = [route.projectId, ...(route.stageId === null ? [] : [route.stageId])];
  return `#/project/${parts.map(encodeURIComponent).join('/')}`;
}

/** Opens a screen; "back" leads to the one before. */
export const goTo = (route: Route): void => {
  location.hash = hrefOf(route);
};

function onFragment(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** The fragment of the page's address. */
export const useFragment = (): string => useSyncExternalStore(onFragment, () => location.hash);
