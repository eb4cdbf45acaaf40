import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { sameTexts } from '../tools/same-texts.ts';
import { expect, test, toPreparation } from './fixture.ts';

async function create(page: Page, source: string): Promise<void> {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page.getByRole('textbox').fill(source);
  await page.getByRole('button', { name: 'Create project' }).click();
}

const group = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
const rail = (page: Page) => page.getByRole('link', { name: /Preparation/ });
const setUp = (page: Page) => page.getByRole('region', { name: 'How training begins' });

async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(group(page, 'What was measured')).toBeVisible();
}

async function expectNoViolations(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`)).toEqual([]);
  }
}

test('from the data through the checks to the learning rate; they are kept, and the rail knows', async ({
  home: page,
}) => {
  await create(page, 'sample:digits');
  await toPreparation(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Preparation' })).toBeVisible();
  await expect(rail(page)).toContainText('Not checked yet');
  await expect(setUp(page)).toContainText('First batch size 64');
  await expect(setUp(page)).toContainText('Regularisation off');
  await expectNoViolations(page);

  await check(page);
  const passing = group(page, '17 checks pass');
  await expect(passing.getByRole('listitem')).toHaveCount(17);
  for (const rule of ['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8'])
    await expect(passing.getByRole('button', { name: `Rule ${rule}` })).toBeVisible();
  await expect(passing.getByText(/^descent trial --data sample:digits --model cnn/)).toBeVisible();
  await expect(group(page, 'What was measured')).toContainText('6,090 parameters');
  await expect(rail(page)).toContainText('All 17 checks pass');
  await expectNoViolations(page);

  await page.reload();
  await expect(passing).toBeVisible();
  await setUp(page).getByRole('button', { name: 'Check again' }).click();
  await expect(setUp(page).getByRole('button', { name: 'Check again' })).toBeEnabled();
  await setUp(page).getByRole('button', { name: 'Continue to learning rate' }).click();
  await expect(page.getByRole('button', { name: 'Start six trials' })).toBeVisible();
});

test('data that nothing can be learnt from: says so, and does not offer to go on first; a lost source is told', async ({
  home: page,
  served,
}) => {
  const source = join(served.home, 'texts.csv');
  writeFileSync(source, sameTexts());
  await create(page, source);
  await toPreparation(page);
  await check(page);
  await expect(group(page, '1 check stops')).toContainText('texts looked at are the same to the network');
  await expect(setUp(page).getByText(/^Nothing can be learnt like this/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue to learning rate' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Continue all the same' })).toBeVisible();
  await expect(rail(page)).toContainText('1 check stops');
  await expectNoViolations(page);

  rmSync(source);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('alert')).toContainText('There is no file or folder');
});

test('other data or settings make the checks out of date', async ({ home: page, served }) => {
  const source = join(served.home, 'shop.csv');
  const rows = Array.from({ length: 300 }, (_, i) => `${(i * 37) % 101},${(i * 53) % 89},${i % 3 ? 'keep' : 'return'}`);
  writeFileSync(source, `price,weight,class\n${rows.join('\n')}\n`);
  await create(page, source);
  await toPreparation(page);
  await check(page);
  await page.getByRole('link', { name: /Data/ }).click();
  await page.getByRole('combobox', { name: 'Target' }).selectOption('price');
  await expect(page.getByRole('heading', { name: 'Target: price' })).toBeVisible();
  await toPreparation(page);
  await expect(group(page, 'The data has changed since these checks')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue to learning rate' })).toBeHidden();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByRole('button', { name: 'Continue to learning rate' })).toBeVisible();

  await page.getByRole('button', { name: 'Continue to learning rate' }).click();
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Batch size' }).fill('8');
  await page.getByRole('textbox', { name: 'Steps of each trial' }).fill('30');
  await page.getByRole('button', { name: 'Start six trials' }).click();
  await expect(page).toHaveURL(/#\/project\/[\w-]+\/learningRate\/[\w-]+$/);
  await rail(page).click();
  await expect(group(page, 'These checks are for other settings')).toContainText('batch size 8');
});
