import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FileSet } from '#electron/data/files/file-set.ts';
import { openFiles } from '#electron/data/files/open-files.ts';
import { openSource } from '#electron/data/open-source.ts';
import { MAX_ARCHIVE_RATIO, MAX_FOLDER_DEPTH, RATIO_FROM_BYTES } from '#electron/data/raw/limits.ts';
import { folderWith, refusalOf } from './data-files.ts';
import { paxPath, type TarEntry, tarBytes } from './tar-bytes.ts';

const tarAt = (bytes: Uint8Array, name = 'a.tar'): string => join(folderWith({ [name]: bytes }), name);
const tarOf = (...entries: TarEntry[]): string => tarAt(tarBytes(...entries));

async function opened(path: string): Promise<FileSet> {
  const set = await openFiles(path);
  onTestFinished(() => set.close());
  return set;
}

const contents = async (set: FileSet): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(set.files.map(async file => [file.path, Buffer.from(await file.read()).toString()] as const)),
  );

const keyOf = async (path: string): Promise<string> => (await refusalOf(opened(path).then(contents))).record.key;

const long = 'abc\n'.repeat(300_000);
const GOOD: TarEntry[] = [
  { name: 'pets/', type: 'Directory' },
  { name: 'pets/1.txt', content: 'one' },
  { name: './pets/2.txt', content: long },
  { name: 'pets/empty.txt' },
  { name: 'pets/._1.txt', content: 'x' },
  { name: '.hidden', content: 'x' },
  paxPath(`${'deep/'.repeat(25)}中文.txt`),
  { name: 'deep', content: 'three' },
  { name: '././@LongLink', type: 'NextFileHasLongPath', content: `${'y'.repeat(150)}.txt\0` },
  { name: 'yyy', content: 'four' },
];
const ALL = {
  'pets/1.txt': 'one',
  'pets/2.txt': long,
  'pets/empty.txt': '',
  [`${'deep/'.repeat(25)}中文.txt`]: 'three',
  [`${'y'.repeat(150)}.txt`]: 'four',
};

describe('a good tar', () => {
  test.each<[string, string, (bytes: Buffer) => Uint8Array]>([
    ['plain', 'a.tar', bytes => bytes],
    ['gzipped', 'a.tar.gz', bytes => gzipSync(bytes)],
    ['called anything', 'data', bytes => gzipSync(bytes)],
    ['without the zeros at its end', 'a.tar', bytes => bytes.subarray(0, -1024)],
  ])('%s: its files, at random and more than once', async (_, name, pack) => {
    const path = tarAt(pack(tarBytes(...GOOD)), name);
    const set = await opened(path);
    expect(set).toMatchObject({ kind: 'archive', name: path });
    expect(await contents(set)).toEqual(ALL);
    expect(await contents(set)).toEqual(ALL);
    expect(set.files.find(file => file.path === 'pets/1.txt')?.name).toBe(`${path} › pets/1.txt`);
  });

  test('nothing is left of one that was unpacked', async () => {
    const ours = () => readdirSync(tmpdir()).filter(name => /^descent-[0-9a-f-]{36}\.tar$/.test(name));
    await opened(tarAt(gzipSync(tarBytes(...GOOD)), 'a.tgz'));
    expect(ours()).toEqual([]);
  });

  test('is read as the folder would be', async () => {
    const table = (label: string) =>
      Array.from({ length: 40 }, (_, i) => `${label} number ${i} is a fine text`).join('\n');
    const path = tarAt(
      gzipSync(tarBytes({ name: 'x/pos.txt', content: table('good') }, { name: 'x/neg.txt', content: table('bad') })),
      'r.tar.gz',
    );
    const source = await openSource(path, {});
    onTestFinished(() => source.close());
    expect(source.format).toBe('lines');
    expect(await source.read(() => {})).toMatchObject({ kind: 'text', rows: 80 });
  });
});

describe('a tar that is refused', () => {
  test.each<[string, TarEntry[], string]>([
    ['a path that leads out', [{ name: '../x.csv', content: 'a' }], 'error.data.archive.leaves'],
    ['an absolute path', [{ name: '/etc/passwd', content: 'a' }], 'error.data.archive.leaves'],
    ['a long path that leads out', [paxPath(`${'a/'.repeat(9)}../../x`), { name: 'x' }], 'error.data.archive.leaves'],
    ['a backslash', [{ name: 'a\\b', content: 'a' }], 'error.data.archive.backslash'],
    ['a link', [{ name: 'x', type: 'SymbolicLink' }], 'error.data.files.link'],
    ['a hard link', [{ name: 'x', type: 'Link' }], 'error.data.files.link'],
    ['a pipe', [{ name: 'x', type: 'FIFO' }], 'error.data.files.special'],
    ['a device', [{ name: 'x', type: 'CharacterDevice' }], 'error.data.files.special'],
    ['a sparse file', [{ name: 'x', type: 'SparseFile', content: 'a' }], 'error.data.tar.kind'],
    [
      'the same path twice',
      [
        { name: 'x', content: 'a' },
        { name: './x', content: 'b' },
      ],
      'error.data.archive.twice',
    ],
    ['too many folders', [paxPath(`${'a/'.repeat(MAX_FOLDER_DEPTH + 1)}x`), { name: 'x' }], 'error.data.files.tooDeep'],
    ['a size beyond its end', [{ name: 'x', content: 'a', size: 5000 }], 'error.data.tar.truncated'],
    ['no files', [{ name: 'x/', type: 'Directory' }], 'error.data.files.emptyFolder'],
  ])('%s', async (_, entries, key) => {
    expect(await keyOf(tarOf(...entries))).toBe(key);
  });

  test('one that is damaged in the middle, or cut off while packed', async () => {
    const bytes = tarBytes({ name: 'a', content: 'a' }, { name: 'b', content: 'b' });
    bytes[1024 + 7] = 99;
    expect(await keyOf(tarAt(bytes))).toBe('error.data.tar.damaged');
    const packed = gzipSync(tarBytes(...GOOD));
    expect(await keyOf(tarAt(packed.subarray(0, -50), 'a.tar.gz'))).toBe('error.data.gzip.truncated');
  });

  test('a bomb, before it fills the disk', async () => {
    const bomb = gzipSync(tarBytes({ name: 'x', content: Buffer.alloc(2 * RATIO_FROM_BYTES) }), { level: 9 });
    const { record } = await refusalOf(opened(tarAt(bomb, 'a.tgz')));
    expect(record).toMatchObject({ key: 'error.data.archive.ratio', values: { limit: MAX_ARCHIVE_RATIO } });
  });
});
