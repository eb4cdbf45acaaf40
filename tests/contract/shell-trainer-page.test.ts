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
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';

/*
 * The hidden trainer window's page in a real Chromium, answered by the app's own protocol: the worker is loaded, WASM
 * compiles under the page's policy, and a trial trains on a prepared file. Only Electron itself is missing here.
 */

const executablePath = findBrowser();
if (executablePath === null) console.warn('SKIPPED: the trainer window’s page, because there is no Chromium.');

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
    const input = { trainer: fileURLToPath(new URL('../../electron/desktop/trainer-page.ts', import.meta.url)) };
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
      args: BROWSER_FLAGS,
      chromiumSandbox: false,
    });
  });
  afterAll(async () => {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true });
  });

  /** Starts a trainer as the main process does, sends it one message and collects what it says until its end. */
  async function run(message: unknown): Promise<Said[]> {
    const page = await browser.newPage();
    await page.goto(address);
    const said = await page.evaluate(
      ([channel, first]) =>
        new Promise<Said[]>(resolve => {
          const heard: Said[] = [];
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }: MessageEvent<Said>) => {
            heard.push(data);
            if (data.exit !== undefined) resolve(heard);
          };
          port1.postMessage(first);
          window.postMessage(channel, '/', [port2]);
        }),
      [TRAINER, message] as const,
    );
    await page.close();
    return said;
  }

  test('a trial trains on the prepared file and ends', async () => {
    const hyperparameters = { ...DEFAULT_HYPERPARAMETERS, model: 'linear', learningRate: 0.1, steps: 20 };
    const url = new URL(files.urlOf(preparedPath));
    const preparedFile = address + url.pathname;
    const said = await run({ type: 'train', hyperparameters, backend: 'wasm', preparedFile });
    expect(said.find(({ message }) => message?.type === 'ended')?.message).toMatchObject({
      status: 'finished',
      reason: null,
      steps: 20,
    });
    expect(said.map(({ message }) => message?.type)).toContain('metrics');
    expect(said.at(-1)).toEqual({ exit: 'exit code 0' });
  });

  test('a backend is measured', async () => {
    const said = await run({ type: 'measure', backend: 'wasm', seconds: 0.1 });
    expect(said.find(({ message }) => message?.type === 'measured')?.message).toMatchObject({ reason: null });
  });

  test('a file that was not shared can’t be read', async () => {
    const hyperparameters = { ...DEFAULT_HYPERPARAMETERS, model: 'linear', learningRate: 0.1, steps: 20 };
    const said = await run({ type: 'train', hyperparameters, backend: 'wasm', preparedFile: `${address}/etc/passwd` });
    expect(said.find(({ message }) => message?.type === 'ended')?.message).toMatchObject({ status: 'failed' });
  });
});
