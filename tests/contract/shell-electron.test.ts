import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '#electron/start/build.ts';
import { hasDisplay } from '#electron/start/display.ts';
import { electronProgram } from '#electron/start/electron-runtime.ts';
import type { DesktopBridge } from '#shared/contract/bridge.ts';

const program = electronProgram();
const possible = program !== null && hasDisplay();
if (!possible) {
  const why = program === null ? 'Electron’s runtime is not installed' : 'there is no display';
  console.warn(`SKIPPED: the desktop in a real Electron, because ${why}. The stand-in’s tests run instead.`);
}

type PageWindow = { descent: DesktopBridge };

describe.skipIf(!possible)('the desktop in a real Electron', () => {
  let home: string;
  let app: ElectronApplication;
  let page: Page;
  beforeAll(async () => {
    await ensureBuilt(() => undefined);
    home = await mkdtemp(join(tmpdir(), 'descent-electron-'));
    const root = fileURLToPath(new URL('../../', import.meta.url));
    // Chromium's sandbox refuses to run for root, as in many containers.
    const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    app = await _electron.launch({ executablePath: program ?? '', args: [...flags, root, '--home', home] });
    page = await app.firstWindow();
  });
  afterAll(async () => {
    await app.close();
    await rm(home, { recursive: true });
  });

  test('shows the page, under its policy', async () => {
    expect(page.url()).toBe('app://descent/');
    await expect.poll(() => page.locator('#root > *').count()).toBeGreaterThan(0);
  });

  test('the page has the bridge and nothing of Node', async () => {
    const seen = await page.evaluate(() => ({
      bridge: Object.keys((globalThis as unknown as PageWindow).descent).sort(),
      node: ['require', 'process', 'module', 'Buffer'].filter(name => name in globalThis),
    }));
    expect(seen).toEqual({ bridge: ['ask', 'onEvent'], node: [] });
  });

  test('the contract answers through the bridge', async () => {
    const answer = await page.evaluate(() => (globalThis as unknown as PageWindow).descent.ask('projects.list', {}));
    expect(answer).toEqual({ output: [] });
  });

  test('a trial runs in the hidden window', async () => {
    const status = await page.evaluate(async () => {
      const { descent } = globalThis as unknown as PageWindow;
      const ask = async (name: string, input: unknown) => {
        const answer = await descent.ask(name, input);
        if ('refusal' in answer) throw new Error(JSON.stringify(answer.refusal));
        return answer.output as Record<string, unknown>;
      };
      const project = await ask('projects.create', { source: 'sample:digits' });
      const choice = { model: 'linear', steps: 50, backend: 'wasm' };
      const stage = await ask('trial.start', { projectId: project.id, choice, learningRate: 0.1 });
      for (;;) {
        const view = (await ask('stages.view', { stageId: stage.id })) as { trials: { status: string }[] };
        const [trial] = view.trials;
        if (trial && !['queued', 'running'].includes(trial.status)) return trial.status;
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    });
    expect(status).toBe('finished');
  });
});
