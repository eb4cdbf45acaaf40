import { expect, it, onTestFinished } from 'vitest';
import { openReadOnlyStore, openStore } from '#electron/store/open-store.ts';
import { temporaryHome } from '../tools/home.ts';
import { storeContract } from './store-contract.ts';
import { aBatch, range, savedTrials } from './store-fixtures.ts';

storeContract('SQLite in a worker thread', home => openStore(home));

it('reads beside the core that writes', async () => {
  const home = temporaryHome();
  await expect(openReadOnlyStore(home)).rejects.toMatchObject({ record: { key: 'error.store.absent' } });
  const store = await openStore(home);
  onTestFinished(() => store.close());
  const { stage, trials } = await savedTrials(store, 1);
  const reader = await openReadOnlyStore(home);
  onTestFinished(() => reader.close());
  const batches = [aBatch('step', range(0, 10), { loss: step => step })];
  await store.appendPoints({ trialId: trials[0]!.id, attempt: 1, batches });
  expect(await reader.trials(stage.id)).toEqual(trials);
  expect(await reader.points(trials[0]!.id, 'step', -1)).toEqual(batches[0]);
});
