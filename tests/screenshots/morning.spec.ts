import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Served } from '../tools/served.ts';
import { Pictures } from './pictures.ts';

test('what a person finds in the morning', async ({ page, context }) => {
  const served = new Served();
  try {
    await page.goto(await served.start());
    const chooser = await context.newPage();
    await chooser.goto(await served.invite());
    const pictures = new Pictures(page, chooser);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await expect(page.getByRole('progressbar').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Pause all' })).toBeVisible();
    // Folders stand where the checkpoints are written, as a full disk would keep them from it.
    const logs = () => readdirSync(served.home, { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.log'));
    await expect.poll(() => logs().length).toBeGreaterThan(1);
    for (const log of logs().map(file => basename(file)))
      mkdirSync(join(served.home, 'checkpoints', log.replace('.log', '.tmp')), { recursive: true });
    await page.getByRole('button', { name: 'Pause all' }).click();
    await expect(page.getByRole('heading', { name: /don’t go on from where they ended/ })).toBeVisible();
    await pictures.take('ladder-checkpoint-not-written');

    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByRole('button', { name: 'Pause all' })).toBeVisible();
    await served.end('SIGKILL');
    await served.startAgain(page, chooser);
    await expect(page.getByRole('heading', { name: /went down today/ })).toBeVisible();
    await pictures.take('events', () => page.getByRole('button', { name: /^(What happened|发生了什么)$/ }).click());
    await page.keyboard.press('Escape');

    renameSync(served.home, `${served.home}-moved`);
    await expect(page.getByRole('alert').filter({ hasText: 'Descent has stopped.' })).toBeVisible();
    await pictures.takeAsIs('home-lost', 'en');
    renameSync(`${served.home}-moved`, served.home);
  } finally {
    await served.remove();
  }
});
