import { expect, legendValue, pastPreparation, test } from './fixture.ts';

test('two windows on one project agree at every moment, and only one starts a ladder', async ({
  home: first,
  served,
  context,
}) => {
  await first.getByRole('button', { name: 'New project…' }).click();
  await first
    .getByRole('dialog')
    .getByRole('button', { name: /^Digits sample/ })
    .click();
  await pastPreparation(first);
  const start = (page: typeof first) => page.getByRole('button', { name: 'Start six trials' });
  await expect(start(first)).toBeVisible();
  const second = await context.newPage();
  await second.goto(await served.invite());
  await second.getByRole('link', { name: /Digits sample/ }).click();
  await second.getByRole('link', { name: /Learning rate/ }).click();
  await expect(start(second)).toBeVisible();

  // A probe of one is shown by the other.
  await first.getByRole('button', { name: 'Estimate a rate' }).click();
  for (const page of [first, second]) await expect(page.getByText(/^\d+ steps, .* Left no trace\./)).toBeVisible();

  await start(first).click();
  await expect(legendValue(first, '0.1')).toHaveText(/\d/);
  await expect(legendValue(second, '0.1')).toHaveText(/\d/);
  await expect(start(second)).toBeHidden();
  await second.getByRole('button', { name: 'Pause all' }).click();
  await expect(first.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(second.getByRole('button', { name: 'Resume' })).toBeVisible();
});
