import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, pastPreparation, test } from './fixture.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'descent-e2e-search-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`);

/** A table in which `colour` mostly follows from the numbers before it. */
function table(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const [size, sugar] = [4 + ((i * 7) % 50) / 10, 8 + ((i * 13) % 70) / 10];
    return `${size.toFixed(1)},${sugar.toFixed(1)},${sugar + (i % 5) / 2 > 12 ? 'red' : 'green'}`;
  });
  return ['size,sugar,colour', ...lines, ''].join('\n');
}

const link = (page: Page) => page.getByRole('link', { name: /Batch & momentum/ });
const cell = (page: Page, name: string) => page.getByRole('gridcell', { name: new RegExp(`^${name}:`) });

test('from an accepted rate through batch size and momentum, by clicks and by keys', async ({ home: page }) => {
  const path = join(folder, 'fruit.csv');
  writeFileSync(path, table(400));
  await page.getByRole('button', { name: 'New project…' }).click();
  await page.getByRole('textbox', { name: 'File, folder or archive (ZIP, tar) on this machine' }).fill(path);
  await page.getByRole('button', { name: 'Create project' }).click();
  await pastPreparation(page);

  // What comes first is said, with the way there.
  await link(page).click();
  await expect(page.getByRole('heading', { name: 'Another step comes first' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to Learning rate' }).click();
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Steps of each trial' }).fill('120');
  await page.getByRole('checkbox', { name: 'Extend past an end' }).click();
  await page.getByRole('button', { name: 'Start six trials' }).click();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Change…' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('120');
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('heading', { name: 'Your choice' })).toBeVisible();

  await link(page).click();
  await expect(page.getByRole('radio', { name: /^Grid/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Batch sizes' }).fill('16, 32');
  await page.getByRole('textbox', { name: 'Momenta' }).fill('0, 0.9');
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Hold the learning rate' }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start the search' }).click();
  await expect(page.getByRole('gridcell')).toHaveCount(4);
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 120_000 });

  await cell(page, '32 × 0.9').focus();
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, '32 × 0')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cell(page, '32 × 0')).toHaveAttribute('aria-selected', 'true');
  await expect(
    page
      .getByRole('group', { name: 'Curves and their values' })
      .getByRole('button', { name: /^32 × 0(?!\.)/ })
      .first(),
  ).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Rule S6' }).first().click();
  await expect(page.getByRole('dialog')).toContainText('Each point has its own rate');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /^Accept \d+ and / }).click();
  await expect(page.getByRole('heading', { name: 'Your choice' })).toBeVisible();
  await expect(link(page)).toContainText(/Batch size \d+, momentum/);
});
