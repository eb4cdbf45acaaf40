import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FileSet, SourceFile } from '#electron/data/files/file-set.ts';
import { openFiles } from '#electron/data/files/open-files.ts';
import { MAX_FOLDER_DEPTH, MAX_STREAM_BYTES } from '#electron/data/raw/limits.ts';
import { folderWith, refusalOf, temporaryFolder } from './data-files.ts';
import { zipBytes } from './zip-bytes.ts';

const keyOf = async (path: string): Promise<string> => (await refusalOf(openFiles(path))).record.key;
const pathsOf = async (path: string): Promise<string[]> => (await openFiles(path)).files.map(file => file.path);
const contentOf = async (file: SourceFile): Promise<string> => Buffer.from(await file.read()).toString();
const fileOf = (files: FileSet, path: string): SourceFile => files.files.find(file => file.path === path)!;

async function streamed(file: SourceFile, onProgress?: (done: number) => void): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.stream(onProgress)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** More than one piece, and not compressible. */
const NOISE = randomBytes(700_000);

describe('what a path stands for', () => {
  test('one file', async () => {
    const folder = folderWith({ 'a.csv': 'x,y\n' });
    const set = await openFiles(join(folder, 'a.csv'));
    expect(set).toMatchObject({ kind: 'file', name: join(folder, 'a.csv') });
    expect(set.files).toMatchObject([{ name: join(folder, 'a.csv'), path: 'a.csv', size: 4 }]);
    expect(await contentOf(set.files[0]!)).toBe('x,y\n');
    expect(Buffer.from(await set.files[0]!.beginning(2)).toString()).toBe('x,');
    expect(Buffer.from(await set.files[0]!.beginning(9)).toString()).toBe('x,y\n');
  });

  test('a relative path counts from the working folder', async () => {
    const folder = folderWith({ 'a.csv': 'x' });
    const set = await openFiles(relative(process.cwd(), join(folder, 'a.csv')));
    expect(set.name).toBe(join(folder, 'a.csv'));
  });

  test('a folder with all folders in it, in the order of the paths, without what systems put there', async () => {
    const folder = folderWith({
      'b/2.txt': '2',
      'b/10.txt': '10',
      'a/c/3.txt': '3',
      'Z.txt': 'z',
      '.DS_Store': 'x',
      '.git/config': 'x',
      '__MACOSX/b/2.txt': 'x',
      'b/Thumbs.db': 'x',
      'a/desktop.ini': 'x',
    });
    const set = await openFiles(folder);
    expect(set.kind).toBe('folder');
    expect(set.files.map(file => file.path)).toEqual(['Z.txt', 'a/c/3.txt', 'b/10.txt', 'b/2.txt']);
    expect(set.files[1]!.name).toBe(join(folder, 'a', 'c', '3.txt'));
    expect(await contentOf(set.files[1]!)).toBe('3');
    expect(await set.beside()).toEqual([]);
  });

  test('a pattern: the files of that folder whose names match, and no folders', async () => {
    const folder = folderWith({ 'rt.pos': '1', 'rt.neg': '0', 'rt.d/x': '', 'art.pos': '', 'rt.csv.gz': '' });
    expect(await pathsOf(join(folder, 'rt.*'))).toEqual(['rt.csv', 'rt.neg', 'rt.pos']);
    expect(await pathsOf(join(folder, '*t.p*s'))).toEqual(['art.pos', 'rt.pos']);
    expect(await pathsOf(join(folder, '*'))).toHaveLength(4);
    expect(await pathsOf(join(folder, '*.csv'))).toEqual(['rt.csv']);
    expect(await keyOf(join(folder, '*.tsv'))).toBe('error.data.files.noMatch');
    expect(await keyOf(join(folder, 'rt.pos*rt.pos'))).toBe('error.data.files.noMatch');
    expect(await keyOf(join(folder, 'nothing', '*.csv'))).toBe('error.data.notFound');
  });

  test('a pattern of many stars takes no time', async () => {
    const folder = folderWith({ ['a'.repeat(200)]: '' });
    expect(await keyOf(join(folder, `${'*a'.repeat(100)}*b`))).toBe('error.data.files.noMatch');
  });

  test('a file whose name has a star in it', async () => {
    const folder = folderWith({ 'a*.csv': 'star', 'ab.csv': 'other' });
    const set = await openFiles(join(folder, 'a*.csv'));
    expect(await contentOf(set.files[0]!)).toBe('star');
    expect(set.kind).toBe('file');
  });

  test('the other files beside a single one', async () => {
    const folder = folderWith({ 'a.csv': 'x', 'b.csv.gz': gzipSync('y'), '.hidden': 'x', 'c/d.csv': 'z' });
    symlinkSync(join(folder, 'a.csv'), join(folder, 'link.csv'));
    const beside = await (await openFiles(join(folder, 'a.csv'))).beside();
    expect(beside.map(file => file.path)).toEqual(['b.csv']);
    expect(await contentOf(beside[0]!)).toBe('y');
  });

  test('the path itself may be a link, to a file or a folder', async () => {
    const folder = folderWith({ 'set/a.csv': 'x', 'set/b.csv': 'y' });
    symlinkSync(join(folder, 'set'), join(folder, 'link'));
    symlinkSync(join(folder, 'set', 'a.csv'), join(folder, 'a-link.csv'));
    expect(await pathsOf(join(folder, 'link'))).toEqual(['a.csv', 'b.csv']);
    const file = await openFiles(join(folder, 'a-link.csv'));
    expect(await contentOf(file.files[0]!)).toBe('x');
    expect((await file.beside()).map(({ path }) => path)).toEqual(['b.csv']);
  });

  test('a folder of 20,000 files', async () => {
    const folder = temporaryFolder();
    for (let i = 0; i < 20_000; i++) writeFileSync(join(folder, `${String(i).padStart(5, '0')}.txt`), String(i));
    const { files } = await openFiles(folder);
    expect(files).toHaveLength(20_000);
    expect(await contentOf(files[12_345]!)).toBe('12345');
  });
});

describe('gzip', () => {
  test('is unpacked on the way, by its magic number, and the path stands without .gz', async () => {
    const folder = folderWith({ 'a.csv.gz': gzipSync(NOISE), 'b.bin': gzipSync('packed'), 'c.txt.gz': 'not packed' });
    const set = await openFiles(folder);
    expect(set.files.map(file => file.path)).toEqual(['a.csv', 'b.bin', 'c.txt']);
    expect(set.files[0]!.name).toBe(join(folder, 'a.csv.gz'));
    expect(Buffer.compare(await set.files[0]!.read(), NOISE)).toBe(0);
    expect(Buffer.compare(await streamed(set.files[0]!), NOISE)).toBe(0);
    expect([...(await set.files[0]!.beginning(5))]).toEqual([...NOISE.subarray(0, 5)]);
    expect(await contentOf(set.files[1]!)).toBe('packed');
    expect(await contentOf(set.files[2]!)).toBe('not packed');
  });

  test('of a file that is there plain and gzipped, the plain one counts', async () => {
    const folder = folderWith({ 'a.csv': 'plain', 'a.csv.gz': gzipSync('packed') });
    const set = await openFiles(folder);
    expect(set.files).toHaveLength(1);
    expect(await contentOf(set.files[0]!)).toBe('plain');
  });

  test('several parts one after another are one content', async () => {
    const folder = folderWith({ 'a.gz': Buffer.concat([gzipSync('one '), gzipSync('two')]) });
    expect(await contentOf((await openFiles(join(folder, 'a.gz'))).files[0]!)).toBe('one two');
  });

  test.each<[string, (packed: Buffer) => Uint8Array, string]>([
    ['cut off', packed => packed.subarray(0, packed.length - 9), 'error.data.gzip.truncated'],
    [
      'with a wrong checksum',
      packed => Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8, 7)]),
      'error.data.gzip.damaged',
    ],
  ])('%s: read and stream refuse, the beginning is still there', async (_, change, key) => {
    const folder = folderWith({ 'a.bin.gz': change(gzipSync(NOISE)) });
    const [file] = (await openFiles(join(folder, 'a.bin.gz'))).files;
    expect((await refusalOf(file!.read())).record).toMatchObject({ key, values: { file: join(folder, 'a.bin.gz') } });
    expect((await refusalOf(streamed(file!))).record.key).toBe(key);
    expect([...(await file!.beginning(5))]).toEqual([...NOISE.subarray(0, 5)]);
  });

  test('cut off within its header, or damaged in it: refused at once', async () => {
    const packed = gzipSync('x');
    expect(await keyOf(join(folderWith({ 'a.gz': packed.subarray(0, 6) }), 'a.gz'))).toBe('error.data.gzip.truncated');
    const damaged = Buffer.from(packed);
    damaged[2] = 0xff;
    expect(await keyOf(join(folderWith({ 'a.gz': damaged }), 'a.gz'))).toBe('error.data.gzip.damaged');
    expect(await keyOf(join(folderWith({ 'a.gz': gzipSync('') }), 'a.gz'))).toBe('error.data.files.empty');
  });

  test('a bomb is stopped at the limit, and is never in memory', async () => {
    // 100 MB of zeros, packed twelve times one after another: 1.2 GB.
    const part = gzipSync(Buffer.alloc(100_000_000));
    const folder = folderWith({ 'a.gz': Buffer.concat(Array.from({ length: 12 }, () => part)) });
    const [file] = (await openFiles(join(folder, 'a.gz'))).files;
    const before = process.memoryUsage().arrayBuffers;
    let bytes = 0;
    /** What is held whenever another 16 MiB have come; what is no longer needed goes now and then. */
    const held: number[] = [];
    const all = async () => {
      for await (const piece of file!.stream()) {
        bytes += piece.length;
        if (bytes > held.length * 2 ** 24) held.push(process.memoryUsage().arrayBuffers - before);
      }
    };
    expect((await refusalOf(all())).record).toMatchObject({ key: 'error.data.tooLarge', values: { limit: 1024 } });
    expect(bytes).toBeLessThanOrEqual(MAX_STREAM_BYTES);
    expect(held.length).toBeGreaterThan(60);
    expect(Math.min(...held.slice(held.length / 2))).toBeLessThan(300_000_000);
    expect((await refusalOf(file!.read(1000))).record.key).toBe('error.data.tooLarge');
  });
});

describe('limits of a file', () => {
  test('a plain file that is too large is refused before it is read', async () => {
    const file = join(folderWith({ 'a.bin': 'x' }), 'a.bin');
    truncateSync(file, MAX_STREAM_BYTES + 1);
    const [large] = (await openFiles(file)).files;
    expect((await refusalOf(large!.read())).record).toMatchObject({
      key: 'error.data.tooLarge',
      values: { limit: 512 },
    });
    expect((await refusalOf(streamed(large!))).record).toMatchObject({ values: { limit: 1024 } });
  });

  test('a limit that is given, to the byte', async () => {
    const [file] = (await openFiles(join(folderWith({ 'a.bin': '12345' }), 'a.bin'))).files;
    expect(await file!.read(5)).toHaveLength(5);
    expect((await refusalOf(file!.read(4))).record.key).toBe('error.data.tooLarge');
  });

  test('progress goes up to 1', async () => {
    const folder = folderWith({ 'a.bin': NOISE, 'b.bin.gz': gzipSync(NOISE) });
    for (const file of (await openFiles(folder)).files) {
      const heard: number[] = [];
      await streamed(file, done => heard.push(done));
      expect(heard.length).toBeGreaterThan(1);
      expect(heard).toEqual([...heard].sort((a, b) => a - b));
      expect(heard.at(-1)).toBe(1);
    }
  });
});

describe('what is refused', () => {
  test.each<[string, () => string, string]>([
    ['nothing there', () => join(temporaryFolder(), 'nothing'), 'error.data.notFound'],
    ['a path through a file', () => join(folderWith({ a: 'x' }), 'a', 'b'), 'error.data.notFound'],
    ['an empty file', () => join(folderWith({ 'a.csv': '' }), 'a.csv'), 'error.data.files.empty'],
    ['an empty folder', () => temporaryFolder(), 'error.data.files.emptyFolder'],
    ['a folder of hidden files', () => folderWith({ '.a': 'x', '.b/c': 'x' }), 'error.data.files.emptyFolder'],
    ['a folder of ZIPs', () => folderWith({ 'a.zip': 'PK', 'b.zip': 'PK' }), 'error.data.files.onlyPacked'],
    ['a link that leads nowhere', () => linked('nowhere', 'link'), 'error.data.notFound'],
  ])('%s', async (_, path, key) => {
    expect(await keyOf(path())).toBe(key);
  });

  /** A folder with a link in it; the link's path. */
  function linked(target: string, name: string): string {
    const path = join(folderWith({ 'a.txt': 'x', 'b/c.txt': 'y' }), name);
    symlinkSync(target, path);
    return path;
  }

  test.each([
    ['out of it, to a file', () => join(folderWith({ secret: 'x' }), 'secret')],
    ['out of it, to a folder', () => temporaryFolder()],
    ['up, round in a circle', () => '..'],
    ['within it', () => 'a.txt'],
    ['nowhere', () => 'nowhere'],
  ])('a link inside a folder that leads %s', async (_, target) => {
    const link = linked(target(), 'link');
    expect((await refusalOf(openFiles(dirname(link)))).record).toEqual({
      key: 'error.data.files.link',
      values: { file: link },
    });
    expect(await keyOf(join(dirname(link), 'l*'))).toBe('error.data.files.link');
  });

  test('a pipe is never opened, which would wait for a writer for ever', async () => {
    const folder = folderWith({ 'a.txt': 'x' });
    const pipe = join(folder, 'pipe.csv');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect(await keyOf(pipe)).toBe('error.data.files.special');
    expect(await keyOf(folder)).toBe('error.data.files.special');
    expect(await (await openFiles(join(folder, 'a.txt'))).beside()).toEqual([]);
  });

  test('a socket, a device', async () => {
    const folder = temporaryFolder();
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>(resolve => server.listen(join(folder, 'socket'), resolve));
    expect(await keyOf(join(folder, 'socket'))).toBe('error.data.files.special');
    expect(await keyOf(folder)).toBe('error.data.files.special');
    expect(await keyOf('/dev/null')).toBe('error.data.files.special');
  });

  test('folders too deep within one another', async () => {
    const deep = (depth: number) => folderWith({ [`${'d/'.repeat(depth)}a.txt`]: 'x' });
    expect(await pathsOf(deep(MAX_FOLDER_DEPTH))).toHaveLength(1);
    expect(await keyOf(deep(MAX_FOLDER_DEPTH + 1))).toBe('error.data.files.tooDeep');
  });

  test('an address', async () => {
    expect(await keyOf('https://example.org/a.csv')).toBe('error.data.files.url');
  });

  test.skipIf(process.getuid?.() === 0)(
    'a file or folder that may not be read (root may read all: skipped)',
    async () => {
      const folder = folderWith({ 'a.txt': 'x' });
      chmodSync(join(folder, 'a.txt'), 0);
      expect(await keyOf(join(folder, 'a.txt'))).toBe('error.data.forbidden');
      chmodSync(folder, 0);
      onTestFinished(() => chmodSync(folder, 0o700));
      expect(await keyOf(folder)).toBe('error.data.forbidden');
    },
  );

  test.skipIf(process.platform !== 'linux')(
    'a name that is not UTF-8 (elsewhere there are none: skipped)',
    async () => {
      const folder = temporaryFolder();
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9)]), 'x');
      expect(await keyOf(folder)).toBe('error.data.files.unreadableName');
    },
  );

  test.each<[string, string, string, Uint8Array]>([
    ['a spreadsheet', 'a.xlsx', 'error.data.files.workbook', Buffer.from('PK\x03\x04')],
    ['an old spreadsheet', 'a.xls', 'error.data.files.workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['an archive', 'a.7z', 'error.data.files.archive', Buffer.from('377abcaf271c', 'hex')],
    ['a table of another kind', 'a.parquet', 'error.data.files.otherTable', Buffer.from('PAR1')],
    [
      'a spreadsheet by another name',
      'a.csv',
      'error.data.files.workbook',
      Buffer.from(`PK\x03\x04[Content_Types].xml`),
    ],
    ['an image under another name', 'a.csv', 'error.data.images.single', Buffer.from('\x89PNG\r\n', 'latin1')],
    ['a part of a web page', 'a.csv', 'error.data.files.webPage', Buffer.from('<table>\n<tr><td>1</td></tr>')],
    [
      'a spreadsheet of OpenDocument under another name',
      'a.csv',
      'error.data.files.workbook',
      zipBytes([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 }]),
    ],
    ['a web page', 'a.csv', 'error.data.files.webPage', Buffer.from('\n<!DOCTYPE html>\n<html lang="en">')],
    ['ARFF', 'a.arff', 'error.data.files.otherTable', Buffer.from('% of Weka\n\n@RELATION iris\n')],
    ['pickled objects', 'a.pkl', 'error.data.files.otherTable', Buffer.from('800495', 'hex')],
  ])('%s', async (_, name, key, bytes) => {
    expect(await keyOf(join(folderWith({ [name]: bytes }), name))).toBe(key);
  });

  test.each(['{braces} and <html> are words here\n', '[deleted]\n', '@relation is a word\n'.slice(1)])(
    'but not a text that begins %j',
    async text => {
      expect((await openFiles(join(folderWith({ 'a.txt': text }), 'a.txt'))).files).toHaveLength(1);
    },
  );
});

describe('a file that changes after it was listed', () => {
  const listed = async () => {
    const folder = folderWith({ 'a.csv': 'x,y\n', 'b.csv': NOISE });
    return { folder, set: await openFiles(folder) };
  };

  test.each<[string, (file: string) => void]>([
    ['grows', file => appendFileSync(file, 'z')],
    ['shrinks', file => truncateSync(file, 1)],
    ['vanishes', file => rmSync(file)],
    [
      'becomes a link',
      file => {
        rmSync(file);
        symlinkSync('/etc/hostname', file);
      },
    ],
    [
      'becomes a folder',
      file => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
    [
      'becomes a pipe',
      file => {
        rmSync(file);
        spawnSync('mkfifo', [file]);
      },
    ],
  ])('%s', async (_, change) => {
    const { folder, set } = await listed();
    const path = join(folder, 'a.csv');
    change(path);
    const file = fileOf(set, 'a.csv');
    const refusal = { key: 'error.data.files.changed', values: { file: path } };
    expect((await refusalOf(file.read())).record).toEqual(refusal);
    expect((await refusalOf(streamed(file))).record).toEqual(refusal);
    expect((await refusalOf(file.beginning(1))).record).toEqual(refusal);
  });

  test('while it is read', async () => {
    const { folder, set } = await listed();
    let grown = false;
    const refusal = await refusalOf(
      streamed(fileOf(set, 'b.csv'), () => {
        if (!grown) appendFileSync(join(folder, 'b.csv'), 'z');
        grown = true;
      }),
    );
    expect(refusal.record.key).toBe('error.data.files.changed');
  });
});

const REAL = '../shared/data';
test.skipIf(!existsSync(REAL))(`real data (skipped without ${REAL})`, async () => {
  expect(await pathsOf(join(REAL, 'movie-reviews', 'rt-polarity.*'))).toEqual(['rt-polarity.neg', 'rt-polarity.pos']);
  expect((await pathsOf(REAL)).map(path => basename(path))).toContain('t10k-images-idx3-ubyte');
});
