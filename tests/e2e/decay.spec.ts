import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { acceptRate, expect, test } from './fixture.ts';

const toDecay = (page: Page) => page.getByRole('link', { name: /Decay/ }).click();
const checks = (page: Page) => page.getByRole('region', { name: 'This schedule' });
const axe = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test('from an accepted rate through preview, pairs and verdict to a decision', async ({ home: page }) => {
  await acceptRate(page);
  await toDecay(page);
  await expect(page.getByText('preview, not run yet')).toBeVisible();
  await expect(page.getByText('Accepted run', { exact: true })).toBeVisible();

  // The schedule that is drawn, its rates and what is said of it change while a slider moves.
  await page.getByRole('button', { name: 'Classic' }).click();
  const start = page.getByRole('slider', { name: 'Start, step' });
  const field = page.getByRole('textbox', { name: 'Start, step' });
  const before = await field.inputValue();
  await start.focus();
  await page.keyboard.press('ArrowRight');
  await expect(field).not.toHaveValue(before);
  await page.getByRole('textbox', { name: 'Period, steps' }).fill('1');
  await expect(checks(page).getByText(/hardly train/)).toBeVisible();
  // What can't be is said and changes nothing.
  await field.fill('99,999,999');
  await expect(page.getByText(/^From 0 to [\d,]+\.$/)).toBeVisible();
  await expect(checks(page).getByText(/hardly train/)).toBeVisible();
  await page.getByRole('button', { name: 'Back to what is proposed' }).click();
  await expect(page.getByText(/^From 0 to [\d,]+\.$/)).toBeHidden();

  // Several lie over each other, each with its name.
  await page.getByRole('button', { name: 'Classic' }).click();
  await page.getByRole('button', { name: 'Lay over' }).click();
  await page.getByRole('textbox', { name: 'Name of Candidate A' }).fill('Late');
  await page.getByRole('button', { name: 'Cosine' }).click();
  const chart = page.getByRole('region', { name: 'Schedule', exact: true });
  await expect(chart.getByRole('img', { name: /Late: .* Preview: / })).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: 'Remove Late' }).click();

  await page.getByRole('button', { name: 'Linear to zero' }).click();
  await page.getByRole('button', { name: /^Run linear to zero: 5 pairs, / }).click();
  await expect(page.getByRole('heading', { name: 'Linear to zero vs no decay' })).toBeVisible();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 150_000 });
  await expect(page.getByText(/^(A clear gain|Flat: no difference|Not settled|Clearly worse)$/)).toBeVisible();
  const pairs = page.getByRole('table', { name: 'Pairs' });
  await expect(pairs.getByRole('row')).toHaveCount(1 + 5 + 1);
  await expect(pairs.getByText('@').first()).toBeVisible();
  await axe(page);

  // One more schedule on the same seeds, then the linear one is taken, whatever was found.
  await page.getByRole('button', { name: 'Cosine' }).click();
  await page.getByRole('button', { name: /^Run this schedule: 5 pairs, / }).click();
  await expect(page.getByText('has run', { exact: true })).toBeVisible({ timeout: 150_000 });
  await page.getByRole('button', { name: 'Accept linear' }).click();
  await expect(page.getByText('Accepted', { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('Accepted', { exact: true }).first()).toBeVisible();
});

test('decay can be skipped before anything is trained', async ({ home: page }) => {
  await acceptRate(page);
  await toDecay(page);
  await page.getByRole('button', { name: 'Skip decay' }).click();
  await expect(page.getByText('Without decay', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Without decay', { exact: true })).toBeVisible();
});

test('nothing accepted: what comes first, and the way there', async ({ home: page }) => {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Rings sample/ })
    .click();
  await page.getByRole('link', { name: /Decay/ }).click();
  await page
    .getByRole('link', { name: /learning rate/i })
    .last()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /Learning rate/ })).toBeVisible();
});
