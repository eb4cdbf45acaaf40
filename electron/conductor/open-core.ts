import type { CoreEvent } from '#shared/contract/events.ts';
import type { Ask } from '#shared/contract/requests.ts';
import { BackendReport, type Machine } from '#shared/domain/machine.ts';
import type { TrialStatus } from '#shared/domain/trial.ts';
import { sweepCheckpoints } from '../store/checkpoint-files.ts';
import { type HomeLock, lockHome } from '../store/lock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { Conductor } from './conductor.ts';
import type { Core } from './core.ts';
import { dispatch } from './dispatch.ts';
import { createHandlers } from './handlers.ts';
import { watchHelpers } from './helpers.ts';
import type { Hosts } from './hosts.ts';
import { machineFacts, measureBackends } from './machine.ts';
import { EVERYWHERE, within } from './reach.ts';

/** What a core is opened with. */
export interface CoreOptions {
  home: string;
  hosts: Hosts;
  version: string;
  /** Measure the backends in the background once open, where that was not done on this machine and version yet. */
  measure: boolean;
  /**
   * Folders that interfaces may look into beside the person's own folder and the sources of their projects; left out: everywhere, as is
   * right where nobody but the person asks.
   */
  within?: readonly string[];
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
export async function openCore(options: CoreOptions): Promise<Core> {
  const { home, storeWorker } = options;
  const lock = lockHome(home);
  let store: Store | null = null;
  try {
    store = await openStore(home, storeWorker && { worker: storeWorker });
    return await coreOn(store, lock, options);
  } catch (error) {
    await store?.close();
    lock.release();
    throw error;
  }
}

/** A checkpoint of a trial that has ended for good is of no use. */
async function sweep(home: string, store: Store): Promise<void> {
  const over: ReadonlySet<TrialStatus> = new Set<TrialStatus>(['finished', 'diverged', 'pruned']);
  const open = new Set((await store.allTrials()).filter(({ status }) => !over.has(status)).map(({ id }) => id));
  await sweepCheckpoints(home, id => open.has(id));
}

async function coreOn(
  store: Store,
  lock: HomeLock,
  { home, hosts, version, measure, within: folders }: CoreOptions,
): Promise<Core> {
  await store.recover(Date.now());
  await sweep(home, store);
  const onDefect = (error: unknown) =>
    void store.recordEvent('defect', { stack: error instanceof Error ? error.stack : String(error) }).catch(() => {});

  const listeners = new Set<(event: CoreEvent) => void>();
  const emit = (event: CoreEvent) => {
    for (const listener of listeners) {
      // A listener's trouble is its own: training and the other listeners go on.
      try {
        listener(event);
      } catch (error) {
        onDefect(error);
      }
    }
  };
  const helpers = watchHelpers(hosts);
  // A measurement holds for one version on one machine.
  const measuredAs = `backends ${version} ${machineFacts().cpu}`;
  const stored = BackendReport.array().safeParse(await store.setting(measuredAs));
  let machine = machineFacts(stored.success ? stored.data : []);
  const conductor = new Conductor({ home, version, store, hosts, helpers, machine: () => machine, emit });
  const measureAll = async () => {
    const backends = await measureBackends(helpers, MEASURE_SECONDS);
    machine = machineFacts(backends);
    emit({ type: 'machine', machine });
    await store.saveSetting(measuredAs, backends);
    return machine;
  };
  let measuring: Promise<Machine> | null = null;
  // Two at once would measure each other.
  const measureNow = () => {
    measuring ??= measureAll().finally(() => {
      measuring = null;
    });
    return measuring;
  };
  if (measure && !stored.success) void measureNow().catch(() => {});

  const sources = async () => (await store.projects()).map(({ source }) => source);
  const reach = folders ? within(folders, sources) : EVERYWHERE;
  const context = { home, version, store, conductor, machine: () => machine, emit, measure: measureNow, reach };
  const handlers = createHandlers(context);
  const handle = (name: string, input: unknown, gone?: AbortSignal) => dispatch(handlers, name, input, onDefect, gone);

  let closing: Promise<void> | null = null;
  const close = async () => {
    helpers.close();
    try {
      await conductor.close();
    } finally {
      await store.close().finally(() => lock.release());
    }
  };
  return {
    handle,
    ask: ((name, input) => handle(name, input)) as Ask,
    onEvent: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setAddress: address => lock.updateInfo({ address }),
    close: () => (closing ??= close()),
  };
}
