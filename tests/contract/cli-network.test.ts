import { expect, it, onTestFinished, vi } from 'vitest';
import { createProject, withStore } from '#electron/cli/session.ts';
import type { TrainOptions } from '#electron/cli/stage-options.ts';
import { openCore } from '#electron/core/open-core.ts';
import { nodeHosts } from '#electron/hosts/node/node-hosts.ts';
import { openDatabase } from '#electron/store/database.ts';
import { databaseFile } from '#electron/store/home.ts';
import { MIGRATIONS } from '#electron/store/migrations/migrations.ts';
import { planBase } from '#shared/method/fixed-hyperparameters.ts';
import { temporaryHome } from '../tools/home.ts';

it('the terminal trains the network that it names: that of the flags, else the one that the project has', async () => {
  const core = await openCore({ home: temporaryHome(), hosts: nodeHosts(), version: 'test', measure: false });
  onTestFinished(() => core.close());
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => said.mockRestore());
  /** What the terminal says with some flags, and what a ladder with them trains. */
  const named = async (flags: Partial<TrainOptions>): Promise<{ words: string; trained: string }> => {
    said.mockClear();
    const { facts, network } = await createProject(core, { data: 'sample:rings', ...flags } as TrainOptions);
    const words = said.mock.calls.flat().join(' ');
    const { model, hidden } = planBase({ model: flags.model, hidden: flags.hidden }, facts, network);
    return { words, trained: [model, ...(model === 'mlp' ? [hidden.join('-')] : [])].join(' ') };
  };
  for (const [flags, expected] of [
    [{}, 'mlp 128-64'],
    [{ hidden: [16] }, 'mlp 16'],
    [{}, 'mlp 16'],
    [{ model: 'linear' }, 'linear'],
    [{}, 'linear'],
  ] satisfies [Partial<TrainOptions>, string][]) {
    const { words, trained } = await named(flags);
    expect(trained).toBe(expected);
    expect(words).toContain(`Network: ${expected},`);
  }
});

it('a home of an older Descent is brought up to date, also where it is only to be read', async () => {
  const home = temporaryHome();
  openDatabase(databaseFile(home), MIGRATIONS.slice(0, -1)).close();
  expect(await withStore({ home }, store => store.projects())).toEqual([]);
});
