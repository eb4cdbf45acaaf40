import { en } from '#shared/messages/en.ts';
import { expect, test } from './fixture.ts';

/** English texts of the page that are whole sentences or labels: none may be left over. */
const ENGLISH = Object.values(en).filter(message => /^[A-Z][a-z]+( [a-z]+)+/.test(message) && !message.includes('{'));

test('in Chinese every text is Chinese, and none is cut off', async ({ home: page }) => {
  await page.getByRole('button', { name: /^Language/ }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  const leftOver = async () => {
    const body = (await page.locator('body').textContent()) ?? '';
    return ENGLISH.filter(message => body.includes(message));
  };
  expect(await leftOver()).toEqual([]);

  await page.getByRole('button', { name: '试用示例' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /学习率/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: '建议', exact: true })).toBeVisible({ timeout: 150_000 });
  expect(await leftOver()).toEqual([]);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('button, a, h1, h2, td, th, dt, dd, p')]
      .filter(e => !e.closest('[aria-live]')) // Only heard, not seen.
      .filter(e => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow !== 'visible')
      .map(e => e.textContent),
  );
  expect(cut).toEqual([]);

  // The choice is kept: it is a setting of the home, not of the tab.
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
