import { execFileSync } from 'node:child_process';
import { expect, type Page, test } from '@playwright/test';
import { chooseSeries, chooseUnit, SERIES } from '../e2e/chart.ts';
import { Served } from '../tools/served.ts';
import { Pictures } from './pictures.ts';

/** A ladder by the terminal, in the home that the server shows later. */
function ladder(home: string, ...flags: string[]): void {
  const command = ['electron/cli/main.ts', 'ladder', '--home', home, '--no-prepare', ...flags];
  execFileSync(process.execPath, command, { stdio: 'ignore' });
}

const legendIsFilled = (page: Page) =>
  expect(page.getByRole('group', { name: 'Curves and their values' }).getByText(/\d/).nth(3)).toBeVisible();

test('the chart’s series', async ({ page, context }) => {
  const served = new Served();
  try {
    // 10 beside 1: a rate past the ramp.
    const rates = ['--rates', '10,1,0.1,0.01,0.001'];
    ladder(served.home, '--data', 'sample:digits', '--steps', '500', '--eval-every', '20', '--no-extend', ...rates);
    const few = ['--eval-every', '1000', '--rates', '1000,0.1,0.03,0.01'];
    ladder(served.home, '--data', 'sample:regression', '--steps', '300', '--no-extend', ...few);
    await page.goto(await served.start());
    const chooser = await context.newPage();
    await chooser.goto(await served.invite());
    const pictures = new Pictures(page, chooser);
    await page.getByRole('link', { name: /Digits sample/ }).click();
    await expect(page.getByRole('heading', { name: 'Recommendation', exact: true })).toBeVisible();

    for (const [id, name] of Object.entries(SERIES)) {
      await chooseSeries(page, name);
      await legendIsFilled(page);
      await pictures.take(`series-${id}`);
    }
    await chooseSeries(page, SERIES.bothLosses);
    await pictures.take('series-menu', () =>
      page.getByRole('button', { name: /(choose what is shown|选择图中显示的内容)$/ }).click(),
    );
    await page.keyboard.press('Escape');
    for (const unit of ['Epochs', 'Examples', 'Seconds']) {
      await chooseUnit(page, unit);
      await pictures.take(`series-${unit.toLowerCase()}`);
    }
    const cursor = page.getByRole('slider', { name: 'Cursor on the chart' });
    await cursor.focus();
    for (const key of ['ArrowLeft', 'PageDown', 'PageDown', '+', '+', '+']) await page.keyboard.press(key);
    await pictures.take('series-zoomed');
    await page.getByRole('button', { name: 'Full window' }).click();
    await pictures.take('series-full');
    await page.keyboard.press('Escape');

    // One that was stopped before its first evaluation of what it had learnt, and one that diverged.
    await page.getByRole('link', { name: 'Projects' }).click();
    await page.getByRole('link', { name: /Regression sample/ }).click();
    await chooseSeries(page, 'Dev RMSE');
    await expect(page.getByText('untrained only')).toBeVisible();
    await pictures.take('series-untrained');

    await page.getByRole('link', { name: 'Projects' }).click();
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await chooseSeries(page, SERIES.bothLosses);
    await expect(page.getByText(/ladder (1[2-9]|[2-5]\d) % done/)).toBeVisible({ timeout: 60_000 });
    await pictures.take('series-live');
  } finally {
    await served.remove();
  }
});
