import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, legendValue, pastPreparation, test, trySample } from './fixture.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Budget probe' });

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`);

/** A project on the sample without a ladder. */
async function withoutLadder(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Digits sample/ })
    .click();
  await pastPreparation(page);
}

/** The estimate on the screen. */
async function estimate(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Estimate a rate' }).click();
  await expect(panel(page).getByText(/^\d+ steps, .* Left no trace\./)).toBeVisible();
  const figure = panel(page).locator('p', { hasText: /^Estimated learning rate / });
  return Number((await figure.textContent())?.split(' ').at(-1));
}

test('before a ladder: an estimate with its evidence, kept over a reload and into the ladder', async ({
  home: page,
}) => {
  await withoutLadder(page);
  const rate = await estimate(page);
  expect(rate).toBeGreaterThan(0.01);
  expect(rate).toBeLessThan(1);
  await expect(panel(page).getByRole('img', { name: /Round 1: .* Round 3: .* The estimate is/ })).toBeVisible();
  await expect(panel(page).getByText(/The plain rule would take/)).toBeVisible();
  await panel(page).getByText('Layers', { exact: true }).click();
  await expect(panel(page).getByRole('row', { name: /^output\.bias .* not used$/ })).toBeVisible();
  await panel(page).getByText('Rounds', { exact: true }).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  await panel(page).getByRole('button', { name: 'Rule B3' }).click();
  await expect(page.getByRole('dialog')).toContainText('0.001 ÷ ratio');
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(panel(page).getByText(`Estimated learning rate ${rate}`)).toBeVisible();
  // Accepted without a ladder, it is the project's decision.
  await panel(page).getByRole('textbox', { name: 'Steps (num_steps)' }).fill('1500');
  await panel(page)
    .getByRole('button', { name: /^Accept .* steps$/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Your choice' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Learning rate/ })).toContainText(`${rate}, 1,500 steps`);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start six trials' }).click();
  await expect(legendValue(page, '0.1')).toHaveText(/\d/);
  await expect(panel(page).getByText(`Estimated learning rate ${rate}`)).toBeVisible();
});

test('beside a ladder: both agree, and the estimate is trained too', async ({ home: page }) => {
  await trySample(page);
  const rate = await estimate(page);
  const recommendation = page.getByRole('region', { name: /^Recommendation/ });
  await expect(recommendation.getByText('Probe agrees:')).toBeVisible();
  await panel(page)
    .getByRole('button', { name: `Add ${rate} to the ladder` })
    .click();
  await expect(panel(page).getByText(`${rate} is on the ladder.`)).toBeVisible();
  await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(1 + 7);
});
