import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { digestOf } from '#electron/data/files/digest.ts';
import { openFiles } from '#electron/data/files/open-files.ts';
import { folderWith, refusalOf } from './data-files.ts';
import { sourceFileOf } from './source-file.ts';
import { zipBytes } from './zip-bytes.ts';

const digestAt = async (path: string): Promise<string> => {
  const set = await openFiles(path);
  const digest = await digestOf(set.files);
  await set.close();
  return digest;
};
const FILES = { 'a/1.txt': 'one', 'a/2.txt': 'two', 'b.txt': '' };

describe('the digest of a set of files', () => {
  test('is SHA-256 in hex, and the same wherever the set stands', async () => {
    const digest = await digestAt(folderWith(FILES));
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestAt(folderWith(FILES))).toBe(digest);
  });

  test('does not change with packing', async () => {
    const digest = await digestAt(folderWith(FILES));
    const gzipped = Object.entries(FILES).map(([path, content]) => [`${path}.gz`, gzipSync(content)]);
    expect(await digestAt(folderWith(Object.fromEntries(gzipped)))).toBe(digest);
    const zip = zipBytes(Object.entries(FILES).map(([name, content]) => ({ name, content })));
    expect(await digestAt(join(folderWith({ 'set.zip': zip }), 'set.zip'))).toBe(digest);
  });

  test.each<[string, Record<string, string>]>([
    ['content', { ...FILES, 'a/1.txt': 'onE' }],
    ['a name', { 'a/1.txt': 'one', 'a/3.txt': 'two', 'b.txt': '' }],
    ['one more file', { ...FILES, c: '' }],
    ['one file less', { 'a/1.txt': 'one', 'a/2.txt': 'two' }],
    ['contents exchanged', { ...FILES, 'a/1.txt': 'two', 'a/2.txt': 'one' }],
    ['a border moved', { ...FILES, 'a/1.txt': 'on', 'a/2.txt': 'etwo' }],
  ])('follows %s', async (_, files) => {
    expect(await digestAt(folderWith(files))).not.toBe(await digestAt(folderWith(FILES)));
  });

  test('does not follow the name of a single file', async () => {
    const folder = folderWith({ 'a.csv': 'x,y' });
    const digest = await digestAt(join(folder, 'a.csv'));
    renameSync(join(folder, 'a.csv'), join(folder, 'b.csv'));
    expect(await digestAt(join(folder, 'b.csv'))).toBe(digest);
  });

  test('tells progress up to 1, forwards only', async () => {
    const files = ['a', 'b', 'c'].map(path => sourceFileOf([Buffer.alloc(10), Buffer.alloc(30)], path));
    const heard: number[] = [];
    await digestOf(files, done => heard.push(done));
    expect(heard).toHaveLength(6);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBeCloseTo(1, 9);
  });

  test('takes a damaged file as one, and notices when it is mended', async () => {
    const packed = gzipSync('content');
    const damaged = await digestAt(folderWith({ 'a.gz': packed.subarray(0, -3), b: 'x' }));
    expect(await digestAt(folderWith({ 'a.gz': packed.subarray(0, -3), b: 'x' }))).toBe(damaged);
    expect(await digestAt(folderWith({ 'a.gz': packed, b: 'x' }))).not.toBe(damaged);
  });

  test('refuses with what is wrong with a file, and reads no more of the others', async () => {
    let read = 0;
    const opened = Promise.withResolvers<void>();
    const files = Array.from({ length: 1000 }, (_, i) => {
      const file = sourceFileOf([Buffer.from('x')], String(i).padStart(4, '0'));
      return {
        ...file,
        async *stream() {
          read++;
          await opened.promise;
          yield* file.stream();
        },
      };
    });
    const folder = folderWith({ a: 'content' });
    const vanished = await openFiles(folder);
    rmSync(join(folder, 'a'));
    const refusal = await refusalOf(digestOf([...vanished.files.map(file => ({ ...file, path: '0000' })), ...files]));
    expect(refusal.record.key).toBe('error.data.files.changed');
    const then = read;
    expect(then).toBeLessThan(10);
    // Those that were begun come to their end, and no other is begun after them.
    opened.resolve();
    await sleep(50);
    expect(read).toBe(then);
  });
});
