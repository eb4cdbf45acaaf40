import { fileURLToPath, pathToFileURL } from 'node:url';
import { ENTRIES, type Entry, sourceUrl } from '../../electron/hosts/node/entries.ts';
import { builtModule } from './built-module.ts';

export { ENTRIES, sourceUrl };

/** Takes the place of `hosts/node/entries.ts` in tests (vitest.config.ts): processes and workers are those of the built program. */
export const entryUrl = (name: Entry): URL => pathToFileURL(builtModule(name, fileURLToPath(sourceUrl(name))));
