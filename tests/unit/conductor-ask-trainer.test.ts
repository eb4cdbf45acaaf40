import { expect, it } from 'vitest';
import { askTrainer } from '#electron/conductor/ask-trainer.ts';
import type { Child, Hosts } from '#electron/conductor/hosts.ts';
import { refusalOf } from './data-files.ts';

/** Trainers that are lost at once. */
function losing(detail: string, killed: boolean): Pick<Hosts, 'startTrainer'> {
  const child: Child = {
    send: () => undefined,
    onMessage: () => undefined,
    onExit: listener => listener(detail, killed),
    kill: () => undefined,
  };
  return { startTrainer: () => child };
}

it.each([
  [true, 'error.trainer.killed'],
  [false, 'reason.failed.processLost'],
])('what a trainer was asked and lost with it keeps nothing to go on with (killed: %s)', async (killed, key) => {
  const asked = askTrainer(losing('SIGKILL', killed) as Hosts, { type: 'stop' }, () => null);
  const { record, message } = await refusalOf(asked);
  expect(record).toEqual({ key, values: { detail: 'SIGKILL' } });
  expect(message).not.toContain('resume');
});
