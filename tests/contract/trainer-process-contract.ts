import { expect, it } from 'vitest';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { reproducible, train } from './trainer-fixture.ts';
import { preparedFolder, recordOf, startTrainer, startTrial } from './trainer-process.ts';

/** What a trainer in a process of its own must do on every backend. */
export function trainerProcessContract(id: BackendId): void {
  const { preparedFile } = preparedFolder();

  it('gives the same numbers, bit for bit, in a process of its own', async () => {
    const { child, messages, exit } = startTrainer();
    startTrial(child, id, { steps: 12 }, preparedFile);
    expect(await exit).toBe('exit code 0');
    expect(reproducible(recordOf(messages))).toEqual(reproducible(await train(id, { steps: 12 })));
    expect(messages.filter(({ type }) => type === 'started' || type === 'ended').map(({ type }) => type)).toEqual([
      'started',
      'ended',
    ]);
  });

  it('stops a process in the middle and keeps every point', async () => {
    const { child, messages, exit, first } = startTrainer();
    startTrial(child, id, { steps: 10_000_000, evalEvery: 10_000_000 }, preparedFile);
    await first('metrics');
    child.send({ type: 'stop' });
    expect(await exit).toBe('exit code 0');
    const { end, series } = recordOf(messages);
    expect(end.status).toBe('stopped');
    expect(series.step?.step).toEqual(Array.from({ length: end.steps }, (_, step) => step));
  });

  it('measures the reference step', async () => {
    const { child, exit, first } = startTrainer();
    child.send({ type: 'measure', backend: id, seconds: 0.1 });
    const { stepMs, reason } = await first('measured');
    expect(reason).toBeNull();
    expect(stepMs).toBeGreaterThan(0);
    child.kill();
    await exit;
  });
}
