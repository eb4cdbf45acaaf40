import { readFileSync } from 'node:fs';
import { test as base, expect, type Page } from '@playwright/test';
import { Served } from '../tools/served.ts';

/** Steps of each trial of the sample's ladder on the page. */
export const STEPS = 2000;
export const RATES = ['1', '0.1', '0.01', '0.001', '1e−4', '1e−5'];

/** A server of its own for each test, the page on its home screen, and no error that the page kept to itself. */
export const test = base.extend<{ served: Served; home: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  served: async ({}, use) => {
    const served = new Served();
    await use(served);
    await served.remove();
  },
  home: async ({ served, page }, use) => {
    const wrong: string[] = [];
    page.on('pageerror', error => wrong.push(error.message));
    page.on('console', message => {
      // A dropped connection is reported by the browser itself; the tests that cut it expect that.
      if (message.type() === 'error' && !/WebSocket|ERR_CONNECTION/.test(message.text())) wrong.push(message.text());
    });
    await page.goto(await served.start());
    await use(page);
    expect(wrong).toEqual([]);
  },
});

export { expect };

/** From the home screen by one click to the ladder's screen with a first curve on its way. */
export async function trySample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Learning rate/ })).toBeVisible();
  await expect(legendValue(page, '0.1')).toHaveText(/\d/);
}

/** Steps of each trial of a short ladder: long enough to be met in the middle. */
export const SHORT = 500;

/** As `trySample`, but a shorter ladder of the sample, without its preparation: where training is not what is looked at. */
export async function tryShort(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Digits sample/ })
    .click();
  await pastPreparation(page);
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Steps of each trial' }).fill(String(SHORT));
  await page.getByRole('button', { name: 'Start six trials' }).click();
  await expect(legendValue(page, '0.1')).toHaveText(/\d/);
}

/** From the Data step over the Model step, as it is, to the preparation. */
export async function toPreparation(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue to model' }).click();
  await page.getByRole('button', { name: 'Continue to preparation' }).click();
}

/** From the Data step to the learning rate, past the preparation. */
export async function pastPreparation(page: Page): Promise<void> {
  await toPreparation(page);
  await page.getByRole('link', { name: /Learning rate/ }).click();
}

/** What the legend reads for a rate. */
export function legendValue(page: Page, rate: string) {
  const name = new RegExp(`^${rate.replace('.', '\\.')}(?![\\d.])`);
  const legend = page.getByRole('group', { name: 'Curves and their values' });
  return legend.getByRole('button', { name }).locator('span').last();
}

/** Waits until all trials have ended by themselves. */
export async function ladderDone(page: Page): Promise<void> {
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 150_000 });
}

/** The curves as the page holds them, by its own CSV export: a row a step. */
export async function exportedRows(page: Page): Promise<string[][]> {
  await page.getByRole('button', { name: 'Save the chart' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Numbers (CSV)' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  return text
    .trim()
    .split('\n')
    .map(line => line.split(','));
}

/** The losses of one rate's curve, as the page exports them. */
export async function exportedLosses(page: Page, rate: number): Promise<string[]> {
  const [header, ...rows] = await exportedRows(page);
  const column = header?.indexOf(`loss lr=${rate}`) ?? -1;
  return rows.map(row => row[column] ?? '').filter(loss => loss !== '');
}

/** A ladder of a small table, and its rate accepted. */
export async function acceptRate(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Rings sample/ })
    .click();
  await pastPreparation(page);
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Steps of each trial' }).fill('300');
  await page.getByRole('checkbox', { name: 'Extend past an end' }).click();
  await page.getByRole('button', { name: 'Start six trials' }).click();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Change…' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('300');
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('heading', { name: 'Your choice' })).toBeVisible();
}
