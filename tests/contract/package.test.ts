import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ensureBuilt } from '#electron/start/build.ts';
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

test('the packaged desktop is called descent, and has its native parts outside of the archive, with the libraries that they load', async () => {
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
});
