import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const FOLDER = fileURLToPath(new URL('../trainer/kernels/', import.meta.url));
const COMPILED = join(FOLDER, 'compiled.ts');

/**
 * Compiles the trainer's kernels from their source in `electron/trainer/kernels/assembly`.
 * @returns the module's bytes.
 * @throws Error with the compiler's own words where the source is wrong.
 */
export async function compileKernels(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'descent-kernels-'));
  try {
    const out = join(folder, 'kernels.wasm');
    const entry = relative(process.cwd(), join(FOLDER, 'assembly', 'index.ts'));
    const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd'];
    const { error, stderr } = await asc.main([entry, ...options, '--outFile', relative(process.cwd(), out)]);
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
    return await readFile(out);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The module as source, so that Node, a window and a worker load it alike. */
export const asSource = (bytes: Uint8Array): string =>
  `/** \`assembly/\` compiled by \`npm run kernels\`, as base64; a test compiles it again and compares. */\nexport const KERNELS =\n  '${Buffer.from(bytes).toString('base64')}';\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(COMPILED, asSource(await compileKernels()));
