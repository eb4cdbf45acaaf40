import { reads } from '#shared/contract/effects.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Ask } from '#shared/contract/requests.ts';
import { BackendReport } from '#shared/domain/machine.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { Conductor } from '../conductor/conductor.ts';
import { watchHelpers } from '../hosts/hosts.ts';
import { asLeft } from '../store/as-left.ts';
import { wayBack } from '../store/home-state.ts';
import { openReadOnlyStore } from '../store/open-store.ts';
import type { ReadOnlyStore, Store } from '../store/store.ts';
import type { Core, CoreOptions } from './core.ts';
import { dispatch } from './dispatch.ts';
import { createHandlers } from './handlers.ts';
import { machineFacts } from './machine.ts';
import { EVERYWHERE, within } from './reach.ts';

/** Why a home can only be read, by the refusal of the one who wanted to write to it. */
const NOTICES: Readonly<Partial<Record<MessageKey, MessageKey>>> = {
  'error.store.full': 'notice.reading.full',
  'error.store.readOnly': 'notice.reading.readOnly',
  'error.store.notAllowed': 'notice.reading.readOnly',
  'error.store.damaged': 'notice.reading.damaged',
  'error.store.io': 'notice.reading.damaged',
};

/** Whether a home that can't be opened for that reason may be looked at all the same. */
export const canBeRead = (error: unknown): error is Refusal =>
  error instanceof Refusal && Object.hasOwn(NOTICES, error.record.key);

/**
 * Opens a core that shows what a home keeps and changes nothing: the disk is full, the home can't be written, or a part of the database
 * is damaged. What it can't read it leaves out and says so; what would change something is refused with a sentence.
 * @param why what hindered a core that would do more
 * @throws Refusal where it can't be read either
 */
export async function openReadingCore(options: CoreOptions, why: Refusal): Promise<Core> {
  const { home, hosts, version, storeWorker, within: folders } = options;
  const reader = await openReadOnlyStore(home, storeWorker && { worker: storeWorker });
  const notice: Reason = { key: NOTICES[why.record.key] ?? why.record.key, values: { home } };
  const isDamaged = notice.key === 'notice.reading.damaged';
  const refuse = async (): Promise<never> => {
    throw new Refusal('error.home.reading', { home });
  };
  const store = readingStore(asLeft(reader), refuse);
  const listeners = new Set<(event: CoreEvent) => void>();
  const emit = (event: CoreEvent) => {
    for (const listener of listeners) listener(event);
  };
  const helpers = watchHelpers(hosts);
  const stored = BackendReport.array().safeParse(await store.setting(`backends ${version} ${machineFacts().cpu}`));
  const machine = machineFacts(stored.success ? stored.data : []);
  const conductor = new Conductor({ home, version, store, hosts, helpers, machine: () => machine, emit });
  const notices = async () => [notice, ...(isDamaged ? [await wayBack(home)] : []), ...(await reader.damage())];
  const handlers = createHandlers({
    home,
    version,
    store,
    conductor,
    machine: () => machine,
    emit,
    measure: refuse,
    watch: { problem: null },
    notices,
    reach: folders ? within(folders, async () => (await store.projects()).map(({ source }) => source)) : EVERYWHERE,
  });
  const handle = async (name: string, input: unknown) => {
    if (!reads(name)) await refuse();
    return dispatch(handlers, name, input, () => {});
  };
  // What is damaged shows when it is read. The first screen reads all cards, which need no trials and no points of what was kept.
  const cards = await conductor.cards();
  for (const { steps } of isDamaged ? cards : [])
    for (const { stage } of steps) if (stage) await conductor.view(stage.id).catch(() => {});
  let closing: Promise<void> | null = null;
  return {
    handle,
    ask: handle as Ask,
    addCommand: refuse,
    onEvent: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setAddress: () => {},
    close: () => {
      helpers.close();
      closing ??= conductor.close().finally(() => reader.close());
      return closing;
    },
  };
}

const readingStore = (reader: ReadOnlyStore, refuse: () => Promise<never>): Store => ({
  ...reader,
  saveProject: refuse,
  saveStage: refuse,
  saveTrial: refuse,
  beginAttempt: refuse,
  endAttempt: refuse,
  appendPoints: refuse,
  compact: refuse,
  saveDevRows: refuse,
  saveTestEvaluation: refuse,
  saveDecision: refuse,
  saveTune: refuse,
  savePreparation: refuse,
  saveProbe: refuse,
  saveSetting: refuse,
  recordEvent: refuse,
  pendingDeletions: async () => [],
  beginDeletion: refuse,
  deleteSlice: refuse,
  giveBack: refuse,
  recover: refuse,
  lost: new Promise(() => {}),
  checkHome: async () => {},
  rescue: refuse,
});
