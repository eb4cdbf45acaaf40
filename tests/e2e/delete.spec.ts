import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixture.ts';

test('a project is deleted from its card by keyboard, and other windows see it go', async ({
  home: page,
  context,
  served,
}) => {
  for (const source of ['sample:rings', 'sample:regression']) {
    await page.getByRole('button', { name: 'New project…' }).click();
    await page.getByRole('textbox').fill(source);
    await page.getByRole('button', { name: 'Create project' }).click();
    await expect(page.getByRole('heading', { name: 'How it is evaluated' })).toBeVisible();
    await page.getByRole('link', { name: 'Projects' }).click();
  }
  const other = await context.newPage();
  await other.goto(await served.invite());
  const cards = (where = page) =>
    where
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: /Rings|Regression/i });
  await expect(cards(other)).toHaveCount(2);

  const bin = page.getByRole('button', { name: /^Delete .*rings.*…$/i });
  await bin.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Delete .*rings.*\?$/i });
  await expect(dialog).toContainText(/It has no trials yet.*frees about .*B and can’t be undone/);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(bin).toBeFocused();

  await page.keyboard.press('Enter');
  // Nothing is deleted before it is said what goes.
  await expect(dialog).toContainText(/frees about/);
  await dialog.getByRole('button', { name: 'Delete project' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Projects', exact: true })).toBeFocused();
  await expect(cards()).toHaveCount(1);
  await expect(cards(other)).toHaveCount(1);
});
