import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PreparedFiles } from '#electron/desktop/prepared-files.ts';
import { appProtocol } from '#electron/desktop/protocol.ts';

const SECRET = 'not for the page';
const files = new PreparedFiles();
let folder: string;
let answer: (request: Request) => Promise<Response>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'descent-protocol-'));
  const page = join(folder, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Descent</title>');
  await writeFile(join(page, 'trainer.js'), 'void 0;');
  await writeFile(join(page, 'assets', 'a.wasm'), 'wasm');
  await writeFile(join(folder, 'secret.txt'), SECRET);
  await writeFile(join(folder, 'data.bin'), 'prepared');
  answer = await appProtocol(page, pathname => files.pathOf(pathname));
});
afterAll(() => rm(folder, { recursive: true }));

const get = (url: string) => answer(new Request(url));

describe('the page', () => {
  test('is served under a strict policy', async () => {
    const reply = await get('app://descent/');
    expect(await reply.text()).toContain('<title>Descent</title>');
    expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = reply.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/unsafe|blob:|ws:/);
    expect((await get('app://descent/assets/a.wasm')).headers.get('content-type')).toBe('application/wasm');
  });

  test.each([
    'app://descent/../secret.txt',
    'app://descent/assets/../../secret.txt',
    'app://descent/%2e%2e/secret.txt',
    'app://descent/..%2fsecret.txt',
    'app://descent/%252e%252e%252fsecret.txt',
    'app://descent/..%5csecret.txt',
    'app://descent/..\\secret.txt',
    'app://descent//secret.txt',
    'app://descent/prepared/../secret.txt',
    'app://trainer/..%2fsecret.txt',
    'app://trainer/prepared/..%2f..%2fsecret.txt',
  ])('no path leads out of it: %s', async url => {
    const reply = await get(url);
    expect(reply.status).toBe(404);
    expect(await reply.text()).not.toContain(SECRET);
  });

  test('an absolute path of the disk is not served', async () => {
    expect((await get(`app://descent${folder}/secret.txt`)).status).toBe(404);
    expect((await get(`app://trainer${folder}/secret.txt`)).status).toBe(404);
  });

  test('foreign hosts and other methods are refused', async () => {
    expect((await get('app://descent.evil/')).status).toBe(403);
    expect((await answer(new Request('app://descent/', { method: 'POST', body: 'x' }))).status).toBe(405);
  });
});

describe('the trainer window', () => {
  test('may compile WASM and run workers, and has a page of one script', async () => {
    const reply = await get('app://trainer/');
    expect(await reply.text()).toContain('src="/trainer.js"');
    expect(reply.headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect((await get('app://trainer/trainer.js')).status).toBe(200);
  });

  test('reads the prepared files it was told of, and the page does not', async () => {
    const url = files.urlOf(join(folder, 'data.bin'));
    expect(url).toMatch(/^app:\/\/trainer\/prepared\/[0-9a-f-]{36}$/);
    expect(files.urlOf(join(folder, 'data.bin'))).toBe(url);
    expect(await (await get(url)).text()).toBe('prepared');
    expect((await get(url.replace('trainer', 'descent'))).status).toBe(404);
    expect((await get('app://trainer/prepared/data.bin')).status).toBe(404);
  });
});
