import { spawnSync } from 'node:child_process';
import { delimiter, dirname, resolve } from 'node:path';
import { ensureBrowser } from './tools/browser.ts';

/** Every check of the project, in order of how soon it can fail: `npm test`. Stops at the first that fails. */
const STEPS: readonly { name: string; command: string }[] = [
  { name: 'format, lint, layers', command: 'biome check --error-on-warnings .' },
  { name: 'types', command: 'tsc --noEmit' },
  { name: 'build', command: 'electron-vite build --logLevel warn' },
  { name: 'unit, contract and security tests', command: 'vitest run' },
  { name: 'end-to-end tests', command: 'playwright test --config tests/e2e/playwright.config.ts' },
];

ensureBrowser();
// The tools start with whatever Node stands first on the path; npm 10 links none into node_modules/.bin.
const path = [dirname(process.execPath), resolve('node_modules/.bin'), process.env.PATH].join(delimiter);
const env = { ...process.env, PATH: path };
const started = Date.now();
for (const { name, command } of STEPS) {
  const begun = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env });
  if (status !== 0) {
    console.log(`\n── ${name}: failed (${command})`);
    process.exit(1);
  }
  console.log(`── ${name}: passed in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}
console.log(`\nAll checks passed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
