import { Refusal } from '#shared/contract/refusal.ts';
import type { Child, Hosts } from './hosts.ts';

/** Hosts whose children nobody needs once the core closes: readers, and trainers that only measure. */
export interface Helpers extends Hosts {
  /** Ends those that are alive; no other can be started. */
  close(): void;
}

/** Keeps an eye on the children of some hosts, so that none outlives the core. */
export function watchHelpers(hosts: Hosts): Helpers {
  const alive = new Set<Child>();
  let closed = false;
  const watched = (start: () => Child): Child => {
    if (closed) throw new Refusal('error.core.closing');
    const child = start();
    alive.add(child);
    child.onExit(() => alive.delete(child));
    return child;
  };
  return {
    startTrainer: () => watched(() => hosts.startTrainer()),
    startReader: () => watched(() => hosts.startReader()),
    close: () => {
      closed = true;
      for (const child of alive) child.kill();
    },
  };
}
