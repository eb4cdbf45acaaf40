import {
  expect,
  exportedLosses,
  exportedRows,
  ladderDone,
  legendValue,
  pastPreparation,
  RATES,
  SHORT,
  STEPS,
  test,
  trySample,
  tryShort,
} from './fixture.ts';

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

  // Every point of every curve is in the page, and the answer agrees with them; dev is evaluated once more after the last step.
  const [header, ...csv] = await exportedRows(page);
  expect(csv).toHaveLength(STEPS + 1);
  const losses = (rate: number) =>
    csv.map(row => row[header?.indexOf(`loss lr=${rate}`) ?? -1] ?? '').filter(loss => loss !== '');
  const finals = [1, 0.1, 0.01, 0.001, 0.0001, 0.00001].map(rate => Number(losses(rate).at(-1)));
  expect(finals.every(Number.isFinite)).toBe(true);
  expect(Math.min(...finals)).toBe(Number(losses(0.1).at(-1)));

  // Rates that could not win were stopped on the way, and the answer says what that spared.
  expect(losses(0.1)).toHaveLength(STEPS);
  expect(losses(0.00001).length).toBeLessThan(STEPS);
  await expect(page.getByText(/^Pruning spared [\d,]+ of 12,000 steps: .*1e−5/)).toBeVisible();
  await expect(
    page
      .getByRole('table')
      .getByText(/^Pruned, /)
      .first(),
  ).toBeVisible();

  // The screen scrolls inside; the window does not, too.
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true);

  await page.getByRole('button', { name: /^Accept 0\.1, / }).click();
  await expect(page.getByText('As recommended. You can choose again at any time.')).toBeVisible();
  await page.getByRole('link', { name: 'Projects' }).click();
  await expect(page.getByRole('link', { name: /Digits sample/ })).toBeVisible();
});

test('a reload in the middle loses nothing', async ({ home: page }) => {
  await tryShort(page);
  await page.reload();
  await expect(legendValue(page, '0.1')).toHaveText(/\d/);
  await ladderDone(page);
  expect(await exportedLosses(page, 0.1)).toHaveLength(SHORT);
});

test('a server killed and restarted in the middle: the page says that its session is over, and goes on by the new address', async ({
  home: page,
  served,
}) => {
  await tryShort(page);
  await served.end('SIGKILL');
  await expect(page.getByText('Connection lost, trying again…')).toBeVisible();
  const url = await served.start();
  await expect(page.getByText('This session is over: Descent was started again.')).toBeVisible();
  await page.goto(url);
  await expect(page.getByText('This session is over')).toBeHidden();
  await expect(page.getByRole('heading', { name: /^Descent or the computer went down today, / })).toBeVisible();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await ladderDone(page);
  expect(await exportedLosses(page, 0.1)).toHaveLength(SHORT);
});

test('stopping keeps what was done, continuing finishes it', async ({ home: page }) => {
  await tryShort(page);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(page.getByRole('button', { name: 'Continue', exact: true })).toBeVisible();
  await expect(
    page
      .getByRole('table')
      .getByText(/^Stopped, |^Not started/)
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await ladderDone(page);
});

test('pausing holds every trial where it is, and resuming goes on from there', async ({ home: page }) => {
  await tryShort(page);
  await page.getByRole('button', { name: 'Pause all' }).click();
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible();
  // The button that was pressed is gone, the keyboard is still there.
  await expect(page.getByRole('button', { name: 'Resume' })).toBeFocused();
  const table = page.getByRole('table');
  await expect(table.getByText(/^Paused, /).first()).toBeVisible();
  const before = await exportedLosses(page, 0.1);
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(SHORT);
  await page.getByRole('button', { name: 'Resume' }).click();
  await ladderDone(page);
  const after = await exportedLosses(page, 0.1);
  expect(after).toHaveLength(SHORT);
  expect(after.slice(0, before.length)).toEqual(before);
});

test('a copy with another rate joins the ladder; with another seed it is a ladder of its own', async ({
  home: page,
}) => {
  await trySample(page);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await page.getByRole('button', { name: 'Start a copy of 0.1…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Start the copy' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Learning rate' }).fill('0.2');
  await dialog.getByRole('button', { name: 'Start the copy' }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(1 + RATES.length + 1);

  await page.getByRole('button', { name: 'Start a copy of 0.1…' }).click();
  await dialog.getByRole('textbox', { name: 'Seed' }).fill('7');
  await dialog.getByRole('button', { name: 'Start the copy' }).click();
  // One stage of a project at a time: this one trains the new rate yet.
  await expect(dialog.getByRole('alert')).toContainText('training already');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(page.getByRole('button', { name: 'Continue', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Start a copy of 0.1…' }).click();
  await dialog.getByRole('textbox', { name: 'Seed' }).fill('7');
  await dialog.getByRole('button', { name: 'Start the copy' }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(1 + 1);
  await expect(page.getByRole('combobox', { name: 'Ladder of this project' })).toContainText('1 rate');
});

test('before a ladder its cost is told, and follows the choices', async ({ home: page }) => {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Digits sample/ })
    .click();
  await pastPreparation(page);
  const cost = page.getByRole('main').locator('dl');
  await expect(cost).toContainText('of 12,000 steps');
  await page.getByRole('button', { name: 'Twelve rates' }).click();
  await expect(cost).toContainText('of 24,000 steps');
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Stop rates early that can’t win' }).click();
  await page.getByRole('textbox', { name: 'Steps of each trial' }).fill('100');
  await page.getByRole('combobox', { name: 'Optimizer' }).selectOption('adam');
  await expect(cost).toContainText('1,200');
  await expect(page.getByRole('link', { name: 'To the preparation' })).toBeVisible();
  await page.getByRole('button', { name: 'Measure now' }).click();
  await expect(cost).toContainText('about');
  await page.getByRole('button', { name: 'Start twelve trials' }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(1 + 12);
});

test('a rate that is far too high is shown as diverged, with its step', async ({ home: page }) => {
  await trySample(page);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(page.getByRole('button', { name: 'Continue', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Add a rate…' }).click();
  await page.getByRole('textbox', { name: 'Learning rate' }).fill('1e5');
  await page.getByRole('button', { name: 'Add and train' }).click();
  await expect(page.getByText(/^Diverged at step \d+, stopped$/)).toBeVisible();
});

test('a path that is no data is refused in the dialog with a sentence', async ({ home: page }) => {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page
    .getByRole('textbox', { name: 'File, folder or archive (ZIP, tar) on this machine' })
    .fill('/no/such/folder');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('alert').getByText('/no/such/folder')).toBeVisible();
});
