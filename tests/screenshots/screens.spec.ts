import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { sameTexts } from '../tools/same-texts.ts';
import { Served } from '../tools/served.ts';
import { bigCsv, dirtyCsv, ownImages, talk } from './own-data.ts';
import { Pictures } from './pictures.ts';

/** A ladder by the terminal, in the home that the server shows later. */
function ladder(home: string, ...flags: string[]): void {
  const command = ['electron/cli/main.ts', 'ladder', '--home', home, ...flags];
  execFileSync(process.execPath, command, { stdio: 'ignore' });
}

const understood = (page: Page) => expect(page.getByRole('heading', { name: 'How it is evaluated' })).toBeVisible();
/** From the Data step to the learning rate. */
const pastPreparation = async (page: Page) => {
  await page.getByRole('button', { name: 'Continue to model' }).click();
  await page.getByRole('button', { name: 'Continue to preparation' }).click();
  await page.getByRole('link', { name: /Learning rate/ }).click();
};
const toProjects = (page: Page) => page.getByRole('link', { name: 'Projects' }).click();
/** Until the newest points are far enough that curves can be told apart. */
const underWay = (page: Page) =>
  expect(page.getByText(/ladder (1[2-9]|[2-5]\d) % done/)).toBeVisible({ timeout: 60_000 });

test('every screen and state', async ({ page, context }) => {
  const served = new Served();
  try {
    await page.goto(await served.start());
    const home = page.url();
    const chooser = await context.newPage();
    await chooser.goto(await served.invite());
    const pictures = new Pictures(page, chooser);

    await expect(page.getByText('ms/step').first()).toBeVisible();
    await pictures.take('home-empty');
    await page.getByRole('button', { name: 'Open in another browser…' }).click();
    await expect(page.getByRole('textbox')).toHaveValue(/#invite=/);
    await pictures.take('invite');
    await page.keyboard.press('Escape');
    const stranger = await context.newPage();
    await stranger.goto(home);
    await expect(stranger.getByRole('heading', { name: 'This browser is not let in yet' })).toBeVisible();
    await new Pictures(stranger, chooser).takeAsIs('not-let-in', 'en');
    await stranger.close();

    await page.getByRole('button', { name: 'New project…' }).click();
    await pictures.take('new-project');
    await page.getByRole('textbox').fill('/no/such/folder');
    await page.getByRole('button', { name: 'Create project' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await pictures.take('new-project-refused');
    await page.getByRole('textbox').fill('sample:digits');
    await page.getByRole('button', { name: 'Create project' }).click();
    await understood(page);
    await pictures.take('data-images');
    await pastPreparation(page);
    await expect(page.getByRole('button', { name: 'Start six trials' })).toBeVisible();
    await pictures.take('ladder-none');
    await page.getByText('Settings', { exact: true }).click();
    await page.getByRole('button', { name: 'Twelve rates' }).click();
    await pictures.take('ladder-settings');
    await page.getByRole('button', { name: 'Six rates' }).click();

    await page.getByRole('button', { name: 'Start six trials' }).click();
    await underWay(page);
    await pictures.take('ladder-running');
    await expect(page.getByRole('heading', { name: 'Recommendation', exact: true })).toBeVisible();
    await pictures.take('ladder-finished');

    for (const rule of ['L1', 'L3', 'L5', 'L7']) {
      const chip = page.getByRole('button', { name: new RegExp(`${rule}$`) }).first();
      await pictures.take(`why-${rule}`, () => chip.click());
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'New ladder…' }).click();
    await expect(page.getByRole('dialog')).toContainText('of 12,000 steps');
    await pictures.take('new-ladder');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Start a copy of 0.1…' }).click();
    await pictures.take('start-copy');
    await page.keyboard.press('Escape');
    await pictures.take('save-menu', () => page.getByRole('button', { name: /^(Save the chart|保存图表)$/ }).click());
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Change…' }).click();
    await pictures.take('change');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Log of 0.1', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Log' })).toBeVisible();
    await pictures.take('log');
    await page.keyboard.press('Escape');
    await page.getByRole('slider', { name: 'Cursor on the chart' }).focus();
    for (const key of ['ArrowLeft', 'PageDown', 'PageDown', 'PageDown']) await page.keyboard.press(key);
    await pictures.take('ladder-cursor');
    await page.getByRole('button', { name: /^Accept / }).click();
    await expect(page.getByRole('heading', { name: 'Your choice' })).toBeVisible();
    await pictures.take('ladder-accepted');

    await toProjects(page);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await underWay(page);
    await served.end('SIGKILL');
    await expect(page.getByText('Connection lost, trying again…')).toBeVisible();
    await pictures.takeAsIs('connection-lost', 'en');
    await served.startAgain(page, chooser);
    await expect(page.getByRole('heading', { name: /^Descent or the computer went down today, / })).toBeVisible();
    await pictures.take('ladder-interrupted');
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await underWay(page);
    await page.getByRole('button', { name: 'Pause all' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    await pictures.take('ladder-paused');
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Stop all' }).click();
    await expect(page.getByRole('button', { name: 'Continue', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Add a rate…' }).click();
    await pictures.take('add-rate');
    await page.getByRole('textbox', { name: 'Learning rate' }).fill('1e5');
    await page.getByRole('button', { name: 'Add and train' }).click();
    await expect(page.getByText(/^Diverged at step/)).toBeVisible();
    await pictures.take('ladder-stopped');
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await toProjects(page);
    await pictures.take('home-running');

    await page.goto(`${home}#/project/nothing`);
    await expect(page.getByRole('heading', { name: 'This can’t be shown' })).toBeVisible();
    await pictures.take('failure');

    // What the page itself has no way to ask for comes from the terminal, while the server is away.
    await served.end();
    const own = ownImages(served.home);
    ladder(served.home, '--data', own, '--steps', '60', '--rates', '0.01,0.003,0.001');
    ladder(served.home, '--data', 'sample:digits', '--steps', '300', '--rates', '1e5,1000,1,0.3,0.1,0.03,0.01');
    await served.startAgain(page, chooser);
    await page.goto(`${home}#/`);
    await expect(page.getByRole('link', { name: /leaves/ })).toBeVisible();
    await pictures.take('home-projects');
    await page.getByRole('link', { name: /Digits sample/ }).click();
    await expect(page.getByRole('heading', { name: 'Recommendation', exact: true })).toBeVisible();
    await pictures.take('ladder-diverged');
    await toProjects(page);
    await page.getByRole('link', { name: /leaves/ }).click();
    await expect(page.getByRole('button', { name: 'Run longer' })).toBeVisible();
    await pictures.take('ladder-not-converged');
    await toProjects(page);
    await page.getByRole('button', { name: 'Measure again' }).click();
    await pictures.takeAsIs('home-measuring', 'en');
    await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible();
  } finally {
    await served.remove();
  }
});

test('the budget probe', async ({ page, context }) => {
  const served = new Served();
  const foot = () => page.getByRole('main').evaluate(main => main.scrollTo(0, main.scrollHeight));
  const create = async (source: string) => {
    await page.getByRole('button', { name: 'New project…' }).click();
    await page.getByRole('textbox').fill(source);
    await page.getByRole('button', { name: 'Create project' }).click();
  };
  const estimate = async () => {
    await page.getByRole('button', { name: /^Estimate / }).click();
    await expect(page.getByText(/Left no trace/)).toBeVisible();
  };
  try {
    await page.goto(await served.start());
    const chooser = await context.newPage();
    await chooser.goto(await served.invite());
    const pictures = new Pictures(page, chooser);
    await create('sample:digits');
    await pastPreparation(page);
    await estimate();
    await pictures.take('probe');
    await page.getByRole('button', { name: /^Accept .* steps$/ }).click();
    await expect(page.getByRole('heading', { name: 'Your choice' })).toBeVisible();
    await pictures.take('probe-accepted');
    await page.getByText('Rounds', { exact: true }).click();
    await page.getByText('Layers', { exact: true }).click();
    await pictures.take('probe-tables', foot);
    await toProjects(page);

    await create(dirtyCsv(served.home));
    await pastPreparation(page);
    await estimate();
    await page.getByRole('link', { name: /^done Data/ }).click();
    await page.getByRole('combobox', { name: 'Target' }).selectOption('price');
    await expect(page.getByRole('heading', { name: 'Target: price' })).toBeVisible();
    await pastPreparation(page);
    await expect(page.getByText('For other data.')).toBeVisible();
    await pictures.take('probe-other-data');
    await toProjects(page);

    await served.end();
    ladder(served.home, '--data', 'sample:regression', '--steps', '60', '--rates', '0.1,0.01,0.003');
    await served.startAgain(page, chooser);
    await page.getByRole('link', { name: /Regression sample/ }).click();
    await estimate();
    await pictures.take('probe-ladder');
    await foot();
    await pictures.take('probe-ladder-foot', foot);
  } finally {
    await served.remove();
  }
});

test('the Model step', async ({ page, context }) => {
  const served = new Served();
  try {
    await page.goto(await served.start());
    const chooser = await context.newPage();
    await chooser.goto(await served.invite());
    const pictures = new Pictures(page, chooser);
    for (const [name, source] of [
      ['images', 'sample:digits'],
      ['texts', 'sample:reviews'],
    ] as const) {
      await page.getByRole('button', { name: 'New project…' }).click();
      await page.getByRole('textbox').fill(source);
      await page.getByRole('button', { name: 'Create project' }).click();
      await page.getByRole('button', { name: 'Continue to model' }).click();
      await pictures.take(`model-${name}`);
      await page.getByRole('radio', { name: 'MLP' }).check();
      await page.getByRole('textbox', { name: 'Hidden layers' }).fill('256, x');
      await pictures.take(`model-${name}-wrong`);
      await page.getByRole('textbox', { name: 'Hidden layers' }).fill('256, 32');
      await pictures.take(`model-${name}-other`);
      await toProjects(page);
    }
  } finally {
    await served.remove();
  }
});

test('the Preparation step', async ({ page, context }) => {
  const served = new Served();
  const create = async (source: string) => {
    await page.getByRole('button', { name: 'New project…' }).click();
    await page.getByRole('textbox').fill(source);
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('button', { name: 'Continue to model' }).click();
    await page.getByRole('button', { name: 'Continue to preparation' }).click();
  };
  const checked = () => expect(page.getByRole('heading', { name: 'What was measured' })).toBeVisible();
  const foot = () => page.getByRole('main').evaluate(main => main.scrollTo(0, main.scrollHeight));
  try {
    await page.goto(await served.start());
    const chooser = await context.newPage();
    await chooser.goto(await served.invite());
    const pictures = new Pictures(page, chooser);

    await create('sample:digits');
    await pictures.take('preparation-none');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await checked();
    await pictures.take('preparation-passes');
    await foot();
    await pictures.take('preparation-passes-foot', foot);
    await toProjects(page);

    const same = join(served.home, 'texts.csv');
    writeFileSync(same, sameTexts());
    await create(same);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await checked();
    await pictures.take('preparation-stops');
    rmSync(same);
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await pictures.take('preparation-failed');
    await toProjects(page);

    await served.end();
    ladder(
      served.home,
      '--data',
      'sample:rings',
      '--model',
      'linear',
      '--dropout',
      '0.2',
      '--steps',
      '60',
      '--rates',
      '0.1',
    );
    ladder(served.home, '--data', 'sample:digits', '--model', 'mlp', '--no-prepare', '--steps', '60', '--rates', '0.1');
    await served.startAgain(page, chooser);
    await page.getByRole('link', { name: /Rings sample/ }).click();
    await page.getByRole('link', { name: /Preparation/ }).click();
    await checked();
    await pictures.take('preparation-warns');
    await toProjects(page);
    await page.getByRole('link', { name: /Digits sample/ }).click();
    await page.getByRole('link', { name: /Preparation/ }).click();
    await checked();
    await pictures.take('preparation-stale');
  } finally {
    await served.remove();
  }
});

test('the Data step', async ({ page, context }) => {
  const served = new Served();
  const create = async (source: string) => {
    await page.getByRole('button', { name: 'New project…' }).click();
    await page.getByRole('textbox').fill(source);
    await page.getByRole('button', { name: 'Create project' }).click();
  };
  const foot = () => page.getByRole('main').evaluate(main => main.scrollTo(0, main.scrollHeight));
  try {
    await page.goto(await served.start());
    const chooser = await context.newPage();
    await chooser.goto(await served.invite());
    const pictures = new Pictures(page, chooser);

    await page.getByRole('heading', { level: 1 }).evaluate(heading => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.csv'));
      heading.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true }));
    });
    await pictures.take('home-dragging');

    const dirty = dirtyCsv(served.home);
    await create(dirty);
    await understood(page);
    await pictures.take('data-table');
    await foot();
    await pictures.take('data-table-foot', foot);
    await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await page.getByRole('combobox', { name: 'Target' }).selectOption('vineyard');
    await expect(page.getByRole('alert')).toBeVisible();
    await pictures.take('data-change-refused');
    await page.getByRole('combobox', { name: 'Target' }).selectOption('price');
    await expect(page.getByRole('heading', { name: 'Target: price' })).toBeVisible();
    await pictures.take('data-regression');
    await toProjects(page);

    await create(talk(served.home));
    await understood(page);
    await pictures.take('data-text');
    await toProjects(page);
    await create('sample:reviews');
    await understood(page);
    await pictures.take('data-sample');
    await toProjects(page);

    await served.end();
    ladder(served.home, '--data', dirty, '--steps', '60', '--rates', '0.1,0.01');
    await served.startAgain(page, chooser);
    await expect(page.getByRole('link', { name: /wine\.csv/ })).toHaveCount(2);
    writeFileSync(dirty, 'grape,price,quality\n', { flag: 'a' });
    await page
      .getByRole('link', { name: /wine\.csv/ })
      .first()
      .click();
    await page.getByRole('link', { name: /^done Data/ }).click();
    await expect(page.getByRole('heading', { name: /^The source changed/ })).toBeVisible();
    await pictures.take('data-changed');
    await page.getByRole('button', { name: 'Read it again' }).click();
    await expect(page.getByRole('heading', { name: /^The source changed/ })).toBeHidden();
    await pastPreparation(page);
    await pictures.take('ladder-other-data');
    await toProjects(page);

    const big = bigCsv(served.home);
    await create(big);
    await expect(page.getByText('Reading the data…')).toBeVisible();
    await pictures.takeAsIs('new-project-reading', 'en');
  } finally {
    await served.remove();
  }
});
