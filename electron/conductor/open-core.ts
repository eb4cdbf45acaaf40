import type { CoreEvent } from '#shared/contract/events.ts';
import type { Ask } from '#shared/contract/requests.ts';
import { BackendReport } from '#shared/domain/machine.ts';
import { lockHome } from '../store/lock.ts';
import { openStore } from '../store/open-store.ts';
import { Conductor } from './conductor.ts';
import type { Core } from './core.ts';
import { dispatch } from './dispatch.ts';
import { createHandlers } from './handlers.ts';
import type { Hosts } from './hosts.ts';
import { machineFacts, measureBackends } from './machine.ts';

/** What a core is opened with. */
export interface CoreOptions {
  home: string;
  hosts: Hosts;
  version: string;
  /** Measure the backends in the background once open, where that was not done on this machine and version yet. */
  measure: boolean;
  /** Where a bundler put the store's worker; left out when run from source. */
  storeWorker?: URL;
}

/** Seconds of training steps a backend is measured by. */
const MEASURE_SECONDS = 2;

/**
 * Opens the core on a home folder: takes its lock, opens the store, marks what an earlier core left running as
 * interrupted.
 * @throws Refusal where another core holds the home, or the store can't be opened.
 */
export async function openCore({ home, hosts, version, measure, storeWorker }: CoreOptions): Promise<Core> {
  const lock = lockHome(home);
  const store = await openStore(home, storeWorker && { worker: storeWorker }).catch(error => {
    lock.release();
    throw error;
  });
  await store.recover(Date.now());

  const listeners = new Set<(event: CoreEvent) => void>();
  const emit = (event: CoreEvent) => {
    for (const listener of listeners) listener(event);
  };
  // A measurement holds for one version on one machine.
  const measuredAs = `backends ${version} ${machineFacts().cpu}`;
  const stored = BackendReport.array().safeParse(await store.setting(measuredAs));
  let machine = machineFacts(stored.success ? stored.data : []);
  const conductor = new Conductor({ home, version, store, hosts, machine: () => machine, emit });
  const measureNow = async () => {
    const backends = await measureBackends(hosts, MEASURE_SECONDS);
    machine = machineFacts(backends);
    emit({ type: 'machine', machine });
    await store.saveSetting(measuredAs, backends);
    return machine;
  };
  const measuring = measure && !stored.success ? measureNow().catch(() => machine) : null;

  const context = { home, version, store, conductor, machine: () => machine, emit, measure: measureNow };
  const handlers = createHandlers(context);
  const onDefect = (error: unknown) =>
    void store.recordEvent('defect', { stack: error instanceof Error ? error.stack : String(error) }).catch(() => {});
  const handle = (name: string, input: unknown) => dispatch(handlers, name, input, onDefect);

  let closing: Promise<void> | null = null;
  const close = async () => {
    await conductor.close();
    await Promise.race([measuring, new Promise(resolve => setTimeout(resolve, 100))]);
    await store.close();
    lock.release();
  };
  return {
    handle,
    ask: handle as Ask,
    onEvent: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setAddress: address => lock.updateInfo({ address }),
    close: () => (closing ??= close()),
  };
}
