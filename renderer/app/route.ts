import { useSyncExternalStore } from 'react';
import { STAGES, type STEPS } from '#shared/method/stages/definitions.ts';

/** The steps of the method that are no stages of trials, and have a page of their own. */
const PAGES = ['data', 'model', 'preparation', 'report'] as const satisfies readonly (typeof STEPS)[number]['kind'][];
type Page = (typeof PAGES)[number];

/** A stage of trials, by its kind. `stageId` null: the project's newest one. */
export interface StageRoute {
  page: 'stage';
  projectId: string;
  kind: string;
  stageId: string | null;
}

/** Which screen is open. */
export type Route =
  | { page: 'home' }
  /** A command that a person typed, on its way to become a project. */
  | { page: 'newCommand'; draftId: string }
  | { page: Page; projectId: string }
  /** What the project’s trained network says of new rows. */
  | { page: 'predict'; projectId: string }
  /** All stages one after the other within one budget. */
  | { page: 'tune'; projectId: string }
  | StageRoute;

/** A screen of a project. */
export type ProjectRoute = Exclude<Route, { page: 'home' | 'newCommand' }>;

/** The screen that an address's fragment names; whatever it does not understand is the home screen. */
export function parseRoute(fragment: string): Route {
  const [, start, project, ...rest] = fragment.replace(/^#/, '').split('/');
  if (start === 'command' && project) return { page: 'newCommand', draftId: decodeURIComponent(project) };
  if (start !== 'project' || !project) return { page: 'home' };
  const projectId = decodeURIComponent(project);
  if (rest[0] === 'predict' || rest[0] === 'tune') return { page: rest[0], projectId };
  const page = PAGES.find(name => name === rest[0]);
  if (page) return { page, projectId };
  const kind = STAGES.find(stage => stage.kind === rest[0])?.kind;
  // Before there were other stages, an address named a project and its ladder.
  const stageId = kind === undefined ? rest[0] : rest[1];
  return {
    page: 'stage',
    projectId,
    kind: kind ?? 'learningRate',
    stageId: stageId ? decodeURIComponent(stageId) : null,
  };
}

/** The address of a screen, as an `href`. */
export function hrefOf(route: Route): string {
  if (route.page === 'home') return '#/';
  if (route.page === 'newCommand') return `#/command/${encodeURIComponent(route.draftId)}`;
  const step = route.page === 'stage' ? [route.kind, ...(route.stageId === null ? [] : [route.stageId])] : [route.page];
  return `#/project/${[route.projectId, ...step].map(encodeURIComponent).join('/')}`;
}

/** The step of the method that a screen shows; null: none. */
export const stepOf = (route: Route): string | null =>
  route.page === 'home' || route.page === 'newCommand' ? null : route.page === 'stage' ? route.kind : route.page;

/** Opens a screen; "back" leads to the one before. */
export const goTo = (route: Route): void => {
  location.hash = hrefOf(route);
};

/** Opens a screen once what a person asked for here is done; not where they have gone elsewhere meanwhile. */
export function fromHere(): (route: Route) => void {
  const here = location.hash;
  return route => {
    if (location.hash === here) goTo(route);
  };
}

function onFragment(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** The fragment of the page's address. */
export const useFragment = (): string => useSyncExternalStore(onFragment, () => location.hash);
