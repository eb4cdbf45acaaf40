/*
 * The built program: the terminal's and the server's code and their helpers', each as one file of JavaScript, so that a process starts
 * in a fraction of the time that reading hundreds of TypeScript sources takes. Plain JavaScript, since every start runs it.
 */
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUT = join(ROOT, 'out');
/** What is built, and of which files: `{ folder, inputs: [path, mtimeMs, size][] }`. */
export const MANIFEST = join(OUT, 'program.json');

/**
 * The file to run for a script of the sources: its built form, built anew where a source has changed; else the script itself, where it
 * has none or nothing can be written here.
 */
export async function programFor(script) {
  const path = resolve(script);
  const name = { 'electron/cli/main.ts': 'cli', 'electron/start/main.ts': 'start' }[relativeName(path)];
  if (!name) return path;
  const folder = freshFolder(MANIFEST) ?? (await build());
  if (!folder) return path;
  keepCompiled();
  return join(folder, `${name}.js`);
}

/** The folder of a built program; null where there is none, or a file that it was made of is not what it was. */
export function freshFolder(manifest) {
  try {
    const { folder, inputs } = JSON.parse(readFileSync(manifest, 'utf8'));
    const unchanged = inputs.every(([path, mtimeMs, size]) => {
      const facts = statSync(join(ROOT, path), { throwIfNoEntry: false });
      return facts?.mtimeMs === mtimeMs && facts.size === size;
    });
    const built = join(dirname(manifest), folder);
    return unchanged && statSync(built).isDirectory() ? built : null;
  } catch {
    return null;
  }
}

async function build() {
  try {
    accessSync(ROOT, constants.W_OK);
    const { buildProgram } = await import('./build-program.ts');
    return await buildProgram(OUT, MANIFEST);
  } catch {
    return null; // Installed read-only or without the tools: the sources run just as well, only slower.
  }
}

/** What V8 makes of the code is kept beside it; the children find it there too. */
function keepCompiled() {
  const { directory } = enableCompileCache(process.env.NODE_COMPILE_CACHE ?? join(OUT, 'compiled'));
  if (directory) process.env.NODE_COMPILE_CACHE ??= join(OUT, 'compiled');
}

const relativeName = path => path.slice(ROOT.length).replaceAll('\\', '/');
