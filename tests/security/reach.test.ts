import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Core } from '#electron/core/core.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { FolderListing } from '#shared/contract/requests.ts';
import { temporaryHome } from '../tools/home.ts';

const TABLE = `x,y,class\n${Array.from({ length: 80 }, (_, i) => `${(i * 1.37) % 7},${(i * 2.11) % 5},${i % 2 ? 'a' : 'b'}`).join('\n')}\n`;

let mine: string;
let outside: string;
beforeEach(() => {
  // The person's own folder, and a folder of somebody else.
  [mine, outside] = [temporaryHome(), temporaryHome()];
  vi.stubEnv('HOME', mine);
  vi.stubEnv('USERPROFILE', mine);
  onTestFinished(() => void vi.unstubAllEnvs());
  writeFileSync(join(mine, 'own.csv'), TABLE);
  writeFileSync(join(outside, 'secret.csv'), TABLE);
  mkdirSync(join(outside, 'folder'));
});

async function open(within?: string[], home = temporaryHome()): Promise<Core> {
  const core = await openCore({ home, hosts: nodeHosts(), version: 'test', measure: false, ...(within && { within }) });
  onTestFinished(() => core.close());
  return core;
}

const list = (core: Core, folder: string | null) => core.handle('files.list', { folder }) as Promise<FolderListing>;
const names = async (core: Core, folder: string) => (await list(core, folder)).entries.map(({ name }) => name);
const refusalOf = async (asked: Promise<unknown>) => {
  const error = await asked.catch(error => error);
  expect(error).toBeInstanceOf(Refusal);
  return (error as Refusal).record;
};

test('the person’s own folder is listed, and nothing above it', async () => {
  const core = await open([]);
  const listing = await list(core, null);
  expect(listing.entries.map(({ name }) => name)).toEqual(['own.csv']);
  expect(listing.parent).toBeNull();
  mkdirSync(join(mine, 'below'));
  expect((await list(core, join(mine, 'below'))).parent).toBe(mine);
});

test('what lies elsewhere is refused, and what is not there is refused in the same words', async () => {
  symlinkSync(outside, join(mine, 'link'));
  symlinkSync(join(outside, 'nothing'), join(mine, 'dangling'));
  const core = await open([]);
  for (const folder of [
    outside,
    join(outside, 'folder'),
    join(outside, 'nothing'),
    join(outside, 'secret.csv'),
    join(outside, 'secret.csv', 'below'),
    dirname(mine),
    '/',
    join(mine, '..'),
    `${mine}/below/../../${outside.slice(1).split('/').slice(1).join('/')}`,
    `${mine}x`,
    join(mine, 'link'),
    join(mine, 'link', 'folder'),
    join(mine, 'link', 'nothing'),
  ]) {
    for (const name of ['files.list', 'data.inspect', 'projects.create'] as const) {
      const input = name === 'files.list' ? { folder } : { source: folder };
      const { key, values } = await refusalOf(core.handle(name, input));
      expect([name, folder, key]).toEqual([name, folder, 'error.folder.outside']);
      expect(Object.keys(values)).toEqual(['folder']);
    }
  }
  // Nor does a listing tell what a link leads to.
  expect(await names(core, mine)).toEqual(['own.csv']);
  expect(await core.handle('projects.list', {})).toEqual([]);
});

test('a pattern or a name with a sample’s beginning leads nowhere else either', async () => {
  const core = await open([]);
  for (const source of [join(outside, '*.csv'), join(outside, 's*')])
    expect((await refusalOf(core.handle('data.inspect', { source }))).key).toBe('error.folder.outside');
  expect((await refusalOf(core.handle('data.inspect', { source: `sample:/../..${outside}` }))).key).toBe(
    'error.data.noSuchSample',
  );
  expect((await refusalOf(core.handle('files.list', { folder: 'sample:x' }))).key).toBe('error.folder.outside');
});

test('--allow says more', async () => {
  const core = await open([outside]);
  expect(await names(core, outside)).toEqual(['folder', 'secret.csv']);
  expect(await names(core, mine)).toEqual(['own.csv']);
  expect(await names(await open(['/']), dirname(outside))).toContain(outside.split('/').at(-1));
});

test('so does a project of the person: its source, and what lies beside it', async () => {
  const home = temporaryHome();
  const own = await open(undefined, home);
  expect(await names(own, outside)).toEqual(['folder', 'secret.csv']); // The desktop and the terminal look everywhere.
  await own.ask('projects.create', { source: join(outside, 'secret.csv') });
  await own.close();
  const served = await open([], home);
  expect(await names(served, outside)).toEqual(['folder', 'secret.csv']);
  expect((await list(served, outside)).parent).toBeNull();
  const [card] = await served.ask('projects.list', {});
  expect(await served.ask('data.report', { projectId: card!.project.id })).toMatchObject({ changed: false });
});
