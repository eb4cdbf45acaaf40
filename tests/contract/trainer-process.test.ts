import { fork } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { FEATURES, hyperparameters, preparedBytes } from './trainer-fixture.ts';
import { ENTRY, expectSentence, preparedFolder, recordOf, startTrainer, startTrial } from './trainer-process.ts';
import { trainerProcessContract } from './trainer-process-contract.ts';

const cudaIsInstalled = existsSync(new URL('../../node_modules/@tensorflow/tfjs-node-gpu', import.meta.url));

const { folder, preparedFile } = preparedFolder();

describe.each(['cpu', 'wasm'] as const)('a trainer process on %s', trainerProcessContract);

describe('a trainer process', () => {
  const failWith = async (backend: BackendId, file: string, choice: Parameters<typeof hyperparameters>[0] = {}) => {
    const { child, messages, exit } = startTrainer();
    startTrial(child, backend, choice, file);
    expect(await exit).toBe('exit code 0');
    const { end } = recordOf(messages);
    expect(end).toMatchObject({ status: 'failed', steps: 0 });
    expectSentence(end.reason);
    return end.reason;
  };

  it('says which file it could not read', async () => {
    const missing = join(folder, 'missing');
    expect(await failWith('wasm', missing)).toMatchObject({ key: 'reason.failed.data', values: { file: missing } });
    const cut = join(folder, 'cut');
    writeFileSync(cut, preparedBytes().subarray(0, 900));
    expect(await failWith('wasm', cut)).toMatchObject({ key: 'reason.failed.data', values: { file: cut } });
    const foreign = join(folder, 'foreign');
    writeFileSync(foreign, 'no prepared file');
    expect(await failWith('wasm', foreign)).toMatchObject({ key: 'reason.failed.data', values: { file: foreign } });
    const empty = join(folder, 'empty');
    writeFileSync(empty, preparedBytes({ train: 90, dev: 0 }));
    expect(await failWith('wasm', empty)).toMatchObject({ key: 'reason.failed.emptyPart', values: { part: 'dev' } });
  });

  it.skipIf(cudaIsInstalled)('says which backend is not there, and how to get it', async () => {
    expect(await failWith('cuda', preparedFile)).toEqual({ key: 'reason.backend.cuda.notInstalled', values: {} });
    const { child, exit, first } = startTrainer();
    child.send({ type: 'measure', backend: 'cuda', seconds: 1 });
    expect(await first('measured')).toEqual({
      type: 'measured',
      stepMs: null,
      reason: { key: 'reason.backend.cuda.notInstalled', values: {} },
      device: null,
      free: false,
    });
    child.kill();
    await exit;
  });

  it('refuses a network that no trainer can hold, before it draws its weights', async () => {
    const reason = await failWith('wasm', preparedFile, { hidden: [65_536, 65_536] });
    expect(reason).toMatchObject({ key: 'reason.failed.tooManyParameters' });
  });

  it('refuses a batch that no trainer can hold, and says which it can', async () => {
    const wide = join(folder, 'wide');
    writeFileSync(wide, preparedBytes(undefined, { tokens: { length: FEATURES, vocabulary: 100_000 } }));
    const reason = await failWith('wasm', wide, { model: 'linear', batchSize: 2000 });
    expect(reason).toEqual({
      key: 'reason.failed.batchTooLarge',
      values: { batchSize: 2000, inputs: 100_000, most: 1342 },
    });
  });

  it('says that memory is short where a batch does not fit', async () => {
    const reason = await failWith('wasm', preparedFile, { hidden: [65_536], batchSize: 65_536 });
    expect(reason).toMatchObject({ key: 'reason.failed.memory' });
  });

  it('ends when its channel closes in the middle of a trial', async () => {
    const child = fork(fileURLToPath(ENTRY), { serialization: 'advanced', execArgv: [] });
    const exit = new Promise(resolve => child.once('exit', resolve));
    const begun = new Promise(resolve => child.once('message', resolve));
    child.send({
      type: 'train',
      hyperparameters: hyperparameters({ steps: 10_000_000 }),
      backend: 'wasm',
      preparedFile,
    });
    await begun;
    child.disconnect();
    await exit;
  });
});
