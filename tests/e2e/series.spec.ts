import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { chooseSeries, chooseUnit, SERIES, seriesButton } from './chart.ts';
import { expect, exportedRows, legendValue, test, trySample } from './fixture.ts';

const STEPS = 300;
const EVERY = 25;
const EVALUATIONS = STEPS / EVERY + 1;

/** What each series is in the exported file: a column of the leading trial, and how many rows have a value in it. */
const COLUMNS: Record<keyof typeof SERIES, readonly [column: string, rows: number][]> = {
  loss: [['loss lr=0.1', STEPS]],
  devLoss: [['devLoss lr=0.1', EVALUATIONS]],
  bothLosses: [
    ['devLoss lr=0.1', EVALUATIONS],
    ['loss lr=0.1', STEPS],
  ],
  batchMetric: [['batchMetric lr=0.1', STEPS]],
  devMetric: [['devMetric lr=0.1', EVALUATIONS]],
  updateRatio: [['updateRatio lr=0.1', STEPS]],
  layerRatios: [['updateRatio output.weight', STEPS / 10]],
  learningRate: [['learningRate lr=0.1', STEPS]],
  stepTime: [['stepMs lr=0.1', STEPS]],
};

const UNITS = ['Epochs', 'Examples', 'Seconds', 'Steps'];
const cursor = (page: Page) => page.getByRole('slider', { name: 'Cursor on the chart' });
const zoomed = (page: Page) => page.getByRole('button', { name: 'Zoomed: reset' });

/** A short ladder by the terminal, opened on the page. */
async function openShortLadder(page: Page, served: { home: string; end(): Promise<void>; start(): Promise<string> }) {
  await served.end();
  const flags = ['--no-prepare', '--no-extend', '--no-prune', '--steps', `${STEPS}`, '--eval-every', `${EVERY}`];
  const command = ['electron/cli/main.ts', 'ladder', '--home', served.home, '--data', 'sample:digits', ...flags];
  execFileSync(process.execPath, [...command, '--rates', '0.1,0.01'], { stdio: 'ignore' });
  await page.goto(await served.start());
  await page.getByRole('link', { name: /Digits sample/ }).click();
  await expect(legendValue(page, '0.1')).toHaveText(/\d/);
  await expect(seriesButton(page)).toContainText(SERIES.bothLosses);
  await chooseSeries(page, SERIES.loss);
}

/** How many rows of the exported file have a value in a column. */
async function exported(page: Page, column: string): Promise<number> {
  const [header, ...rows] = await exportedRows(page);
  const at = header?.indexOf(column) ?? -1;
  return at < 0 ? -1 : rows.filter(row => (row[at] ?? '') !== '').length;
}

test('every series of a real trial: legend, file, picture, cursor', async ({ home: page, served }) => {
  await openShortLadder(page, served);
  for (const [id, name] of Object.entries(SERIES)) {
    await chooseSeries(page, name);
    const curve = id === 'layerRatios' ? 'output' : '0.1';
    await expect(legendValue(page, curve)).toHaveText(/\d/);
    for (const [column, rows] of COLUMNS[id as keyof typeof SERIES]) expect(await exported(page, column)).toBe(rows);
    await cursor(page).focus();
    for (const key of ['ArrowLeft', 'PageDown']) await page.keyboard.press(key);
    await expect(cursor(page)).toHaveAttribute('aria-valuetext', new RegExp(`^Step \\d+: .*${curve}: \\d`));
    await expect(
      page.getByRole('img', { name: new RegExp(`^${name.replace(/[()]/g, '\\$&')}.* of 300 steps`) }),
    ).toBeVisible();
  }

  await page.getByRole('button', { name: 'Save the chart' }).click();
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Picture (PNG)' }).click(),
  ]);
  expect(picture.suggestedFilename()).toBe('Step time (ms).png');
  expect(statSync(await picture.path()).size).toBeGreaterThan(5000);
});

test('the zoom stays through every series and every axis', async ({ home: page, served }) => {
  await openShortLadder(page, served);
  await cursor(page).focus();
  for (const key of ['ArrowLeft', 'PageDown', 'PageDown', 'PageDown', '+', '+']) await page.keyboard.press(key);
  const edge = async () => {
    await cursor(page).focus();
    for (const key of ['ArrowLeft', 'Home']) await page.keyboard.press(key);
    return (await cursor(page).getAttribute('aria-valuetext'))?.replace(/:.*/, '');
  };
  const begins = await edge();
  expect(begins).toMatch(/^Step [1-9]/);
  for (const name of Object.values(SERIES)) {
    await chooseSeries(page, name);
    await expect(zoomed(page)).toBeVisible();
    expect(await edge()).toBe(begins);
  }
  await chooseSeries(page, SERIES.loss);
  for (const unit of UNITS) {
    await chooseUnit(page, unit);
    await expect(zoomed(page)).toBeVisible();
  }
  // Once around, it is to the bit what it was.
  expect(await edge()).toBe(begins);
  await chooseUnit(page, 'Epochs');
  const [, epoch] = /^Epoch ([\d.]+)/.exec((await edge()) ?? '') ?? [];
  // 8,000 digits, 6,400 of them to train on, 64 a step: as many epochs as hundreds of steps.
  expect(Math.abs(Number(epoch) - Number(begins?.replace('Step ', '')) / 100)).toBeLessThan(0.02);
  await zoomed(page).click();
  await expect(page.getByRole('button', { name: 'Reset zoom' })).toBeFocused();
});

test('what is shown and the axis are chosen by the keyboard alone, and a trial’s layers too', async ({
  home: page,
  served,
}) => {
  await openShortLadder(page, served);
  await seriesButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Training loss', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Dev loss', exact: true })).toBeChecked();
  for (let times = 0; times < 5; times++) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: SERIES.layerRatios })).toBeChecked();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`)).toEqual([]);
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'Of the trial' })).toBeFocused();
  await page.getByRole('combobox', { name: 'Of the trial' }).selectOption({ label: '0.01' });
  await page.keyboard.press('Escape');
  await expect(seriesButton(page)).toBeFocused();
  await expect(page.getByRole('heading', { level: 2, name: /^Ratio by layer, 0\.01/ })).toBeVisible();
  const axis = page.getByRole('group', { name: 'Horizontal axis' });
  await axis.getByRole('button', { name: 'Seconds' }).focus();
  await page.keyboard.press('Enter');
  await expect(axis.getByRole('button', { name: 'Seconds' })).toHaveAttribute('aria-pressed', 'true');
  await expect(legendValue(page, 'output')).toHaveText(/\d/);
});

test('a series is live: evaluations come while it trains', async ({ home: page }) => {
  await trySample(page);
  await chooseSeries(page, SERIES.devLoss);
  await expect(legendValue(page, '0.1')).toHaveText(/\d/);
  const before = await exported(page, 'devLoss lr=0.1');
  expect(before).toBeGreaterThan(0);
  await expect.poll(() => exported(page, 'devLoss lr=0.1')).toBeGreaterThan(before);
  await chooseSeries(page, SERIES.stepTime);
  await expect.poll(() => exported(page, 'stepMs lr=0.1')).toBeGreaterThan(100);
});
