import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FileSet } from '#electron/data/files/file-set.ts';
import { openFiles } from '#electron/data/files/open-files.ts';
import { MAX_FILES, MAX_FOLDER_DEPTH } from '#electron/data/raw/limits.ts';
import { folderWith, refusalOf } from './data-files.ts';
import { type ZipEntry, zipBytes } from './zip-bytes.ts';

const UTF8 = 0x800;
const REGULAR = 0o100644;
const LINK = 0o120777;
const PIPE = 0o010644;

const zipAt = (bytes: Uint8Array, name = 'a.zip'): string => join(folderWith({ [name]: bytes }), name);
const zipOf = (...entries: ZipEntry[]): string => zipAt(zipBytes(entries));

async function opened(path: string): Promise<FileSet> {
  const set = await openFiles(path);
  onTestFinished(() => set.close());
  return set;
}

const contents = async (set: FileSet): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(set.files.map(async file => [file.path, Buffer.from(await file.read()).toString()] as const)),
  );

/** What opening refuses, or reading the files. */
const keyOf = async (path: string): Promise<string> => (await refusalOf(opened(path).then(contents))).record.key;

describe('a good ZIP', () => {
  test('its files, deflated or stored, at random and more than once', async () => {
    const long = 'abc\n'.repeat(300_000);
    const path = zipOf(
      { name: 'cats/' },
      { name: 'cats/1.txt', content: 'one', mode: REGULAR },
      { name: 'dogs/2.txt', content: 'two', method: 0 },
      { name: 'big.txt', content: long },
      { name: 'empty.txt' },
      { name: '__MACOSX/cats/._1.txt', content: 'x' },
      { name: '.hidden', content: 'x' },
    );
    const set = await opened(path);
    expect(set).toMatchObject({ kind: 'archive', name: path });
    expect(set.files.map(file => file.path)).toEqual(['big.txt', 'cats/1.txt', 'dogs/2.txt', 'empty.txt']);
    expect(set.files[1]).toMatchObject({ name: `${path} › cats/1.txt`, size: 3 });
    const all = { 'big.txt': long, 'cats/1.txt': 'one', 'dogs/2.txt': 'two', 'empty.txt': '' };
    expect(await contents(set)).toEqual(all);
    expect(await contents(set)).toEqual(all);
    expect(Buffer.from(await set.files[0]!.beginning(5)).toString()).toBe('abc\na');
    expect(await set.beside()).toEqual([]);
  });

  test('gzipped files in it are unpacked, too', async () => {
    const set = await opened(zipOf({ name: 'a.csv.gz', content: gzipSync('x,y'), method: 0 }));
    expect(await contents(set)).toEqual({ 'a.csv': 'x,y' });
  });

  test('whatever it is called', async () => {
    const set = await opened(zipAt(zipBytes([{ name: 'a.csv', content: 'x' }]), 'data.bin'));
    expect(set.kind).toBe('archive');
  });

  test.each<[string, ZipEntry['name'], number]>([
    ['UTF-8 that says so', '狗/二.txt', UTF8],
    ['UTF-8 that does not', '狗/二.txt', 0],
    ['GBK, as Chinese Windows writes it', Buffer.from('b9b72fb6fe2e747874', 'hex'), 0],
  ])('names in %s', async (_, name, flags) => {
    expect((await opened(zipOf({ name, flags, content: 'x' }))).files[0]!.path).toBe('狗/二.txt');
  });

  test('names in CP437, as the standard has it', async () => {
    const set = await opened(zipOf({ name: Buffer.from('M\x81ller.txt', 'latin1'), content: 'x' }));
    expect(set.files[0]!.path).toBe('Müller.txt');
  });

  test('progress goes up to 1', async () => {
    const set = await opened(zipOf({ name: 'a', content: Buffer.alloc(600_000, 'noise'), method: 0 }));
    const heard: number[] = [];
    for await (const piece of set.files[0]!.stream(done => heard.push(done))) expect(piece.length).toBeGreaterThan(0);
    expect(heard.length).toBeGreaterThan(1);
    expect(heard.at(-1)).toBe(1);
  });
});

describe('what leads out of a ZIP', () => {
  test.each<[string, string, string]>([
    ['an absolute path', '/etc/passwd', 'error.data.archive.leaves'],
    ['a path up', '../a.txt', 'error.data.archive.leaves'],
    ['a path up further in', 'a/../../b.txt', 'error.data.archive.leaves'],
    ['a drive', 'C:/a.txt', 'error.data.archive.leaves'],
    ['a drive without a slash', 'c:a.txt', 'error.data.archive.leaves'],
    ['a backslash', '..\\a.txt', 'error.data.archive.backslash'],
    ['a zero byte', 'a.txt\0.png', 'error.data.archive.leaves'],
    ['a name that no system takes', 'x'.repeat(60_000), 'error.data.archive.longPath'],
  ])('%s', async (_, name, key) => {
    const path = zipOf({ name: 'good.txt', content: 'x' }, { name, content: 'x' });
    expect((await refusalOf(openFiles(path))).record).toMatchObject({ key, values: { file: path } });
  });

  test('a link, wherever it leads; a pipe', async () => {
    expect(await keyOf(zipOf({ name: 'a', content: '/etc/passwd', mode: LINK }))).toBe('error.data.files.link');
    expect(await keyOf(zipOf({ name: 'a', content: 'b', mode: LINK }))).toBe('error.data.files.link');
    expect(await keyOf(zipOf({ name: 'a', mode: PIPE }))).toBe('error.data.files.special');
  });

  test('paths that only go round about are set straight', async () => {
    const set = await opened(zipOf({ name: './a//b.txt', content: 'x' }));
    expect(set.files[0]!.path).toBe('a/b.txt');
  });
});

describe('bombs', () => {
  const MIB = 2 ** 20;

  test('sizes that the table of contents admits: too many bytes in all', async () => {
    const entries = Array.from({ length: 5 }, (_, i) => ({
      name: `${i}`,
      content: 'x',
      size: 1000 * MIB,
      packedSize: 1,
    }));
    expect(await keyOf(zipOf(...entries))).toBe('error.data.archive.tooLarge');
  });

  test('too many times its size', async () => {
    const path = zipOf({ name: 'zeros.csv', content: Buffer.alloc(65 * MIB) });
    expect((await refusalOf(openFiles(path))).record).toMatchObject({
      key: 'error.data.archive.ratio',
      values: { size: 65, limit: 500 },
    });
  });

  test('what unpacks to more than its table of contents says is stopped there', async () => {
    const set = await opened(zipOf({ name: 'a.csv', content: Buffer.alloc(60 * MIB), size: 1000 }));
    let bytes = 0;
    const all = async () => {
      for await (const piece of set.files[0]!.stream()) bytes += piece.length;
    };
    expect((await refusalOf(all())).record.key).toBe('error.data.zip.size');
    expect(bytes).toBeLessThanOrEqual(1000);
  });

  test('many entries that share the same bytes', async () => {
    const content = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31) % 251));
    const shared = Array.from({ length: 20 }, (_, i) => ({ name: `${i}`, content, method: 0 }));
    const bytes = zipBytes([shared[0]!]);
    // The table of contents names the one file twenty times.
    const headers = zipBytes(shared.map(entry => ({ ...entry, offset: 0 })));
    const table = headers.subarray(headers.indexOf('PK\x01\x02', 0, 'latin1'));
    const all = Buffer.concat([bytes.subarray(0, bytes.indexOf('PK\x01\x02', 0, 'latin1')), table]);
    all.writeUInt32LE(bytes.indexOf('PK\x01\x02', 0, 'latin1'), all.length - 6);
    expect(await keyOf(zipAt(all))).toBe('error.data.zip.overlap');
  });

  test('more entries than are looked through: refused before they are', async () => {
    // Zip64's end of the table of contents, which has room for such a count.
    const zip = zipBytes([{ name: 'a', content: 'x' }]);
    const end = zip.length - 22;
    const zip64 = Buffer.alloc(56 + 20);
    zip64.writeUInt32LE(0x06064b50, 0);
    zip64.writeBigUInt64LE(44n, 4);
    zip64.writeBigUInt64LE(BigInt(MAX_FILES + 1), 32);
    zip64.writeBigUInt64LE(BigInt(zip.readUInt32LE(end + 16)), 48);
    zip64.writeUInt32LE(0x07064b50, 56);
    zip64.writeBigUInt64LE(BigInt(end), 64);
    const all = Buffer.concat([zip.subarray(0, end), zip64, zip.subarray(end)]);
    expect(await keyOf(zipAt(all))).toBe('error.data.tooManyFiles');
  });

  test('a ZIP in a ZIP is not opened', async () => {
    const inner = zipBytes([{ name: 'a.csv', content: 'x' }]);
    const set = await opened(zipOf({ name: 'inner.zip', content: inner }, { name: 'readme.txt', content: 'x' }));
    expect(set.files.map(file => file.path)).toEqual(['inner.zip', 'readme.txt']);
    expect(await keyOf(zipOf({ name: 'inner.zip', content: inner }))).toBe('error.data.files.onlyPacked');
  });
});

describe('what cannot be unpacked', () => {
  const good = zipBytes([
    { name: 'a.txt', content: 'hello hello hello' },
    { name: 'b.txt', content: 'stored', method: 0 },
  ]);

  test.each<[string, () => Uint8Array, string]>([
    ['protected by a password', () => zipBytes([{ name: 'a', content: 'x', flags: 1 }]), 'error.data.zip.encrypted'],
    ['strongly encrypted', () => zipBytes([{ name: 'a', content: 'x', flags: 0x41 }]), 'error.data.zip.encrypted'],
    ['LZMA', () => zipBytes([{ name: 'a', content: 'x', method: 14 }]), 'error.data.zip.method'],
    ['a method nobody knows', () => zipBytes([{ name: 'a', content: 'x', method: 77 }]), 'error.data.zip.method'],
    ['cut off', () => good.subarray(0, good.length - 30), 'error.data.zip.truncated'],
    ['cut off in the first file', () => good.subarray(0, 20), 'error.data.zip.truncated'],
    ['something else under that name', () => Buffer.from('404: Not Found'), 'error.data.zip.truncated'],
    ['a web page under that name', () => Buffer.from('<html>404</html>'), 'error.data.files.webPage'],
    ['without files', () => zipBytes([]), 'error.data.files.emptyFolder'],
    ['with folders alone', () => zipBytes([{ name: 'a/' }]), 'error.data.files.emptyFolder'],
    [
      'the same path twice',
      () =>
        zipBytes([
          { name: 'a', content: 'x' },
          { name: './a', content: 'y' },
        ]),
      'error.data.archive.twice',
    ],
    ['a table of contents that promises more', () => zipBytes([{ name: 'a' }], 2), 'error.data.zip.damaged'],
    ['a file beyond the end', () => zipBytes([{ name: 'a', offset: 1_000_000 }]), 'error.data.zip.damaged'],
    ['a file that is none', () => zipBytes([{ name: 'a', content: 'x', offset: 3 }]), 'error.data.zip.damaged'],
    ['a wrong checksum', () => zipBytes([{ name: 'a', content: 'x', crc: 5 }]), 'error.data.zip.damaged'],
    ['fewer bytes than it says', () => zipBytes([{ name: 'a', content: 'x', size: 5 }]), 'error.data.zip.damaged'],
    [
      'a stored file cut off',
      () => zipBytes([{ name: 'a', content: 'xy', method: 0, size: 1 }]),
      'error.data.zip.damaged',
    ],
    [
      'too deep folders',
      () => zipBytes([{ name: `${'d/'.repeat(MAX_FOLDER_DEPTH + 1)}a`, content: 'x' }]),
      'error.data.files.tooDeep',
    ],
  ])('%s', async (_, bytes, key) => {
    expect(await keyOf(zipAt(bytes()))).toBe(key);
  });

  test('one part of several', async () => {
    const part = Buffer.from(good);
    part.writeUInt16LE(2, part.length - 18);
    expect(await keyOf(zipAt(part))).toBe('error.data.zip.parts');
  });

  test('every single byte flipped, and every length: an answer or a refusal, never a crash or the wrong content', async () => {
    const folder = folderWith({});
    const right = { 'a.txt': 'hello hello hello', 'b.txt': 'stored' };
    const path = join(folder, 'a.zip');
    const outcome = async (bytes: Uint8Array): Promise<unknown> => {
      writeFileSync(path, bytes);
      let set: FileSet | null = null;
      try {
        set = await openFiles(path);
        return Object.values(await contents(set));
      } catch (error) {
        return (await refusalOf(Promise.reject(error))).record.key;
      } finally {
        await set?.close();
      }
    };
    for (let i = 0; i < good.length; i++) {
      const flipped = Buffer.from(good);
      flipped[i]! ^= 1 << (i % 8);
      const found = await outcome(flipped);
      if (Array.isArray(found)) for (const content of found) expect(Object.values(right)).toContain(content);
    }
    for (let length = 4; length < good.length; length++)
      expect(await outcome(good.subarray(0, length))).toMatch(/^error\.data\.zip\./);
  });

  test('a ZIP that changes while it is open', async () => {
    const content = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i * 31) % 251));
    const path = zipOf({ name: 'a', content, method: 0 });
    const grown = await opened(path);
    truncateSync(path, 50_000);
    expect((await refusalOf(grown.files[0]!.read())).record.key).toBe('error.data.files.changed');
    appendFileSync(path, content);
    expect((await refusalOf(grown.files[0]!.read())).record.key).toBe('error.data.files.changed');
  });
});
