import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, ladderDone, legendValue, test, trySample, tryShort } from './fixture.ts';

/** Presses Tab until the focus is on the element of that name; fails after a hundred. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`);

test('keyboard only: from the home screen to an accepted rate', async ({ home: page }) => {
  await tabTo(page, /^Try the sample$/);
  await page.keyboard.press('Enter');
  await expect(legendValue(page, '0.1')).toHaveText(/\d/);
  await tabTo(page, /^Cursor on the chart/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  // The cursor stays through all that the trials bring.
  await ladderDone(page);
  await expect(page.getByRole('group', { name: 'Curves and their values' })).not.toContainText('latest');
  await tabTo(page, /^num_steps/);
  const pill = page.getByRole('slider', { name: 'num_steps' });
  const before = await pill.getAttribute('aria-valuenow');
  await page.keyboard.press('ArrowRight');
  await expect(pill).not.toHaveAttribute('aria-valuenow', before ?? '');
  await tabTo(page, /^Rule L3/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Fast and deep');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await tabTo(page, /^Accept 0\.1/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your choice' })).toBeVisible();
});

test('a why panel by keyboard: opened, read, closed, and the focus back on its chip', async ({ home: page }) => {
  await trySample(page);
  await tabTo(page, /^Rule L6/);
  await page.keyboard.press('Enter');
  const why = page.getByRole('dialog', { name: /^L6 Same start, same batches/ });
  await expect(why).toBeVisible();
  await expect(why.getByRole('img', { name: /one row of batches/ })).toBeVisible();
  await expect(why).toContainText('One number, the seed, decides both.');
  expect(await violations(page)).toEqual([]);
  await expect(why.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(why).toBeHidden();
  await expect(page.getByRole('button', { name: 'Rule L6' })).toBeFocused();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${scheme} theme`, async ({ home: page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.getByRole('button', { name: 'Try the sample' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'New project…' }).click();
    await expect(page.getByRole('listbox')).toHaveAttribute('aria-busy', 'false');
    expect(await violations(page)).toEqual([]);
    for (const sample of [/^Digits sample/, /^Rings sample/, /^Reviews sample/, /^Regression sample/]) {
      await page.getByRole('dialog').getByRole('button', { name: sample }).click();
      await expect(page.getByRole('heading', { name: 'How it is evaluated' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: 'Projects' }).click();
      await page.getByRole('button', { name: 'New project…' }).click();
    }
    await page.keyboard.press('Escape');
    await tryShort(page);
    expect(await violations(page)).toEqual([]);
    await ladderDone(page);
    expect(await violations(page)).toEqual([]);
  });
}
