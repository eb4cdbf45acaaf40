import { useSyncExternalStore } from 'react';

/** Which screen is open. `stageId` null: the project's newest ladder. */
export type Route =
  | { page: 'home' }
  | { page: 'data'; projectId: string }
  | { page: 'learningRate'; projectId: string; stageId: string | null };

/** What stands in the place of a stage's id where the Data step is meant. */
const DATA = 'data';

/** The screen that an address's fragment names; whatever it does not understand is the home screen. */
export function parseRoute(fragment: string): Route {
  const [, kind, project, stage] = fragment.replace(/^#/, '').split('/');
  if (kind !== 'project' || !project) return { page: 'home' };
  const projectId = decodeURIComponent(project);
  if (stage === DATA) return { page: 'data', projectId };
  return { page: 'learningRate', projectId, stageId: stage ? decodeURIComponent(stage) : null };
}

/** The address of a screen, as an `href`. */
export function hrefOf(route: Route): string {
  if (route.page === 'home') return '#/';
  const stage = route.page === 'data' ? DATA : route.stageId;
  const parts = [route.projectId, ...(stage === null ? [] : [stage])];
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
