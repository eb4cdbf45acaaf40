import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { terminalLanguage } from '#shared/messages/language.ts';
import { type MessageKey, text, type Values } from '#shared/messages/text.ts';

/*
 * `npm run install-cuda`: TensorFlow's CUDA backend, in two steps. The package itself comes from npm's registry, without
 * its install script and without a trace in package.json; then that script fetches libtensorflow.
 */

const PACKAGE = '@tensorflow/tfjs-node-gpu@4.22.0';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../node_modules/@tensorflow/tfjs-node-gpu/', import.meta.url));

const language = terminalLanguage(process.env);
const say = <Key extends MessageKey>(key: Key, ...values: Values<Key>): void =>
  void process.stderr.write(`${text(language, key, ...values)}\n`);

/** Runs a program with this terminal; true where it succeeded. */
const run = (program: string, args: string[], cwd: string): Promise<boolean> =>
  new Promise(resolve => {
    const child = spawn(program, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', () => resolve(false));
    child.once('close', code => resolve(code === 0));
  });

/** Loads it once; the package calls a function that Node 23 has dropped. */
const TRY = `const util = require('util');
util.isNullOrUndefined ??= value => value == null;
require('@tensorflow/tfjs-node-gpu');`;

async function installCuda(): Promise<number> {
  const { platform, arch } = process;
  if (arch !== 'x64' || (platform !== 'linux' && platform !== 'win32')) {
    say('cuda.platform', { platform, arch });
    return 2;
  }
  say('cuda.about', { name: PACKAGE });
  if (!(await run('npm', ['install', '--no-save', '--ignore-scripts', PACKAGE], ROOT))) {
    say('cuda.noPackage');
    return 1;
  }
  const fetched = await run(process.execPath, ['scripts/install.js', 'gpu', 'download'], FOLDER);
  if (!fetched || !(await run(process.execPath, ['--eval', TRY], ROOT))) {
    say('cuda.noLibrary');
    return 1;
  }
  say('cuda.done');
  return 0;
}

process.exitCode = await installCuda();
