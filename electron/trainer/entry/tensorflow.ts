import util from 'node:util';
import { Refusal } from '#shared/contract/refusal.ts';

/** Not among the project's packages: `npm run install-cuda` fetches it. */
const PACKAGE = '@tensorflow/tfjs-node-gpu';

/**
 * Loads TensorFlow's library for Node with CUDA, where it is installed.
 * @param load imports a package by name
 * @throws Refusal where it is not installed or can't be loaded
 */
export async function loadTensorFlow(load: (name: string) => Promise<unknown> = name => import(name)): Promise<void> {
  // The library calls a function that Node 23 has dropped …
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
  // … and would take all of the card's memory, so that no two trials could run side by side.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  try {
    await load(PACKAGE);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A package that it needs in turn may be missing, too.
    if (code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${PACKAGE}'`))
      throw new Refusal('reason.backend.cuda.notInstalled');
    throw new Refusal('reason.backend.cuda.broken', { detail: message.split('\n', 1)[0] as string });
  }
}
