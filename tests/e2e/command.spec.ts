import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, ladderDone, test } from './fixture.ts';

/** A script of a person's own: gradient descent in a bowl, which takes a rate by a name that nobody knows. */
const SCRIPT = `
const arg = name => Number(process.argv[process.argv.indexOf(name) + 1]);
let w = Array.from({ length: 5 }, (_, i) => 3 + i / 10 + arg('--seed') / 100);
for (let s = 1; s <= arg('--steps'); s++) {
  const loss = w.reduce((sum, x, i) => sum + (0.2 + i * 0.3) * x * x, 0);
  console.log('step ' + s + ' cost ' + loss.toPrecision(6));
  if (s % 20 === 0) console.log('step ' + s + ' val_loss ' + (loss + 0.01).toPrecision(6));
  w = w.map((x, i) => x - arg('--speed') * (0.2 + i * 0.3) * x);
  await new Promise(over => setTimeout(over, 2));
}`;

test('a command is typed, its rate and its loss are pointed at, it is proved, and gets a ladder', async ({
  home: page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'descent-e2e-command-'));
  try {
    writeFileSync(join(folder, 'train.mjs'), SCRIPT);
    await page.getByRole('button', { name: 'New project…' }).click();
    await page.getByRole('button', { name: 'My own command' }).click();
    const line = page.getByRole('textbox', { name: 'The command that you train with' });
    await line.fill(`"${process.execPath}" train.mjs --speed 0.01 --steps 120 --seed 1 > log`);
    await page.getByRole('textbox', { name: 'Folder that it runs in' }).fill(folder);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await expect(page.getByRole('alert')).toContainText('without');
    await line.fill(`"${process.execPath}" train.mjs --speed 0.01 --steps 120 --seed 1`);
    await page.getByRole('button', { name: 'Look at it' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Command' })).toBeVisible();
    await expect(page.getByText('Not run yet')).toBeVisible();
    await page.getByRole('combobox', { name: 'The learning rate is taken from' }).selectOption('--speed 0.01');
    await expect(page.getByText('the ladder, 1 to 1e−5')).toBeVisible();
    await page.getByRole('button', { name: 'Run it once' }).click();
    await page.getByRole('combobox', { name: 'cost is taken as' }).selectOption('training loss');
    await page.getByRole('combobox', { name: 'step is taken as' }).selectOption('counts the steps');
    await page.getByRole('combobox', { name: 'val_loss is taken as' }).selectOption('dev loss');
    await page.getByRole('button', { name: 'Start the proof run' }).click();
    await expect(page.getByText('Ready to be tuned')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('10 times the learning rate changes the loss.')).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Continue to learning rate' }).click();
    await expect(page.getByText('No ladder has run on this command yet')).toBeVisible();
    await page.getByRole('link', { name: 'Plan it' }).click();
    // How long a step takes is known since the run for its figures.
    await expect(page.getByRole('row', { name: /^Learning rate \d/ })).toBeVisible();
    await expect(page.getByText('Left out: which optimizer trains is the business of the command')).toBeVisible();
    await page.goBack();
    await page.getByRole('button', { name: 'Start six trials' }).click();
    await ladderDone(page);
    await expect(page.getByRole('button', { name: /^Accept / })).toBeVisible();

    const rail = page.getByRole('navigation');
    await expect(rail.getByText('left out: neither batch size nor momentum')).toBeVisible();
    await rail.getByRole('link', { name: /Command/ }).click();
    await expect(page.getByRole('cell', { name: '--speed' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Command' })).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
