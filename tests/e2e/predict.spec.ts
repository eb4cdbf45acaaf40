import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { builtModule } from '../tools/built-module.ts';
import type { Served } from '../tools/served.ts';
import { expect, test } from './fixture.ts';

const SHOP = `size,kind,class\n${Array.from({ length: 200 }, (_, i) => `${(i * 37) % 100},${'ab'[i % 2]},${(i * 37) % 100 > 50 ? 'large' : 'small'}`).join('\n')}\n`;

/** The page of predictions of a project that was trained and accepted before. */
async function openPredictions(served: Served, page: Page): Promise<void> {
  const source = join(served.home, 'shop.csv');
  writeFileSync(source, SHOP);
  const flags = ['--model', 'linear', '--steps', '120', '--rates', '0.3', '--backend', 'wasm', '--accept', '--json'];
  const cli = builtModule('cli', 'electron/cli/main.ts');
  execFileSync(process.execPath, [cli, 'ladder', '--home', served.home, '--data', source, ...flags]);
  await page.goto(await served.start());
  await page
    .getByRole('link', { name: /shop\.csv/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Predict new rows' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Predict new rows' })).toBeVisible();
}

async function drop(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([name, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content!], name!));
      return data;
    },
    [name, content],
  );
  for (const type of ['dragenter', 'dragover']) await page.dispatchEvent('main', type, { dataTransfer: transfer });
  await expect(page.getByText('Let go to predict them')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

test('new rows that are dropped stand beside their predictions, and are saved as CSV', async ({ served, page }) => {
  await openPredictions(served, page);
  await expect(page.getByRole('complementary', { name: 'The network' })).toContainText('the accepted configuration');

  await drop(page, 'less.csv', 'kind,colour\na,red\nb,blue\n');
  await expect(page.getByRole('alert')).toContainText('less.csv lacks a column that the network needs: size');

  await drop(page, 'new.csv', 'kind,extra,size\na,1,99\nb,2,3\nb,3,tall\n');
  const table = page.getByRole('table', { name: 'Predictions for new.csv' });
  await expect(table.getByRole('row').nth(1)).toContainText('large');
  await expect(table.getByRole('row').nth(2)).toContainText('small');
  await expect(page.getByRole('table', { name: '1 row without a prediction' })).toContainText('size is not a number');
  await expect(page.getByText('The column extra was passed over')).toBeVisible();

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('new-predictions.csv');
  const lines = readFileSync(await saved.path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(lines.length).toBe(4);
  expect(lines[1]).toMatch(/^a,1,99,large,0\.\d+/);
  expect(lines[3]).toBe('b,3,tall,,,,');

  // A file that is chosen is as good as one that is dropped.
  await page
    .getByLabel('Choose a file…')
    .setInputFiles({ name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from(SHOP) });
  await expect(page.getByText(/training rows are among them/)).toBeVisible();
});
