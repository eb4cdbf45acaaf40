import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixture.ts';

test('a reload keeps the session; another tab has none, says so, and is invited from the first', async ({
  home: page,
  served,
  context,
}) => {
  expect(new URL(page.url()).hash).toBe('');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Try the sample' })).toBeVisible();

  const stranger = await context.newPage();
  await stranger.goto(page.url());
  await expect(stranger.getByRole('heading', { name: 'This browser is not let in yet' })).toBeVisible();
  await expect(stranger.getByText('npm run serve')).toBeVisible();
  expect((await new AxeBuilder({ page: stranger }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Open in another browser…' }).click();
  const address = page.getByRole('textbox', { name: 'Address for another browser or tab' });
  await expect(address).toHaveValue(/#invite=/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const url = await address.inputValue();
  // Opened in the tab that was not let in.
  await stranger.goto(url);
  await expect(stranger.getByRole('button', { name: 'Try the sample' })).toBeVisible();
  expect(stranger.url()).not.toContain('invite');

  const late = await context.newPage();
  await late.goto(url);
  await expect(late.getByRole('heading', { name: 'This address is used up' })).toBeVisible();
  await late.goto(await served.invite());
  await expect(late.getByRole('button', { name: 'Try the sample' })).toBeVisible();
  expect(await context.cookies()).toEqual([]);
});

test('a page that outlives its server goes on by the address of the next start, on the screen where it was', async ({
  home: page,
  served,
}) => {
  await page.getByRole('button', { name: 'New project…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Rings sample/ })
    .click();
  await expect(page.getByRole('heading', { name: 'How it is evaluated' })).toBeVisible();
  const where = page.url();
  await served.end();
  const url = await served.start();
  await expect(page.getByText('This session is over: Descent was started again.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This session is over' })).toBeVisible();
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'How it is evaluated' })).toBeVisible();
  expect(page.url()).toBe(where);
});
