import { expect, it } from 'vitest';
import { type Child, type Hosts, startedAhead, type TrialHost } from '#electron/hosts/hosts.ts';

/** Children that are told apart by their number, and may end of themselves. */
function counted() {
  const children: (Child & { killed: boolean; end: () => void })[] = [];
  const start = (): Child => {
    const listeners: ((detail: string) => void)[] = [];
    const child = {
      killed: false,
      send: () => {},
      onMessage: () => {},
      onExit: (listener: (detail: string) => void) => void listeners.push(listener),
      kill: () => {
        child.killed = true;
      },
      end: () => {
        for (const listener of listeners) listener('exit code 1');
      },
    };
    children.push(child);
    return child;
  };
  const hosts: Hosts = { startReader: start, startTrainer: start, command: {} as TrialHost };
  return { children, hosts };
}

it('hands out what was started ahead, once, and ends what nobody asked for', () => {
  const { children, hosts } = counted();
  const ahead = startedAhead(hosts);
  expect(children).toHaveLength(2);
  expect(children).toContain(ahead.startTrainer());
  expect(children).toHaveLength(2);
  ahead.startTrainer();
  expect(children).toHaveLength(3);
  ahead.close();
  expect(children.map(({ killed }) => killed)).toEqual([true, false, false]);
  expect(ahead.command).toBe(hosts.command);
});

it('starts another one where the one that was started ahead has ended by itself', () => {
  const { children, hosts } = counted();
  const ahead = startedAhead(hosts);
  for (const child of [...children]) child.end();
  const [reader, trainer] = [ahead.startReader(), ahead.startTrainer()];
  expect(children.slice(2)).toEqual([reader, trainer]);
});
