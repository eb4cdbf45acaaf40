import type { StagePlan } from '../domain/project.ts';

type Base = StagePlan['base'];

/** How long training runs and how often it looks at dev do not change which network is trained how. */
const NOT_COMPARED: ReadonlySet<string> = new Set<keyof Base>(['steps', 'evalEvery']);

/** Whether two settings train the same network the same way, however long. */
export const sameSettings = (a: Base, b: Base): boolean =>
  Object.entries(a).every(
    ([key, value]) => NOT_COMPARED.has(key) || JSON.stringify(b[key as keyof Base]) === JSON.stringify(value),
  );
