import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ENTRIES } from '../../electron/entries.ts';
import { builtModule } from './built-module.ts';

export { ENTRIES };

/** Takes the place of `electron/entries.ts` in tests (vitest.config.ts): processes and workers are those of the built program. */
export const entryUrl = (name: keyof typeof ENTRIES): URL =>
  pathToFileURL(resolve(builtModule(name, `electron/${ENTRIES[name]}`)));
