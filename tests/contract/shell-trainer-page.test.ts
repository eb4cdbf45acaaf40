import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepare } from '#electron/data/prepare.ts';
import { TRAINER } from '#electron/desktop/channels.ts';
import { PreparedFiles } from '#electron/desktop/prepared-files.ts';
import { appProtocol } from '#electron/desktop/protocol.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { type BackendId, DEFAULT_HYPERPARAMETERS, type Hyperparameters } from '#shared/domain/hyperparameters.ts';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import { runAll } from './engine-networks.ts';
import type { RunEngines } from './engines-page.ts';
import { expectClose } from './expect-close.ts';

/*
 * The hidden trainer window's page in a real Chromium, answered by the app's own protocol: the worker is loaded, WASM
 * compiles under the page's policy, and a trial trains on a prepared file. Only Electron itself is missing here.
 */

const executablePath = findBrowser();
if (executablePath === null) console.warn('SKIPPED: the trainer window’s page, because there is no Chromium.');

/** Chromium's own card in software. */
const SOFTWARE_CARD = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** A message of the trainer as it crosses to the test. */
interface Said {
  exit?: string;
  message?: { type: string; [key: string]: unknown };
}

describe.skipIf(executablePath === null)('the trainer window’s page', () => {
  const files = new PreparedFiles();
  let folder: string;
  let server: Server;
  let browser: Browser;
  let address: string;
  let preparedPath: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'descent-trainer-page-'));
    const page = join(folder, 'page');
    const input = {
      trainer: fileURLToPath(new URL('../../electron/desktop/trainer-page.ts', import.meta.url)),
      engines: fileURLToPath(new URL('engines-page.ts', import.meta.url)),
    };
    const output = { entryFileNames: '[name].js' };
    await build({
      configFile: false,
      logLevel: 'warn',
      root: fileURLToPath(new URL('../../renderer/', import.meta.url)),
      worker: { format: 'es' },
      build: {
        outDir: page,
        emptyOutDir: true,
        minify: false,
        assetsInlineLimit: 0,
        rolldownOptions: { input, output },
      },
    });
    preparedPath = (await prepare('sample:digits', {}, folder, () => undefined)).dataset.file;
    const answer = await appProtocol(page, pathname => files.pathOf(pathname));
    server = createServer(async (request, response) => {
      const reply = await answer(new Request(`app://trainer${request.url}`));
      response.writeHead(reply.status, Object.fromEntries(reply.headers));
      response.end(Buffer.from(await reply.arrayBuffer()));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({
      ...(executablePath === null ? {} : { executablePath }),
      args: [...BROWSER_FLAGS, ...SOFTWARE_CARD],
      chromiumSandbox: false,
    });
  });
  afterAll(async () => {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  });

  /**
   * Starts a trainer as the main process does, sends it one message after the other, and collects what it says until its end, or until it
   * is free and there is nothing more to do.
   */
  async function run(...messages: unknown[]): Promise<Said[]> {
    const page = await browser.newPage();
    await page.goto(address);
    const said = await page.evaluate(
      ([channel, [first, ...others]]) =>
        new Promise<Said[]>(resolve => {
          const heard: Said[] = [];
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }: MessageEvent<Said>) => {
            heard.push(data);
            if (data.exit !== undefined) resolve(heard);
            if (data.message?.free !== true) return;
            if (others.length > 0) port1.postMessage(others.shift());
            else resolve(heard);
          };
          port1.postMessage(first);
          window.postMessage(channel, '/', [port2]);
        }),
      [TRAINER, messages] as const,
    );
    await page.close();
    return said;
  }

  /** Trains every network on a backend in a Worker of the page. */
  async function runEngines(backend: BackendId): Promise<Record<string, number[]>> {
    const page = await browser.newPage();
    await page.goto(address);
    await page.addScriptTag({ type: 'module', url: '/engines.js' });
    const numbers = await page.evaluate(
      id => (globalThis as unknown as { runEngines: RunEngines }).runEngines(id),
      backend,
    );
    await page.close();
    return numbers;
  }

  const trial = (choice: Partial<Hyperparameters>, backend: BackendId) => ({
    type: 'train',
    hyperparameters: { ...DEFAULT_HYPERPARAMETERS, model: 'linear', learningRate: 0.1, ...choice },
    backend,
    preparedFile: address + new URL(files.urlOf(preparedPath)).pathname,
    dataDigest: createHash('sha256').update(readFileSync(preparedPath)).digest('hex'),
  });

  test.each(['wasm', 'webgpu'] as const)('a trial on %s trains on the prepared file and ends', async backend => {
    const steps = backend === 'wasm' ? 20 : 2;
    const said = await run(trial({ steps, evalEvery: steps }, backend));
    expect(said.find(({ message }) => message?.type === 'ended')?.message).toMatchObject({
      status: 'finished',
      reason: null,
      steps,
    });
    expect(said.map(({ message }) => message?.type)).toContain('metrics');
    // A Worker that used the card ends; another is free for the next trial.
    if (backend === 'webgpu') expect(said.at(-1)).toEqual({ exit: 'exit code 0' });
    else expect(said.at(-1)?.message).toMatchObject({ type: 'ended', free: true });
  });

  test('a Worker trains one trial after the other, each as if it were the first', async () => {
    const choice = { steps: 20, evalEvery: 20 };
    const said = await run(trial(choice, 'wasm'), trial({ ...choice, seed: 2 }, 'wasm'), trial(choice, 'wasm'));
    const ends = said.flatMap(({ message }, i) => (message?.type === 'ended' ? [i] : []));
    const evaluations = ends.map((end, i) =>
      said
        .slice(i === 0 ? 0 : ends[i - 1], end)
        .flatMap(({ message }) => (/dev loss/.test(String(message?.line)) ? [message?.line] : [])),
    );
    expect(evaluations.map(lines => lines.length)).toEqual([2, 2, 2]);
    expect(evaluations[2]).toEqual(evaluations[0]);
    expect(evaluations[1]).not.toEqual(evaluations[0]);
  });

  test('on wasm every network gives the numbers that it gives in Node, bit for bit', async () => {
    expect(await runEngines('wasm')).toEqual(await runAll(createKernelEngine));
  });

  test('on webgpu every network gives the kernels’ numbers, give or take the order of sums', async () => {
    const kernels = await runAll(createKernelEngine);
    const card = await runEngines('webgpu');
    for (const [name, numbers] of Object.entries(kernels)) expectClose(card[name] ?? [], numbers, name);
  });

  test('backends are measured, or it is said why they can’t be', async () => {
    const measured = async (backend: BackendId) =>
      (await run({ type: 'measure', backend, seconds: 0.1 })).find(({ message }) => message?.type === 'measured')
        ?.message;
    expect(await measured('wasm')).toMatchObject({ reason: null, device: null });
    expect(await measured('webgpu')).toMatchObject({ reason: null, device: { software: true } });
    expect(await measured('cuda')).toMatchObject({ reason: { key: 'reason.backend.cuda.notInPage' }, stepMs: null });
  });

  test('a prepared file of another digest is not trained on', async () => {
    const said = await run({ ...trial({ steps: 20 }, 'wasm'), dataDigest: 'ab'.repeat(32) });
    const ended = said.find(({ message }) => message?.type === 'ended')?.message;
    expect(ended).toMatchObject({ status: 'failed', reason: { key: 'reason.failed.dataChanged' } });
  });

  test('a file that was not shared can’t be read', async () => {
    const said = await run({ ...trial({ steps: 20 }, 'wasm'), preparedFile: `${address}/etc/passwd` });
    expect(said.find(({ message }) => message?.type === 'ended')?.message).toMatchObject({ status: 'failed' });
  });
});
