import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixture.ts';

test('another network is chosen, kept, and trained by what is started then', async ({ home: page }) => {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page.getByRole('button', { name: /Rings sample/ }).click();
  await page.getByRole('button', { name: 'Continue to model' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Model' })).toBeVisible();
  await expect(page).toHaveTitle(/^Model/);
  const rail = page.getByRole('link', { name: /Model/ });
  await expect(rail).toHaveAttribute('aria-current', 'step');
  await expect(rail).toContainText('MLP');

  // By keyboard alone: to the other network, back, and to the sizes.
  const mlp = page.getByRole('radio', { name: 'MLP' });
  await mlp.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Linear model' })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(mlp).toBeChecked();
  await page.keyboard.press('Tab');
  const hidden = page.getByRole('textbox', { name: 'Hidden layers' });
  await expect(hidden).toBeFocused();
  await hidden.fill('16, x');
  await expect(page.getByRole('alert')).toContainText('whole numbers');
  await expect(page.getByRole('complementary')).toContainText('MLP 128-64 stays');
  // What is being chosen stays while another step is looked at.
  await page.getByRole('link', { name: /Data/ }).click();
  await expect(rail).toContainText('Your change is not used yet');
  await rail.click();
  await expect(hidden).toHaveValue('16, x');
  await hidden.fill('16');
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByRole('table', { name: 'Layer by layer' }).getByRole('row')).toHaveCount(5);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Use this network' }).click();
  await expect(page.getByText('Your choice', { exact: true })).toBeVisible();

  await page.reload();
  await expect(hidden).toHaveValue('16');
  await page.getByRole('button', { name: 'Continue to preparation' }).click();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByRole('region', { name: 'What was measured' })).toContainText('MLP 16');
  await page.getByRole('button', { name: 'Continue to learning rate' }).click();
  await page.getByText('Settings', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Steps of each trial' }).fill('30');
  await page.getByRole('button', { name: 'Start six trials' }).click();
  await expect(page).toHaveURL(/#\/project\/[\w-]+\/learningRate\/[\w-]+$/);
  await page.getByRole('link', { name: 'Projects' }).click();
  await page.getByRole('link', { name: /Rings sample.*MLP 16/ }).click();

  // What was made before is for another network once that changes.
  await rail.click();
  await page.getByRole('button', { name: 'Back to what the data proposes' }).click();
  await expect(page.getByText(/shown as out of date/)).toBeVisible();
  await page.getByRole('button', { name: 'Use this network' }).click();
  await page.getByRole('button', { name: 'Continue to preparation' }).click();
  await expect(page.getByRole('region', { name: 'These checks are for other settings' })).toContainText('MLP 128-64');

  // A further ladder trains what the project has now.
  await page.getByRole('link', { name: /Learning rate/ }).click();
  await page.getByRole('button', { name: 'New ladder…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Network: MLP 128-64.');
  await dialog.getByRole('button', { name: 'Start six trials' }).click();
  await expect(page.getByRole('combobox').locator('option:checked')).toContainText('Ladder 2');
  await expect(page.getByText('Finished', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Log of 0.1', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Log' })).toContainText('"hidden":[128,64]');
});
