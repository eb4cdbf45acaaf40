import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PreloadApi } from '#electron/desktop/electron-api.ts';
import { pageBridge } from '#electron/desktop/page-bridge.ts';
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

/** A bridge is made only to see what it has. */
const NO_ELECTRON = {} as PreloadApi;

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
    // Not the first window: the hidden one, in which backends are measured, may be there before.
    const shown = () => app.windows().find(window => window.url().startsWith('app://descent/'));
    await expect.poll(shown).toBeDefined();
    page = shown()!;
  });
  afterAll(async () => {
    await app.close();
    await rm(home, { recursive: true });
  });

  test('shows the page, under its policy, on the home that was named', async () => {
    expect(page.url()).toBe('app://descent/');
    await expect.poll(() => page.locator('#root > *').count()).toBeGreaterThan(0);
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
    expect(policy).toContain("default-src 'none'");
    const info = await page.evaluate(() => (globalThis as unknown as PageWindow).descent.ask('app.info', {}));
    expect(info).toMatchObject({ output: { home } });
  });

  test('the page has the bridge and nothing of Node', async () => {
    const seen = await page.evaluate(() => ({
      bridge: Object.keys((globalThis as unknown as PageWindow).descent).sort(),
      node: ['require', 'process', 'module', 'Buffer'].filter(name => name in globalThis),
    }));
    expect(seen).toEqual({ bridge: Object.keys(pageBridge(NO_ELECTRON)).sort(), node: [] });
  });

  test('the contract answers through the bridge', async () => {
    const answer = await page.evaluate(() => (globalThis as unknown as PageWindow).descent.ask('projects.list', {}));
    expect(answer).toEqual({ output: [] });
  });

  test('a file that is dropped has a path', async () => {
    const path = await page.evaluate(() =>
      (globalThis as unknown as PageWindow).descent.pathOf(new File(['x'], 'x.csv')),
    );
    // One that was made on the page has none; what counts is that the question arrives.
    expect(path).toBe('');
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

  // The last one: Playwright's page does not come back.
  test('a page that crashes is opened anew and says so', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows();
      windows
        .find(window => window.webContents.getURL().startsWith('app://descent/'))
        ?.webContents.forcefullyCrashRenderer();
    });
    const banner = () =>
      app.evaluate(({ BrowserWindow }): Promise<string> => {
        const windows = BrowserWindow.getAllWindows();
        const shown = windows.find(window => window.webContents.getURL().startsWith('app://descent/'));
        const read = 'document.querySelector("[role=status] p")?.textContent ?? ""';
        return shown?.webContents.executeJavaScript(read) ?? Promise.resolve('');
      });
    await expect.poll(banner).toContain('opened anew');
  });
});
