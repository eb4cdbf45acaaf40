import { expect, it } from 'vitest';
import { askTrainer } from '#electron/conductor/trials/ask-trainer.ts';
import type { Child, Hosts } from '#electron/hosts/hosts.ts';
import { MemoryWitness } from '#electron/hosts/memory.ts';
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

/** A system that counts so many ended for want of memory before, and so many afterwards. */
const counting = (...counts: (number | null)[]) => new MemoryWitness(() => counts.shift() ?? null);

it.each([
  [true, counting(3, 4), 'error.trainer.killed'],
  [true, counting(3, 3), 'error.trainer.killedBySomeone'],
  [true, counting(null, null), 'error.trainer.killedUnknown'],
  [false, counting(3, 4), 'reason.failed.processLost'],
])(
  'what a trainer was asked and lost with it keeps nothing to go on with (killed: %s)',
  async (killed, witness, key) => {
    const asked = askTrainer(losing('SIGKILL', killed) as Hosts, { type: 'stop' }, () => null, witness);
    const { record, message } = await refusalOf(asked);
    expect(record).toEqual({ key, values: { detail: 'SIGKILL' } });
    expect(message).not.toContain('resume');
  },
);

it('takes memory for the reason where little was free while the process lived, whoever ended it', () => {
  const witness = counting(3, 3);
  witness.sawFree(2 ** 40);
  witness.sawFree(100 * 2 ** 20);
  witness.sawFree(2 ** 40);
  expect(witness.verdict('SIGKILL')).toBe('memory');
  expect(counting(null).verdict('oom')).toBe('memory');
});
