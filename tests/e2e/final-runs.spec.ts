import { execFileSync } from 'node:child_process';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

const axe = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

/** A short ladder of a sample by the terminal, its rate accepted, in the home that the page shows then. */
function accepted(home: string, data: string): void {
  const flags = ['--home', home, '--data', data, '--rates', '0.1,0.01', '--steps', '150', '--accept'];
  execFileSync(process.execPath, ['electron/cli/main.ts', 'ladder', ...flags], { stdio: 'ignore' });
}

test('R2: from an accepted rate through the plan and the runs to a verdict and the confusion matrix', async ({
  served,
  page,
}) => {
  accepted(served.home, 'sample:rings');
  await page.goto(await served.start());
  await page.getByRole('link', { name: /Rings/ }).first().click();
  await page.getByRole('link', { name: /Final runs/ }).click();

  // Before the start: the seeds, both configurations, and what is read, when.
  await expect(page.getByText(/^400 rows, read once for all runs/)).toBeVisible();
  await expect(page.getByText(/the same network, \d+ steps\.$/)).toBeVisible();
  const seeds = page.getByRole('textbox', { name: 'Seeds' });
  await seeds.fill('2');
  await expect(page.getByText('From 3 to 30.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start the final runs' })).toBeDisabled();
  await seeds.fill('3');
  await axe(page);
  await page.getByRole('button', { name: 'Start the final runs' }).click();

  const arms = page.getByRole('region', { name: 'Final runs' });
  await expect(arms.getByText(/test rows of this data have been read once/)).toBeVisible({ timeout: 150_000 });
  await expect(page.getByRole('heading', { name: 'Chosen against default, on test' })).toBeVisible();
  await expect(page.getByText(/^(Better|Not distinguishable|Worse)$/).first()).toBeVisible();
  await expect(page.getByRole('img', { name: /^The difference lies between / })).toBeVisible();
  await arms.getByRole('button', { name: 'Dev', exact: true }).click();
  await expect(arms.getByText(/dev rows, which have chosen$/)).toBeVisible();
  await arms.getByText('Every run').click();
  await expect(arms.getByRole('table', { name: 'Every run' }).getByRole('row')).toHaveCount(1 + 3);

  // The matrix by keyboard: what a cell says stands below it.
  const errors = page.getByRole('region', { name: 'Confusion on test' });
  await errors.getByRole('gridcell').first().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('PageUp');
  await expect(errors.getByText(/of its rows are found/).last()).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(errors.getByText(/^\S+ taken for \S+:/).last()).toBeVisible();
  await expect(errors.getByRole('table', { name: 'Classes' }).getByRole('row')).toHaveCount(1 + 3);
  await axe(page);

  // Once more would read test once more, which is said before.
  await page.getByRole('button', { name: 'New final runs…' }).click();
  await expect(page.getByRole('dialog').getByText(/test rows are then read once more/)).toBeVisible();
});
