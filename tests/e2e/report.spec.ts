import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, pastPreparation, test } from './fixture.ts';

const axe = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

/** A short ladder of a small table, and a rate of a person's own accepted. */
async function acceptRate(page: Page): Promise<void> {
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Steps of each trial' }).fill('300');
  await page.getByRole('checkbox', { name: 'Extend past an end' }).click();
  await page.getByRole('button', { name: 'Start six trials' }).click();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Change…' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('250');
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('heading', { name: 'Your choice' })).toBeVisible();
}

/** How light the page’s ground is, from 0 to 765. */
const ground = (page: Page): Promise<number> =>
  page.evaluate(() =>
    (getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? [])
      .slice(0, 3)
      .reduce((sum, channel) => sum + Number(channel), 0),
  );

test('R3: the report on the page, and the file of it from disk without a network, in both themes and on paper', async ({
  home: page,
  browser,
}, info) => {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Rings sample/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Data' })).toBeVisible();
  await page.getByRole('link', { name: /^Report|Report/ }).click();
  await expect(page.getByText(/^Nothing was run in this project yet/)).toBeVisible();
  await page.getByRole('link', { name: /Data/ }).click();
  await pastPreparation(page);
  await acceptRate(page);

  await page.getByRole('link', { name: /Report/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'The result' })).toBeVisible();
  await expect(page.getByText(/^No final runs were made: nothing here was measured/)).toBeVisible();
  await expect(page.getByRole('img', { name: /^Dev loss, over steps/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Not tried, overruled, within noise' })).toContainText('You took');
  await axe(page);

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download HTML' }).click();
  const file = info.outputPath('report.html');
  await (await saved).saveAs(file);
  expect(readFileSync(file).length).toBeLessThan(500_000);
  const markdown = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Markdown' }).click();
  const text = info.outputPath('report.md');
  await (await markdown).saveAs(text);
  expect(readFileSync(text, 'utf8')).toContain('## The result');

  for (const colorScheme of ['light', 'dark'] as const) {
    const alone = await browser.newContext({ colorScheme, offline: true });
    const opened = await alone.newPage();
    const wrong: string[] = [];
    opened.on('console', message => wrong.push(message.text()));
    opened.on('request', request => {
      if (!request.url().startsWith('file:')) wrong.push(request.url());
    });
    await opened.goto(pathToFileURL(file).href);
    await expect(opened.getByRole('heading', { level: 1, name: /^Report: / })).toBeVisible();
    const light = await ground(opened);
    if (colorScheme === 'light') expect(light).toBeGreaterThan(600);
    else expect(light).toBeLessThan(150);
    await axe(opened);
    // On paper it is light, and what is folded is there.
    await opened.emulateMedia({ media: 'print', colorScheme });
    expect(await ground(opened)).toBe(765);
    const paper = await opened.pdf({ preferCSSPageSize: true });
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    expect(wrong).toEqual([]);
    await alone.close();
  }
});
