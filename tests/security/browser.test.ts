import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeRedirect } from '#electron/server/open-browser.ts';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import { type Fixture, startFixture } from './fixture.ts';

const executablePath = findBrowser();
if (executablePath === null) console.warn('SKIPPED: the server’s security in a browser, because there is no Chromium.');

describe.skipIf(executablePath === null)('in a real browser', () => {
  let fixture: Fixture;
  let browser: Browser;
  beforeAll(async () => {
    fixture = await startFixture();
    const options = { args: BROWSER_FLAGS, chromiumSandbox: false };
    browser = await chromium.launch(executablePath === null ? options : { ...options, executablePath });
  });
  afterAll(async () => {
    await browser.close();
    await fixture.close();
  });

  test('the redirect file leads to the page, signed in, with no token left in the address', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(await writeRedirect(fixture.home, fixture.server.invite())).href);
    await page.waitForURL(`${fixture.server.address}/`);
    await expect.poll(() => page.title()).toBe('Descent');
    expect((await page.reload())?.status()).toBe(200);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.close();
  });

  test('without an invitation the page is refused, also after a navigation from elsewhere', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(pathToFileURL(await writeRedirect(fixture.home, fixture.server.address)).href);
    await expect.poll(() => page.locator('body').textContent()).toContain('not signed in');
    await context.close();
  });

  test('another server’s page on this machine has the cookie sent along, and can neither read nor speak', async () => {
    const stranger = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end('hello'));
    await new Promise<void>(resolve => stranger.listen(0, '127.0.0.1', resolve));
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(fixture.server.invite());
    await page.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`);
    const result = await page.evaluate(async address => {
      const socket = new WebSocket(`${address.replace('http', 'ws')}/socket`);
      const spoken = new Promise(resolve => {
        socket.onopen = () => resolve('opened');
        socket.onerror = () => resolve('refused');
      });
      const read = fetch(address, { credentials: 'include' }).then(
        () => 'read',
        () => 'refused',
      );
      return Promise.all([read, spoken]);
    }, fixture.server.address);
    expect(result).toEqual(['refused', 'refused']);
    await context.close();
    stranger.close();
  });
});
