import { expect, exportedRows, ladderDone, legendValue, RATES, STEPS, test, trySample } from './fixture.ts';

test('from first start by one click to six curves, a recommendation, and a decision', async ({ home: page }) => {
  await trySample(page);
  await expect(page.getByRole('heading', { name: 'Recommendation so far' })).toBeVisible();
  const before = await legendValue(page, '0.1').textContent();
  await expect(legendValue(page, '0.1')).not.toHaveText(before ?? '');
  await ladderDone(page);

  for (const rate of RATES) await expect(legendValue(page, rate)).toHaveText(/\d/);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(1 + RATES.length);
  await expect(rows.nth(1)).toContainText('0.1');

  // Every point of every curve is in the page, and the answer agrees with them.
  const [header, ...csv] = await exportedRows(page);
  expect(csv).toHaveLength(STEPS);
  const final = (rate: number) => Number(csv.at(-1)?.[header?.indexOf(`loss lr=${rate}`) ?? -1]);
  const losses = [1, 0.1, 0.01, 0.001, 0.0001, 0.00001].map(final);
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(Math.min(...losses)).toBe(final(0.1));

  await page.getByRole('button', { name: /^Accept 0\.1, / }).click();
  await expect(page.getByText('As recommended. You can choose again at any time.')).toBeVisible();
  await page.getByRole('link', { name: 'Projects' }).click();
  await expect(page.getByRole('link', { name: /Digits sample/ })).toBeVisible();
});

test('a reload in the middle loses nothing', async ({ home: page }) => {
  await trySample(page);
  await page.reload();
  await expect(legendValue(page, '0.1')).toHaveText(/\d/);
  await ladderDone(page);
  const [, ...csv] = await exportedRows(page);
  expect(csv).toHaveLength(STEPS);
  expect(csv.flat()).not.toContain('');
});

test('a server killed and restarted in the middle: the page comes back by itself and goes on', async ({
  home: page,
  served,
}) => {
  await trySample(page);
  await served.end('SIGKILL');
  await expect(page.getByText('Connection lost, trying again…')).toBeVisible();
  await served.start();
  await expect(page.getByText('Connection lost, trying again…')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Descent ended while this ladder ran' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await ladderDone(page);
  const [, ...csv] = await exportedRows(page);
  expect(csv).toHaveLength(STEPS);
  expect(csv.flat()).not.toContain('');
});

test('stopping keeps what was done, continuing finishes it', async ({ home: page }) => {
  await trySample(page);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  await expect(
    page
      .getByRole('table')
      .getByText(/^Stopped, |^Not started/)
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await ladderDone(page);
});

test('a rate that is far too high is shown as diverged, with its step', async ({ home: page }) => {
  await trySample(page);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  await page.getByRole('button', { name: 'Add a rate…' }).click();
  await page.getByRole('textbox', { name: 'Learning rate' }).fill('1e5');
  await page.getByRole('button', { name: 'Add and train' }).click();
  await expect(page.getByText(/^Diverged at step \d+, stopped$/)).toBeVisible();
});

test('a path that is no data is refused in the dialog with a sentence', async ({ home: page }) => {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page.getByRole('textbox', { name: 'File, folder or ZIP on this machine' }).fill('/no/such/folder');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('alert').getByText('/no/such/folder')).toBeVisible();
});
