import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, pastPreparation, test } from './fixture.ts';

const axe = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

/** The page of guided runs, from where a ladder would be started, with a budget in steps. */
async function toPlan(page: Page, steps: string): Promise<void> {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Rings sample/ })
    .click();
  await pastPreparation(page);
  await page.getByRole('link', { name: 'Plan it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tune it all' })).toBeVisible();
  // Nobody knows yet how long a step takes.
  await expect(page.getByRole('button', { name: 'Check and show the plan' })).toBeVisible();
  await page.getByRole('button', { name: 'Steps' }).click();
  await page.getByRole('textbox', { name: 'Steps' }).fill(steps);
}

test('a guided run: too small a budget, its plan, gates, stopping, what a killed server leaves, and its end', async ({
  home: page,
  served,
}) => {
  test.setTimeout(400_000);
  await toPlan(page, '100');
  await expect(page.getByText(/^A budget of 100 steps is too small/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('textbox', { name: 'Steps' }).fill('20000');
  const plan = page.getByRole('table', { name: 'Plan for 20,000 steps' });
  await expect(plan.getByRole('row', { name: /^Final runs \d+ %/ })).toBeVisible();
  await axe(page);

  await page.getByRole('button', { name: 'Start', exact: true }).press('Enter');
  // Said while the first stage runs: it asks there.
  await page.getByRole('button', { name: 'Stop at the next gate' }).click();
  await expect(page.getByRole('button', { name: 'Don’t ask any more' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Learning rate is done: what now?' })).toBeVisible({
    timeout: 120_000,
  });
  await axe(page);
  await page.getByRole('button', { name: 'Change…' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('300');
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('heading', { name: 'Your choice' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  const stages = page.getByRole('table', { name: 'Stages of this run' });
  await expect(stages.getByRole('row', { name: /^Learning rate .*overruled/ })).toBeVisible();

  await page.getByRole('button', { name: 'Stop now' }).click();
  await expect(page.getByRole('heading', { name: 'This run is stopped' })).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Don’t ask any more' }).click();
  await expect(page.getByRole('button', { name: 'Stop at the next gate' })).toBeVisible();
  await served.end('SIGKILL');
  await served.startAgain(page);
  await expect(page.getByRole('heading', { name: 'Descent ended while this ran' })).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText(/^All stages had their turn/)).toBeVisible({ timeout: 300_000 });
  await expect(stages.getByRole('row', { name: /^Final runs .*done/ })).toBeVisible();
  await axe(page);
  await page.getByRole('link', { name: 'Open the report' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'The result' })).toBeVisible();
});
