import { useSyncExternalStore } from 'react';

/** Which screen is open. `stageId` null: the project's newest ladder. */
export type Route =
  | { page: 'home' }
  | { page: 'data'; projectId: string }
  | { page: 'model'; projectId: string }
  | { page: 'preparation'; projectId: string }
  | { page: 'learningRate'; projectId: string; stageId: string | null };

/** What stands in the place of a stage's id where another step than the learning rate is meant. */
const STEPS = ['data', 'model', 'preparation'] as const;

/** The screen that an address's fragment names; whatever it does not understand is the home screen. */
export function parseRoute(fragment: string): Route {
  const [, kind, project, stage] = fragment.replace(/^#/, '').split('/');
  if (kind !== 'project' || !project) return { page: 'home' };
  const projectId = decodeURIComponent(project);
  const step = STEPS.find(name => name === stage);
  if (step) return { page: step, projectId };
  return { page: 'learningRate', projectId, stageId: stage ? decodeURIComponent(stage) : null };
}

/** The address of a screen, as an `href`. */
export function hrefOf(route: Route): string {
  if (route.page === 'home') return '#/';
  const stage = route.page === 'learningRate' ? route.stageId : route.page;
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
