import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeRedirect } from '#electron/server/open-browser.ts';
import { BROWSER_FLAGS, findBrowser } from '../tools/browser.ts';
import { type Fixture, signIn, startFixture } from './fixture.ts';

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

  const open = async (context: BrowserContext, address: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(address);
    return page;
  };

  test('the redirect file leads to the page, and its token is seen by the page alone', async () => {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('request', request => requests.push(request.url()));
    const invitation = fixture.server.invite();
    await page.goto(pathToFileURL(await writeRedirect(fixture.home, invitation)).href);
    await page.waitForURL(invitation);
    await expect.poll(() => page.title()).toBe('Descent');
    expect(requests.filter(url => url.startsWith('http'))).toEqual([`${fixture.server.address}/`]);
    await page.close();
  });

  test('a hostile page of another port has nothing to steal: no cookie anywhere, and storage is of one origin', async () => {
    const cookies: (string | undefined)[] = [];
    const stranger = createServer((request, response) => {
      cookies.push(request.headers.cookie);
      response.setHeader('Content-Type', 'text/html').end('hello');
    });
    await new Promise<void>(resolve => stranger.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
    const context = await browser.newContext();
    const page = await open(context, fixture.server.invite());
    const secret = await signIn(fixture);
    await page.evaluate(value => sessionStorage.setItem('descent.session', value), secret);
    // The same tab, by a link, as a careless click leads there; and one that it opens from there.
    await page.goto(elsewhere);
    const seen = await page.evaluate(async address => {
      const socket = new WebSocket(`${address.replace('http', 'ws')}/socket`);
      const spoken = new Promise(resolve => {
        socket.onopen = () => resolve('opened');
        socket.onerror = () => resolve('refused');
      });
      const told = (answer: Promise<Response>) =>
        answer.then(
          ({ type }) => type,
          () => 'refused',
        );
      return {
        cookie: document.cookie,
        stored: sessionStorage.length,
        spoken: await spoken,
        read: await told(fetch(address, { credentials: 'include' })),
        invited: await told(fetch(`${address}/invite`, { method: 'POST', headers: { 'descent-session': 'x' } })),
        // Without a header of its own it is sent, but not read; and it changes nothing.
        sent: await told(fetch(`${address}/invite`, { method: 'POST', mode: 'no-cors', credentials: 'include' })),
      };
    }, fixture.server.address);
    expect(seen).toEqual({
      cookie: '',
      stored: 0,
      spoken: 'refused',
      read: 'refused',
      invited: 'refused',
      sent: 'refused',
    });
    expect(await context.cookies()).toEqual([]);
    expect(cookies.every(cookie => cookie === undefined)).toBe(true);
    // Back at home the tab still has its session; a tab of its own that a stranger opens has none.
    await page.goto(`${fixture.server.address}/`);
    expect(await page.evaluate(() => sessionStorage.getItem('descent.session'))).toBe(secret);
    const other = await open(context, `${fixture.server.address}/`);
    expect(await other.evaluate(() => sessionStorage.length)).toBe(0);
    await context.close();
    stranger.close();
  });
});
