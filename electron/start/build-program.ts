import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputChunk, rolldown } from 'rolldown';
import { ENTRIES, type Entry, sourceUrl } from '../hosts/node/entries.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Beside the sources, these decide what is built: npm writes the second whenever it changes a package. */
const ALSO = ['package.json', 'node_modules/.package-lock.json', 'electron/start/build-program.ts'];
/** Packages with files or machine code of their own, and what only some backends load: they stay where they are. */
const EXTERNAL = /^(better-sqlite3|sharp|webgpu|open|electron|@electron\/.*|@tensorflow\/.*)(\/|$)/;
/** So long an older program may still be in use. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/**
 * Builds the program into a folder of its own, two levels below the project's like every folder of `electron/`, since some modules
 * find the project from where they are. A program that runs keeps its older one.
 * @param manifest is written last: it tells what was built, and of which files
 * @returns the folder
 * @throws Error where it can't be built or written
 */
export async function buildProgram(out: string, manifest: string): Promise<string> {
  const folder = `program-${randomUUID().slice(0, 8)}`;
  const names = Object.keys(ENTRIES) as Entry[];
  const input = Object.fromEntries(names.map(name => [name, fileURLToPath(sourceUrl(name))]));
  // Looked at before they are read: what changes meanwhile shows as changed.
  const before = Date.now();
  const bundle = await rolldown({ input, cwd: ROOT, platform: 'node', external: EXTERNAL, logLevel: 'silent' });
  const { output } = await bundle.write({
    dir: join(out, folder),
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
  const sources = output
    .filter((file): file is OutputChunk => file.type === 'chunk')
    .flatMap(({ moduleIds }) => moduleIds)
    .filter(id => isAbsolute(id) && !id.includes('node_modules') && existsSync(id));
  const files = new Set([
    ...sources.map(id => relative(ROOT, id)),
    ...ALSO.filter(file => existsSync(join(ROOT, file))),
  ]);
  const inputs = await Promise.all(
    [...files].map(async file => {
      const { mtimeMs, size } = await stat(join(ROOT, file));
      if (mtimeMs > before) throw new Error(`${file} changed while it was built`);
      return [file, mtimeMs, size] as const;
    }),
  );
  const temporary = `${manifest}.${process.pid}`;
  await mkdir(dirname(manifest), { recursive: true });
  await writeFile(temporary, JSON.stringify({ folder, inputs }));
  await rename(temporary, manifest);
  await sweep(out, folder);
  return join(out, folder);
}

async function sweep(out: string, current: string): Promise<void> {
  for (const name of await readdir(out)) {
    if (!name.startsWith('program-') || name === current) continue;
    const folder = join(out, basename(name));
    if (Date.now() - (await stat(folder)).mtimeMs > KEPT_MS) await rm(folder, { recursive: true, force: true });
  }
}
