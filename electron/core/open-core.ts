import type { CoreEvent } from '#shared/contract/events.ts';
import type { Ask } from '#shared/contract/requests.ts';
import { BackendReport, type Machine } from '#shared/domain/machine.ts';
import { OwnCommand } from '#shared/domain/own-command.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { Conductor } from '../conductor/conductor.ts';
import { CommandHost } from '../hosts/command/command-host.ts';
import { type Hosts, watchHelpers } from '../hosts/hosts.ts';
import { isBackupDue } from '../store/backup.ts';
import { commandsFolder, lastSavedAt, tightenHome } from '../store/home.ts';
import { checkNothingLost, hasLog, noteOpen, wayBack } from '../store/home-state.ts';
import { type HomeLock, lockHome } from '../store/lock.ts';
import { openReadOnlyStore, openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { Core, CoreOptions } from './core.ts';
import { dispatch } from './dispatch.ts';
import { createHandlers } from './handlers.ts';
import { watchHome } from './home-watch.ts';
import { sweepLeftovers } from './leftovers.ts';
import { machineFacts, measureBackends } from './machine.ts';
import { EVERYWHERE, within } from './reach.ts';
import { canBeRead, openReadingCore } from './reading-core.ts';

/** Seconds of training steps a backend is measured by. */
const MEASURE_SECONDS = 2;

/**
 * Opens the core on a home folder: takes its lock, opens the store, marks what an earlier core left running as
 * interrupted.
 * @throws Refusal where another core holds the home, or the store can't be opened.
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  try {
    return await openWritingCore(options);
  } catch (error) {
    if (!options.orRead || !canBeRead(error)) throw error;
    // Why it can't be written is what the person has to know, also where it can't be read.
    return openReadingCore(options, error).catch(() => Promise.reject(error));
  }
}

async function openWritingCore(options: CoreOptions): Promise<Core> {
  const { home, storeWorker } = options;
  const lock = lockHome(home);
  const hadLog = hasLog(home);
  let store: Store | null = null;
  let lost: Reason | null = null;
  try {
    const count = tightenHome(home);
    const savedAt = lastSavedAt(home) ?? undefined;
    lost = await checkNothingLost(home);
    store = await openStore(home, storeWorker && { worker: storeWorker });
    noteOpen(home, true);
    await store.recover(Date.now(), savedAt);
    if (count > 0) await store.recordEvent('home.tightened', { count });
    if (lost) await store.recordEvent('wal.missing', lost.values);
    return await coreOn(store, lock, options, lost ? [lost, await wayBack(home)] : []);
  } catch (error) {
    // Where the log was missing before, the next start has to say so once more: nobody heard it of this one.
    if (store && !lost) noteClosed(home, lock);
    await store?.close().catch(() => {});
    // Also an opening that failed puts the log into the database.
    if (hadLog && !hasLog(home)) noteClosed(home, lock);
    lock.release();
    throw error;
  }
}

/** Notes that the home's database is all in its one file, or will be at once; not where another core may be at home there by now. */
function noteClosed(home: string, lock: HomeLock): void {
  if (lock.isOurs) noteOpen(home, false);
}

/** Makes the day's backup, where there is something to back up and none was made today; beside the store, which it doesn't hold up. */
async function backUpDaily(store: Store, { home, storeWorker }: CoreOptions): Promise<void> {
  const now = Date.now();
  if (!(await isBackupDue(home, now)) || (await store.projects()).length === 0) return;
  const reader = await openReadOnlyStore(home, storeWorker && { worker: storeWorker });
  const outcome = await reader.backUpAutomatically(home, 'daily', now).finally(() => reader.close());
  await store.recordEvent(outcome.kind, { ...outcome, why: 'daily' });
}

/** Hosts that train a person's own commands too, where there are runners for them. */
const withCommands = (hosts: Hosts, home: string): Hosts => ({
  startTrainer: () => hosts.startTrainer(),
  startReader: () => hosts.startReader(),
  ...(hosts.startPredictor && { startPredictor: () => hosts.startPredictor!() }),
  ...(hosts.startRunner && {
    startRunner: () => hosts.startRunner!(),
    command: new CommandHost(commandsFolder(home), () => hosts.startRunner!()),
  }),
  ...(hosts.command && { command: hosts.command }),
});

async function coreOn(store: Store, lock: HomeLock, options: CoreOptions, notices: readonly Reason[]): Promise<Core> {
  const { home, hosts, version, measure, within: folders } = options;
  await sweepLeftovers(home, store);
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
  const trainers = watchHelpers(withCommands(hosts, home));
  const watch = watchHome(store, {
    stop: () => {
      trainers.close();
      helpers.close();
    },
    onLost: problem => emit({ type: 'home', problem }),
  });
  // A measurement holds for one version on one machine.
  const measuredAs = `backends ${version} ${machineFacts().cpu}`;
  const stored = BackendReport.array().safeParse(await store.setting(measuredAs));
  let machine = machineFacts(stored.success ? stored.data : []);
  const { countOomKills } = options;
  const conductor = new Conductor({
    home,
    version,
    store,
    hosts: trainers,
    helpers,
    machine: () => machine,
    emit,
    ...(countOomKills && { countOomKills }),
  });
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

  void conductor.deletion.finishAll().catch(onDefect);
  const daily = backUpDaily(store, options).catch(onDefect);

  const sources = async () => (await store.projects()).map(({ source }) => source);
  const context = {
    home,
    version,
    store,
    conductor,
    machine: () => machine,
    emit,
    measure: measureNow,
    watch,
    notices: async () => [...notices, ...conductor.damage.reasons()],
    reach: folders ? within(folders, sources) : EVERYWHERE,
  };
  const handlers = createHandlers(context);
  const handle = async (name: string, input: unknown, gone?: AbortSignal) => {
    if (name !== 'app.info') await watch.refuseIfLost();
    try {
      return await dispatch(handlers, name, input, onDefect, gone);
    } catch (error) {
      await watch.refuseIfLost();
      throw error;
    }
  };

  let closing: Promise<void> | null = null;
  const close = async () => {
    emit({ type: 'closing' });
    await watch.look();
    helpers.close();
    try {
      await conductor.close();
    } catch (error) {
      await watch.look();
      // Nothing can be saved there any more, and that was told.
      if (!watch.problem) throw error;
    } finally {
      await daily;
      await watch.close();
      if (!watch.problem) noteClosed(home, lock);
      await store.close().finally(() => lock.release());
    }
  };
  return {
    handle,
    ask: ((name, input) => handle(name, input)) as Ask,
    addCommand: async command => {
      await watch.refuseIfLost();
      return conductor.data.createCommand(OwnCommand.parse(command));
    },
    onEvent: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setAddress: address => lock.updateInfo({ address }),
    close: () => (closing ??= close()),
  };
}
