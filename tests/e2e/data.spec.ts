import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, pastPreparation, test } from './fixture.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'descent-e2e-data-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A table in which `colour` follows from the numbers before it, and `weight` from the others. */
function fruit(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const size = 4 + ((i * 7) % 50) / 10;
    const sugar = 8 + ((i * 13) % 70) / 10;
    return `${size.toFixed(1)},${sugar.toFixed(1)},${(20 * size + sugar + (i % 3)).toFixed(2)},${sugar > 11 ? 'red' : 'green'}`;
  });
  return ['size,sugar,weight,colour', ...lines, ''].join('\n');
}

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

async function newProject(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page.getByRole('textbox', { name: 'File, folder or archive (ZIP, tar) on this machine' }).fill(path);
  await page.getByRole('button', { name: 'Create project' }).click();
}

const take = (page: Page) => page.getByRole('button', { name: 'Take it' }).click();
const onDataStep = (page: Page) => expect(page.getByRole('heading', { level: 1, name: 'Data' })).toBeVisible();
const target = (page: Page) => page.getByRole('combobox', { name: 'Target' });
const task = (page: Page) => page.getByRole('combobox', { name: 'Task' });

test('a table of which no column could be guessed: the dialog asks for one, and names them', async ({ home: page }) => {
  const row = (i: number) => `${i},"a long walk by the river on day ${i}",author${(i * 7) % 45}`;
  const rows = Array.from({ length: 60 }, (_, i) => row(i));
  await newProject(page, file('walks.csv', `n,words,author\n${rows.join('\n')}\n`));
  const asked = page.getByRole('textbox', { name: 'Target column' });
  await expect(page.getByRole('alert')).toContainText('author');
  await expect(page.getByText('n, words, author')).toBeVisible();
  await asked.fill('n');
  await page.getByRole('button', { name: 'Create project' }).click();
  await onDataStep(page);
  await expect(page.getByRole('heading', { name: 'Target: n' })).toBeVisible();
});

test('a CSV by its path: understood, changed in place, and on to the learning rate', async ({ home: page }) => {
  await newProject(page, file('fruit.csv', fruit(300)));
  await onDataStep(page);
  await expect(page.getByRole('link', { name: /Data/ })).toHaveAttribute('aria-current', 'step');
  await expect(target(page)).toHaveValue('colour');
  await expect(page.getByRole('table', { name: 'Columns' }).getByRole('row')).toHaveCount(5);
  await expect(page.getByRole('region', { name: 'Classes 2' })).toContainText('green');

  await target(page).selectOption('weight');
  await expect(page.getByRole('heading', { name: 'Target: weight' })).toBeVisible();
  await expect(task(page)).toHaveValue('regression');
  await expect(page.getByRole('link', { name: /300 rows, regression of weight/ })).toBeVisible();

  // What can't be done is said, and what was there before stays.
  await task(page).selectOption('classification');
  await expect(page.getByRole('alert')).toContainText('weight');
  await expect(task(page)).toHaveValue('regression');
  await expect(page.getByRole('heading', { name: 'Target: weight' })).toBeVisible();

  const encoding = page.getByRole('combobox', { name: 'Encoding' });
  await encoding.selectOption('utf-16le');
  await expect(page.getByRole('alert')).toContainText('makes no sense as UTF-16LE');
  await expect(encoding).toHaveValue('detected');

  await page.getByRole('button', { name: 'Back to what Descent would choose' }).click();
  await expect(target(page)).toHaveValue('colour');

  // The choice is the project's: it is there after a reload.
  await page.reload();
  await onDataStep(page);
  await expect(target(page)).toHaveValue('colour');
  await pastPreparation(page);
  await expect(page.getByRole('button', { name: 'Start six trials' })).toBeVisible();
  await expect(page.getByText(/up to 2 more rates if the best stands at an end, or all diverge/)).toBeVisible();
  await expect(page.getByRole('link', { name: /Learning rate/ })).toHaveAttribute('aria-current', 'step');
  await page.getByRole('link', { name: /Data/ }).click();
  await onDataStep(page);
});

test('a check is mended by one click, which the project keeps and another takes back', async ({ home: page }) => {
  await newProject(page, file('fruit.csv', fruit(300)));
  await onDataStep(page);
  const checks = page.getByRole('region', { name: 'Checks' });
  await expect(checks).toContainText('sugar alone tells colour');
  await expect(checks).toContainText('2 inputs stay');
  const sugar = page.getByRole('table', { name: 'Columns' }).getByRole('row', { name: /^sugar/ });
  await expect(sugar.getByRole('img', { name: 'Warning' })).toBeVisible();
  await checks.getByRole('button', { name: 'Leave it out' }).click();
  await expect(checks).toContainText('sugar is left out');
  await expect(checks).not.toContainText('sugar alone tells colour');
  await expect(sugar).toContainText('Left out, as you chose.');
  await page.reload();
  await onDataStep(page);
  await checks.getByRole('button', { name: 'Take back: sugar is left out' }).click();
  await expect(checks).toContainText('sugar alone tells colour');
  await expect(checks).not.toContainText('Changed by you');

  // What no check offers is done in the table.
  const role = page.getByRole('combobox', { name: 'Role of size' });
  await role.selectOption('leftOut');
  // Its effect is shown before it is taken.
  await expect(page.getByText('size is not learnt from')).toBeVisible();
  await expect(checks).not.toContainText('size is left out');
  await take(page);
  await expect(checks).toContainText('size is left out');
  await role.selectOption('input');
  await take(page);
  await expect(checks).not.toContainText('size is left out');
  await expect(role).toHaveValue('input');
});

test('what was accepted on other data is shown as out of date, and kept where the person says so', async ({
  home: page,
}) => {
  await newProject(page, file('fruit.csv', fruit(300)));
  await onDataStep(page);
  await pastPreparation(page);
  await page.getByRole('button', { name: 'Estimate a rate' }).click();
  await page.getByRole('button', { name: /^Accept .* steps$/ }).click();
  await expect(page.getByRole('heading', { name: 'Your choice', exact: true })).toBeVisible();
  const outOfDate = page.getByRole('region', { name: 'Your choice was made on other data' });
  await expect(outOfDate).toBeHidden();

  await page.getByRole('link', { name: /Data/ }).click();
  await target(page).selectOption('weight');
  await expect(page.getByRole('heading', { name: 'Target: weight' })).toBeVisible();
  await page.getByRole('link', { name: /Learning rate.*out of date: other data/ }).click();
  await expect(outOfDate).toContainText('may no longer be right');
  await outOfDate.getByRole('button', { name: 'Keep' }).click();
  await expect(outOfDate).toBeHidden();
  await page.reload();
  await expect(page.getByText('For other data.')).toBeVisible();
  await expect(page.getByText('Kept', { exact: true })).toBeVisible();
  await expect(outOfDate).toBeHidden();
});

test('a source that changed since is noticed, and read again where the person wants that', async ({ home: page }) => {
  const path = file('fruit.csv', fruit(300));
  await newProject(page, path);
  await onDataStep(page);
  writeFileSync(path, fruit(310));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The source changed since this project was made' })).toBeVisible();
  await expect(page.getByRole('link', { name: /300 rows/ })).toBeVisible();
  await page.getByRole('button', { name: 'Read it again' }).click();
  await expect(page.getByRole('link', { name: /310 rows/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The source changed since this project was made' })).toBeHidden();
});

test('a choice that a changed source can’t be read with is taken back where reading failed', async ({ home: page }) => {
  const path = file('fruit.csv', fruit(300));
  await newProject(page, path);
  await onDataStep(page);
  await page.getByRole('combobox', { name: 'Role of sugar' }).selectOption('left out');
  await take(page);
  await expect(page.getByText('sugar is left out')).toBeVisible();
  writeFileSync(path, fruit(300).replace('sugar', 'sweetness'));
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('sugar');
  await page.getByRole('button', { name: 'Take back: sugar is left out' }).click();
  await expect(page.getByRole('combobox', { name: 'Role of sweetness' })).toHaveValue('input');
});

test('a file is found by keyboard in the folders of this machine', async ({ home: page, served }) => {
  mkdirSync(join(served.home, 'mine'));
  writeFileSync(join(served.home, 'mine', 'fruit.csv'), fruit(300));
  await page.getByRole('button', { name: 'New project…' }).click();
  const option = (name: string) => page.getByRole('option', { name });
  await expect(option('mine')).toBeVisible();
  await page.getByRole('listbox', { name: 'Files and folders' }).focus();
  while (
    !(await option('mine')
      .and(page.getByRole('option', { selected: true }))
      .isVisible())
  )
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(option('fruit.csv')).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(option('mine')).toBeVisible();
  await option('mine').dblclick();
  await expect(option('fruit.csv')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('textbox')).toHaveValue(join(served.home, 'mine', 'fruit.csv'));
  await page.keyboard.press('Enter');
  await onDataStep(page);
});

/** Drops files on the page as a browser does whose person let them go there. */
async function drop(page: Page, files: Record<string, string>): Promise<void> {
  const transfer = await page.evaluateHandle(contents => {
    const data = new DataTransfer();
    for (const [name, content] of Object.entries(contents)) data.items.add(new File([content], name));
    return data;
  }, files);
  for (const type of ['dragenter', 'dragover']) await page.dispatchEvent('main', type, { dataTransfer: transfer });
  await expect(page.getByText('Let go to make a project of it.')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

test('a file that is dropped becomes a project', async ({ home: page }) => {
  await drop(page, { 'fruit.csv': fruit(300) });
  await onDataStep(page);
  await expect(page.getByRole('navigation')).toContainText('fruit.csv');
  await expect(target(page)).toHaveValue('colour');
});

test('files that are dropped together are one data set', async ({ home: page }) => {
  const lines = (word: string) =>
    Array.from({ length: 60 }, (_, i) => `this is ${word} number ${i}, or so ${i * 7}`).join('\n');
  await drop(page, { 'talk.for': lines('good'), 'talk.against': lines('bad') });
  await onDataStep(page);
  await expect(page.getByRole('link', { name: /120 texts, 2 classes/ })).toBeVisible();
});

test('what can’t be used is refused in place, and the page is as before', async ({ home: page, served }) => {
  await drop(page, { 'one-class.csv': 'a,label\n1,x\n2,x\n3,x\n4,x\n' });
  await expect(page.getByRole('alert')).toContainText('one-class.csv');
  await expect(page.getByText('Or drop a CSV, a text file or a folder of images anywhere.')).toBeVisible();
  // Nothing of it was kept.
  expect(readdirSync(join(served.home, 'dropped'))).toEqual([]);
});

test('a sample is one press', async ({ home: page }) => {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page.getByRole('button', { name: /Rings sample/ }).click();
  await onDataStep(page);
  await expect(page.getByRole('navigation')).toContainText('Rings sample');
});
