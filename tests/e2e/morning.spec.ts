import { existsSync, renameSync } from 'node:fs';
import { expect, test, trySample } from './fixture.ts';

test('in the morning after a power cut: what happened, in a sentence, and one click to go on', async ({
  home: page,
  served,
}) => {
  await trySample(page);
  await served.end('SIGKILL');
  await served.startAgain(page);
  await expect(
    page.getByRole('heading', { name: /^Descent or the computer went down today, \d\d:\d\d$/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'What happened' }).click();
  const dialog = page.getByRole('dialog', { name: 'What happened' });
  await expect(dialog.getByText(/went down on .* trials were interrupted/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause all' })).toBeVisible();
});

test('a home that was moved away is told on the page, also to one that is opened later', async ({
  home: page,
  served,
}) => {
  await trySample(page);
  const moved = `${served.home}-moved`;
  renameSync(served.home, moved);
  const told = page.getByRole('alert').filter({ hasText: 'Descent has stopped.' });
  await expect(told).toContainText(moved);
  await page.reload();
  await expect(told).toContainText(moved);
  expect(existsSync(served.home)).toBe(false);
  await served.end();
  await expect(told).toBeVisible();
  renameSync(moved, served.home);
});
