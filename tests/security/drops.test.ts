import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Drops } from '#electron/server/drops.ts';
import { MAX_DROP_FILE_BYTES } from '#shared/contract/drop.ts';
import { SESSION_HEADER } from '#shared/contract/wire.ts';
import { temporaryHome } from '../tools/home.ts';
import { type Fixture, signIn, startFixture } from './fixture.ts';

const ID = '0192f1a0-0000-7000-8000-000000000001';
const OTHER = '0192f1a0-0000-7000-8000-000000000002';

let fixture: Fixture;
let secret: string;
beforeEach(async () => {
  fixture = await startFixture();
  secret = await signIn(fixture);
});
afterEach(() => fixture.close());

const dropped = (...path: string[]): string => join(fixture.home, 'dropped', ...path);

interface Answer {
  status: number;
  path?: string;
  refusal?: { key: string; values: Record<string, unknown> };
}

/** A request as the page sends it, unless `headers` say otherwise. */
function start(path: string, headers: Record<string, string> = {}, method = 'PUT'): ClientRequest {
  const all = { [SESSION_HEADER]: secret, Origin: fixture.server.address, ...headers };
  return request({ host: '127.0.0.1', port: fixture.port, path, method, headers: all, agent: false });
}

const answered = (sent: ClientRequest): Promise<Answer> =>
  new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response: IncomingMessage) => {
      let body = '';
      response.setEncoding('utf8').on('data', text => {
        body += text;
      });
      response.on('end', () => {
        const json = String(response.headers['content-type']).startsWith('application/json') ? JSON.parse(body) : {};
        resolve({ status: response.statusCode ?? 0, ...json });
      });
    });
  });

function put(path: string, content: string, headers: Record<string, string> = {}): Promise<Answer> {
  const sent = start(path, headers);
  const answer = answered(sent);
  sent.end(content);
  return answer;
}

const requested = (path: string, method: string, headers: Record<string, string> = {}): Promise<Answer> => {
  const sent = start(path, headers, method);
  const answer = answered(sent);
  sent.end();
  return answer;
};

describe('what is kept', () => {
  test('files lie below a folder of their own, which only their owner may look into', async () => {
    const first = await put(`/drop/${ID}/pets/cats/${encodeURIComponent('猫 1%.png')}`, 'miaow');
    expect(first).toEqual({ status: 201, path: dropped(ID, 'pets') });
    expect(await put(`/drop/${ID}/pets/dogs/2.png`, 'woof')).toEqual(first);
    expect(await readFile(dropped(ID, 'pets', 'cats', '猫 1%.png'), 'utf8')).toBe('miaow');
    expect(await readFile(dropped(ID, 'pets', 'dogs', '2.png'), 'utf8')).toBe('woof');
    if (process.platform !== 'win32') expect((await stat(dropped(ID))).mode & 0o777).toBe(0o700);
  });

  test('a drop can be thrown away, and takes nothing any more then', async () => {
    await put(`/drop/${ID}/a.csv`, 'x');
    await put(`/drop/${OTHER}/a.csv`, 'x');
    expect((await requested(`/drop/${ID}`, 'DELETE')).status).toBe(204);
    expect(await readdir(dropped())).toEqual([OTHER]);
    expect((await put(`/drop/${ID}/b.csv`, 'x')).refusal?.key).toBe('error.drop.unknown');
  });

  test('one that can’t be removed is told, and the server goes on', async () => {
    await put(`/drop/${ID}/a.csv`, 'x');
    const removal = vi.spyOn(Drops.prototype, 'discard').mockRejectedValueOnce(new Error('EBUSY'));
    const answer = await requested(`/drop/${ID}`, 'DELETE');
    removal.mockRestore();
    expect(answer).toMatchObject({ status: 400, refusal: { key: 'error.internal' } });
    expect((await put(`/drop/${OTHER}/a.csv`, 'x')).status).toBe(201);
  });

  test('after a restart nothing is added to an earlier drop, and nothing taken from it', async () => {
    await put(`/drop/${ID}/a.csv`, 'x');
    await fixture.restart();
    secret = await signIn(fixture);
    expect((await put(`/drop/${ID}/b.csv`, 'x')).status).toBe(400);
    expect((await requested(`/drop/${ID}`, 'DELETE')).status).toBe(204);
    expect(await readdir(dropped(ID))).toEqual(['a.csv']);
  });

  test('nothing is overwritten', async () => {
    await put(`/drop/${ID}/a.csv`, 'first');
    expect((await put(`/drop/${ID}/a.csv`, 'second')).refusal?.key).toBe('error.drop.twice');
    expect(existsSync(dropped(ID))).toBe(false);
  });

  test('a file in the place of a folder is told as such', async () => {
    await put(`/drop/${ID}/a`, 'file');
    expect((await put(`/drop/${ID}/a/b`, 'below it')).refusal?.key).toBe('error.drop.twice');
  });
});

describe('who may drop', () => {
  test('only who is signed in, from our own page', async () => {
    const path = `/drop/${ID}/a.csv`;
    expect((await put(path, 'x', { [SESSION_HEADER]: 'other' })).status).toBe(403);
    for (const Origin of ['null', 'http://example.com', `http://localhost:${fixture.port}`])
      expect((await put(path, 'x', { Origin })).status, Origin).toBe(403);
    expect((await put(path, 'x', { Host: 'example.com', Origin: 'http://example.com' })).status).toBe(403);
    expect((await requested(`/drop/${ID}`, 'DELETE', { Origin: 'http://example.com' })).status).toBe(403);
    expect(existsSync(dropped())).toBe(false);
  });

  test('not without an origin: unlike reading, this changes something', async () => {
    const sent = request({
      host: '127.0.0.1',
      port: fixture.port,
      path: `/drop/${ID}/a.csv`,
      method: 'PUT',
      headers: { [SESSION_HEADER]: secret },
      agent: false,
    });
    const answer = answered(sent);
    sent.end('x');
    expect((await answer).status).toBe(403);
  });
});

describe('where it may go', () => {
  const outside = [
    '../escaped',
    '..%2fescaped',
    '%2e%2e/escaped',
    '%2e%2e%2fescaped',
    'a/../../escaped',
    'a/%2e%2e/%2e%2e/escaped',
    '..%5cescaped',
    '%2fescaped',
    '/escaped',
    'a//b',
    'a/',
    './a',
    '%2e',
    'a%00b',
    'a%0ab',
    '%',
    '%zz',
    '%c0%ae%c0%ae/escaped',
    'x'.repeat(256),
    encodeURIComponent('猫'.repeat(90)),
    Array.from({ length: 40 }, () => 'a').join('/'),
    Array.from({ length: 6 }, () => 'y'.repeat(200)).join('/'),
  ];
  test.each(outside)('a path that leads out, or is none, is refused: %s', async path => {
    const answer = await put(`/drop/${ID}/${path}`, 'x');
    expect(answer).toMatchObject({ status: 400, refusal: { key: 'error.drop.name' } });
    expect(existsSync(dropped())).toBe(false);
    expect((await readdir(fixture.home)).sort()).toEqual(['page', 'secret.txt']);
  });

  test('a bad name ends the whole drop', async () => {
    await put(`/drop/${ID}/a.csv`, 'x');
    await put(`/drop/${ID}/%00`, 'x');
    expect(await readdir(dropped())).toEqual([]);
  });

  test.each([
    '/drop/',
    '/drop/a.csv',
    `/drop/${ID}`,
    `/drop/${ID}/`,
    `/drop/${ID.toUpperCase()}X/a.csv`,
    '/drop/../a.csv',
    '/drop/..%2f..%2fa/a.csv',
    `/drop/${ID}%2f..%2fa/a.csv`,
  ])('an address without a drop’s name leads nowhere: %s', async path => {
    expect((await put(path, 'x')).status).toBe(404);
    expect(existsSync(dropped())).toBe(false);
  });

  test('nothing of a drop is ever served', async () => {
    await put(`/drop/${ID}/index.html`, '<!doctype html>');
    for (const method of ['GET', 'HEAD', 'POST'])
      expect((await requested(`/drop/${ID}/index.html`, method)).status).toBe(404);
  });
});

describe('how much it may be', () => {
  test('a file that announces too much is refused before it is sent, with the limit', async () => {
    const sent = start(`/drop/${ID}/big.csv`, { 'Content-Length': String(MAX_DROP_FILE_BYTES + 1) });
    const answer = answered(sent);
    sent.flushHeaders();
    expect(await answer).toMatchObject({
      status: 400,
      refusal: { key: 'error.drop.fileTooLarge', values: { limit: 512 } },
    });
    sent.destroy();
    expect(await readdir(dropped())).toEqual([]);
  });

  const limits = { files: 3, fileBytes: 1000, bytes: 1500, allBytes: 10_000 };
  const content = (bytes: number) => Readable.from([Buffer.alloc(bytes / 2), Buffer.alloc(bytes / 2)]);

  test('one that did not announce it is refused where it passes the limit, and the drop removed', async () => {
    const folder = temporaryHome();
    const drops = new Drops(folder, limits);
    await drops.put(ID, 'a', content(10), null);
    await expect(drops.put(ID, 'b', content(1002), null)).rejects.toMatchObject({
      record: { key: 'error.drop.fileTooLarge' },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('files count together, in bytes and in number', async () => {
    const folder = temporaryHome();
    const drops = new Drops(folder, limits);
    await drops.put(ID, 'a', content(1000), null);
    await expect(drops.put(ID, 'b', content(600), null)).rejects.toMatchObject({
      record: { key: 'error.drop.tooLarge' },
    });
    for (const name of ['a', 'b', 'c']) await drops.put(OTHER, name, content(10), 10);
    await expect(drops.put(OTHER, 'd', content(10), 10)).rejects.toMatchObject({
      record: { key: 'error.drop.tooManyFiles', values: { limit: 3 } },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('all drops together have a limit, those of earlier days too; what is deleted makes room', async () => {
    const folder = temporaryHome();
    await mkdir(join(folder, 'earlier', 'deep'), { recursive: true });
    await writeFile(join(folder, 'earlier', 'deep', 'a.csv'), Buffer.alloc(9500));
    const drops = new Drops(folder, limits);
    const full = { record: { key: 'error.drop.folderFull' } };
    await expect(drops.put(ID, 'a', content(600), null)).rejects.toMatchObject(full);
    await expect(drops.put(OTHER, 'a', content(600), 600)).rejects.toMatchObject(full);
    expect(await readdir(folder)).toEqual(['earlier']);
    await rm(join(folder, 'earlier'), { recursive: true });
    expect(await new Drops(folder, limits).put(ID, 'a', content(600), null)).toBe(join(folder, ID, 'a'));
  });
});

test('an upload that is cut off leaves nothing, and the server goes on', async () => {
  await put(`/drop/${ID}/a.csv`, 'x');
  const sent = start(`/drop/${ID}/b.csv`, { 'Content-Length': '1000000' });
  sent.on('error', () => undefined);
  sent.write('some');
  await expect.poll(() => existsSync(dropped(ID, 'b.csv'))).toBe(true);
  sent.destroy();
  await expect.poll(() => existsSync(dropped(ID))).toBe(false);
  expect((await put(`/drop/${OTHER}/a.csv`, 'x')).status).toBe(201);
});

test('an upload that stalls is ended, and leaves nothing', async () => {
  await fixture.close();
  fixture = await startFixture({ uploadIdleMs: 50 });
  secret = await signIn(fixture);
  const sent = start(`/drop/${ID}/b.csv`, { 'Content-Length': '1000000' });
  const ended = new Promise(resolve => sent.on('error', resolve));
  sent.write('some');
  await ended;
  await expect.poll(() => existsSync(dropped(ID))).toBe(false);
  expect((await put(`/drop/${OTHER}/a.csv`, 'x')).status).toBe(201);
});

test('a folder that was there before is not written into', async () => {
  await mkdir(dropped(ID), { recursive: true });
  expect((await put(`/drop/${ID}/a.csv`, 'x')).status).toBe(400);
  expect(await readdir(dropped(ID))).toEqual([]);
});
