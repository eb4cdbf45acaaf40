/** The modules that run in a process or a thread of their own, by their names in the built program. */
export const ENTRIES = {
  cli: '../../cli/main.ts',
  start: '../../start/main.ts',
  server: '../../server/main.ts',
  trainer: '../../trainer/entry/node.ts',
  reader: '../../data/entry.ts',
  predictor: '../../trained/entry.ts',
  command: '../command/runner.ts',
  'store-worker': '../../store/worker.ts',
} as const;
export type Entry = keyof typeof ENTRIES;

/** This module, or in the built program (`start/build-program.ts`) one that lies beside all entries. */
const here = import.meta.url;
const isBuilt = !here.endsWith('.ts');

/** Where such a module lies among the sources. */
export const sourceUrl = (name: Entry): URL => new URL(ENTRIES[name], here);

/** Where such a module lies: among the sources, or in the built program where this runs from there. */
export const entryUrl = (name: Entry): URL => (isBuilt ? new URL(`./${name}.js`, here) : sourceUrl(name));
