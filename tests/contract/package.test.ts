import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { listPackage } from '@electron/asar';
import { expect, test } from 'vitest';
import { ensureBuilt } from '#electron/start/build.ts';
import { packageOf } from '#electron/start/third-party-notices.ts';
import { temporaryFolder } from '../unit/data-files.ts';

const { devDependencies } = createRequire(import.meta.url)('../../package.json') as {
  devDependencies: { electron: string };
};

/** Packages the desktop as `npm run package` does, around an empty program in place of Electron's runtime. */
async function packaged(): Promise<string> {
  await ensureBuilt(() => undefined);
  const runtime = temporaryFolder();
  writeFileSync(join(runtime, 'electron'), '');
  chmodSync(join(runtime, 'electron'), 0o755);
  mkdirSync(join(runtime, 'resources'));
  mkdirSync(join(runtime, 'locales'));
  const output = temporaryFolder();
  const config = join(runtime, 'builder.json');
  const overrides = {
    extends: resolve('electron.builder.yml'),
    electronDist: runtime,
    electronVersion: devDependencies.electron,
    // An empty program has no fuses.
    electronFuses: null,
    directories: { output, buildResources: 'resources' },
  };
  writeFileSync(config, JSON.stringify(overrides));
  const builder = resolve('node_modules/electron-builder/cli.js');
  const args = [builder, '--linux', 'dir', '--publish', 'never', '--config', config];
  await promisify(execFile)(process.execPath, args);
  return join(output, 'linux-unpacked');
}

test('the packaged desktop is called descent, has its native parts outside of the archive with the libraries that they load, and carries the licence of each package in it', async () => {
  const folder = await packaged();
  expect(existsSync(join(folder, 'descent'))).toBe(true);
  const unpacked = join(folder, 'resources/app.asar.unpacked');
  const platform = `${process.platform}-${process.arch}`;
  const prebuilds = join(unpacked, 'node_modules/better-sqlite3/prebuilds');
  expect(readdirSync(prebuilds)).toContain(`${platform}.node`);
  const sharp = join(unpacked, `node_modules/@img/sharp-${platform}/lib`);
  const addon = readdirSync(sharp).find(name => name.endsWith('.node'));
  // Loads only where libvips is found from there.
  const loaded = createRequire(import.meta.url)(join(sharp, addon!)) as { libvipsVersion(): { semver: string } };
  expect(loaded.libvipsVersion().semver).toMatch(/^\d+\.\d+/);

  expect(readFileSync(join(folder, 'resources/LICENSE.txt'), 'utf8')).toContain('the Descent authors');
  expect(readFileSync(join(folder, 'resources/descent.py'), 'utf8')).toContain('def watch(optimizer)');
  const notices = readFileSync(join(folder, 'resources/third-party-notices.txt'), 'utf8');
  const carried = listPackage(join(folder, 'resources/app.asar'), { isPack: false });
  const packages = new Set(carried.map(path => packageOf(path.replaceAll('\\', '/'))).filter(found => found !== null));
  expect(packages.size).toBeGreaterThan(10);
  expect([...packages].filter(path => !notices.includes(`\n${path.replace(/.*node_modules\//, '')} `))).toEqual([]);
  // Fonts are no modules, so their package is told apart.
  expect(
    carried.filter(path => /\.(woff2?|ttf|otf)$/.test(path)).map(path => /\w+/.exec(path.split('/').at(-1)!)?.[0]),
  ).toEqual(['InterVariable']);
  expect(notices).toContain('\ninter-ui ');
  expect(notices).toContain('SIL OPEN FONT LICENSE');
});
