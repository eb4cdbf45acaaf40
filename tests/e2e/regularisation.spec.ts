import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { acceptRate, expect, test } from './fixture.ts';

const toRegularisation = (page: Page) => page.getByRole('link', { name: /Regularisation/ }).click();
const axe = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test('it wants decay decided; then a search, its pairs, and a way on', async ({ home: page }) => {
  await acceptRate(page);
  await toRegularisation(page);
  // What comes first is a link away.
  await page.getByRole('main').getByRole('link', { name: /Decay/ }).click();
  await page.getByRole('button', { name: 'Skip decay' }).click();
  await expect(page.getByText('Without decay', { exact: true })).toBeVisible();

  await toRegularisation(page);
  await page.getByRole('textbox', { name: 'Points beside none' }).fill('2');
  await page.getByRole('textbox', { name: 'Pairs of the verdict' }).fill('2');
  await expect(page.getByText(/^2 points drawn at random\./)).toBeVisible();
  await expect(page.getByText(/which give the verdict/)).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: 'Start the search' }).click();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 150_000 });
  await expect(
    page.getByText(
      /^(Regularisation pays|No gain: leave regularisation off|It makes it worse: .*|These pairs don’t tell)\.$/,
    ),
  ).toBeVisible();

  // The arrow keys move over the dots; what is looked at is told below.
  const dots = page.getByRole('group', { name: /^Weight decay across/ }).getByRole('button');
  await expect(dots).toHaveCount(3);
  await dots.first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(dots.last()).toHaveAttribute('aria-pressed', 'true');
  await axe(page);

  await page.getByRole('button', { name: 'Add a point…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Weight decay' }).fill('0.001');
  await page.getByRole('dialog').getByRole('button', { name: 'Add and train' }).click();
  await expect(dots).toHaveCount(4, { timeout: 60_000 });
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 150_000 });

  await page.getByRole('button', { name: 'Go on without' }).click();
  await expect(page.getByText('Without regularisation', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Without regularisation', { exact: true })).toBeVisible();
});

test('regularisation can be skipped before anything is trained', async ({ home: page }) => {
  await acceptRate(page);
  await page.getByRole('link', { name: /Decay/ }).click();
  await page.getByRole('button', { name: 'Skip decay' }).click();
  await toRegularisation(page);
  await page.getByRole('button', { name: 'Go on without' }).click();
  await expect(page.getByText('Without regularisation', { exact: true })).toBeVisible();
});
