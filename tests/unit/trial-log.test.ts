import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { logFolderProblem } from '#electron/store/trial-log.ts';
import { temporaryHome } from '../tools/home.ts';

it('finds no problem with the log folder where several look at once', async () => {
  const home = temporaryHome();
  const found = await Promise.all(Array.from({ length: 20 }, () => logFolderProblem(home)));
  expect(new Set(found)).toEqual(new Set([null]));
});

it('says why no log can be written', async () => {
  const home = temporaryHome();
  writeFileSync(join(home, 'logs'), 'a file where the folder should be');
  expect(await logFolderProblem(home)).toMatch(/EEXIST|ENOTDIR/);
});
