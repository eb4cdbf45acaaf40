import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layersModel } from '#electron/trained/export/tfjs.ts';
import { createKernelEngine } from '#electron/trainer/engines/kernel/kernel-engine.ts';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import { batchOf, NETWORKS, ROWS } from './engine-networks.ts';

const executablePath = findBrowser();
if (executablePath === null)
  console.log('skipped: exported networks in a real browser, since there is no Chromium (apt-get install chromium)');

const ADDRESS = 'http://exported.test';

describe.skipIf(executablePath === null)('exported for TensorFlow.js, in a real browser', () => {
  let browser: Browser;
  let script: string;

  beforeAll(async () => {
    const input = fileURLToPath(new URL('tfjs-page.ts', import.meta.url));
    const bundle = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
    const { output } = await bundle.generate({ format: 'iife', codeSplitting: false });
    await bundle.close();
    script = output[0].code;
    browser = await chromium.launch({
      ...(executablePath === null ? {} : { executablePath }),
      args: [...BROWSER_FLAGS],
      chromiumSandbox: false,
    });
  }, 60_000);
  afterAll(() => browser?.close());

  it.each(Object.keys(NETWORKS))('%s is fetched as files and computes the same numbers', async name => {
    const { layers, inputs, tokens } = NETWORKS[name]!;
    const network = { layers };
    const trainee = { network, loss: 'crossEntropy', optimizer: 'sgd', momentum: 0, weightDecay: 0, seed: 7 } as const;
    const engine = await createKernelEngine(trainee, ROWS, inputs);
    // Biases begin at zero: some steps move all of it.
    for (let i = 0; i < 20; i++) await engine.step(batchOf(inputs, tokens, i), 0.3, false);
    const batch = batchOf(inputs, tokens, 99);
    const wanted = await engine.outputs(batch);
    const { json, weights } = layersModel(network, await engine.weights(), { generatedBy: 'test', classify: false });
    const [path] = (json as { weightsManifest: { paths: string[] }[] }).weightsManifest.flatMap(({ paths }) => paths);

    const page = await browser.newPage();
    const files: Record<string, string | Buffer> = {
      '/': '<!doctype html><title>exported</title><script src="page.js"></script>',
      '/page.js': script,
      '/model.json': JSON.stringify(json),
      [`/${path}`]: Buffer.from(weights),
    };
    const fetched: string[] = [];
    await page.route('**', route => {
      const { pathname } = new URL(route.request().url());
      fetched.push(pathname);
      const body = files[pathname];
      const contentType = pathname.endsWith('.js') ? 'text/javascript' : pathname === '/' ? 'text/html' : undefined;
      return body === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({ body, ...(contentType && { contentType }) });
    });
    await page.goto(`${ADDRESS}/`);
    const shape = name === 'cnn' ? [ROWS, 11, 9, 2] : [ROWS, inputs];
    const got = await page.evaluate(
      ([address, values, shape, type]) =>
        (globalThis as unknown as { predict(...given: unknown[]): Promise<number[]> }).predict(
          address,
          values,
          shape,
          type,
        ),
      [`${ADDRESS}/model.json`, [...batch.inputs], shape, tokens ? 'int32' : 'float32'] as const,
    );
    await page.close();
    expect(fetched).toEqual(expect.arrayContaining(['/model.json', `/${path}`]));
    expect(got.length).toBe(wanted.length);
    wanted.forEach((value, i) => {
      expect(Math.abs(value - got[i]!), `output ${i}: ${value}, ${got[i]}`).toBeLessThan(1e-5);
    });
    expect(Math.max(...wanted.map(Math.abs)), 'a network that says something').toBeGreaterThan(0.1);
  });
});
