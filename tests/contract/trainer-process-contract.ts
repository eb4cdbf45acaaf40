import { expect, it } from 'vitest';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { reproducible, train } from './trainer-fixture.ts';
import { preparedFolder, recordOf, startTrainer, startTrial } from './trainer-process.ts';

/** What a trainer in a process of its own must do on every backend. */
export function trainerProcessContract(id: BackendId): void {
  const { preparedFile } = preparedFolder();

  it('gives the same numbers, bit for bit, in a process of its own', async () => {
    const { child, messages, ended } = startTrainer();
    startTrial(child, id, { steps: 12 }, preparedFile);
    await ended();
    child.kill();
    expect(reproducible(recordOf(messages))).toEqual(reproducible(await train(id, { steps: 12 })));
    expect(messages.filter(({ type }) => type === 'started' || type === 'ended').map(({ type }) => type)).toEqual([
      'started',
      'ended',
    ]);
  });

  it('goes on in another process from where one was held, to the same numbers, bit for bit', async () => {
    const choice = { steps: 6, evalEvery: 3 };
    const held = startTrainer();
    startTrial(held.child, id, choice, preparedFile, { until: 4 });
    await held.ended();
    held.child.kill();
    expect(held.messages.at(-1)).toMatchObject({ type: 'ended', status: 'waiting', steps: 4 });
    const pieces = held.messages.flatMap(message => (message.type === 'checkpoint' ? message.piece : []));
    const next = startTrainer();
    startTrial(next.child, id, choice, preparedFile, { checkpoint: Buffer.concat(pieces) });
    await next.ended();
    next.child.kill();
    const whole = recordOf([...held.messages, ...next.messages]);
    expect(reproducible(whole)).toEqual(reproducible(await train(id, choice)));
    expect(whole.series.step?.step).toEqual([0, 1, 2, 3, 4, 5]);
    expect(whole.series.eval?.step).toEqual([0, 3, 6]);
  });

  it('stops a process in the middle and keeps every point', async () => {
    const { child, messages, ended, first } = startTrainer();
    startTrial(child, id, { steps: 10_000_000, evalEvery: 10_000_000 }, preparedFile);
    await first('metrics');
    child.send({ type: 'stop' });
    await ended();
    child.kill();
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
