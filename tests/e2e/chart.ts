import { expect, type Page } from '@playwright/test';

/** Everything that the chart of the digits sample can show, by its English name in the menu. */
export const SERIES = {
  loss: 'Training loss',
  devLoss: 'Dev loss',
  bothLosses: 'Training and dev loss',
  batchMetric: 'Batch accuracy',
  devMetric: 'Dev accuracy',
  updateRatio: 'Update ratio',
  layerRatios: 'Ratio by layer',
  learningRate: 'Learning rate',
  stepTime: 'Step time (ms)',
} as const;

export const seriesButton = (page: Page) => page.getByRole('button', { name: /: choose what is shown$/ });

/** Chooses what the chart shows, by its title. */
export async function chooseSeries(page: Page, name: string): Promise<void> {
  await seriesButton(page).click();
  await page.getByRole('radio', { name, exact: true }).click();
  await expect(page.getByRole('radiogroup')).toBeHidden();
  await expect(seriesButton(page)).toContainText(name);
}

/** Chooses what the x axis counts. */
export const chooseUnit = (page: Page, unit: string): Promise<void> =>
  page.getByRole('group', { name: 'Horizontal axis' }).getByRole('button', { name: unit, exact: true }).click();
