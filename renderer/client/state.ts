import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RefusalRecord } from '#shared/contract/refusal.ts';
import type { Output, ProjectCard, ResumePoint, Settings, StageView } from '#shared/contract/requests.ts';
import type { ModelKind } from '#shared/domain/hyperparameters.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Probe } from '#shared/domain/probe.ts';
import type { TuneView } from '#shared/domain/tune.ts';
import type { Language } from '#shared/messages/text.ts';
import type { Size } from '#shared/method/networks/same-network.ts';
import type { Connection } from './transport.ts';

/** A network that is being chosen, its sizes as they were typed. */
export type NetworkDraft = { model: ModelKind } & Record<Size, string>;

/** Everything small that the page shows; curves are in the `CurveStore`. */
export interface AppState {
  connection: Connection;
  /** What the core told of last that this page could not read; null: all was read. */
  unreadable: string | null;
  /** The core ends what runs. */
  closing: boolean;
  /** Why the desktop opened this page anew, until the person has put that away; null where it did not. */
  reopened: 'crashed' | 'memory' | 'hung' | null;
  info: Pick<Output<'app.info'>, 'version' | 'home' | 'notices'> | null;
  /** Why the core does nothing any more; null: it does. */
  problem: RefusalRecord | null;
  machine: Machine | null;
  /** Null until the core has told them. */
  settings: Settings | null;
  /** By project id, the latest activity first; null until the core has told them. */
  cards: ReadonlyMap<string, ProjectCard> | null;
  /** By stage id. */
  views: ReadonlyMap<string, StageView>;
  /** By project id, newest last, as far as a screen asked for them. */
  preparations: ReadonlyMap<string, readonly Preparation[]>;
  /** By project id, newest last, as far as a screen asked for them. */
  probes: ReadonlyMap<string, readonly Probe[]>;
  /** Guided runs by project id, newest last, as far as a screen asked for them. */
  tunes: ReadonlyMap<string, readonly TuneView[]>;
  /** Probes and preparations that wait for memory, as kind and project id. */
  queued: ReadonlySet<string>;
  /** By trial id: from where it would go on, as far as a screen asked for it. */
  resumePoints: ReadonlyMap<string, ResumePoint>;
  /** Networks that are being chosen, by project id: kept while the page is open, until they are used or given up. */
  networkDrafts: ReadonlyMap<string, NetworkDraft>;
  /** How far reading a data set has come, 0 to 1, by source. */
  reading: ReadonlyMap<string, number>;
  /** The language of a person who has not chosen one. */
  systemLanguage: Language;
}

export type AppStore = StoreApi<AppState>;

export const createAppStore = (systemLanguage: Language): AppStore =>
  createStore<AppState>(() => ({
    connection: 'connecting',
    unreadable: null,
    closing: false,
    reopened: null,
    info: null,
    problem: null,
    machine: null,
    settings: null,
    cards: null,
    views: new Map(),
    preparations: new Map(),
    probes: new Map(),
    tunes: new Map(),
    queued: new Set(),
    resumePoints: new Map(),
    networkDrafts: new Map(),
    reading: new Map(),
    systemLanguage,
  }));

/** A copy of a map with one entry set: state is never changed in place. */
export const withEntry = <K, V>(map: ReadonlyMap<K, V> | null, key: K, value: V): ReadonlyMap<K, V> =>
  new Map(map).set(key, value);

/**
 * The cards with one that was told of: where something happened in its project, it is the first now. What counts is that its stamp is
 * another one, not a later one: clocks are set back too.
 */
export function withCard(cards: AppState['cards'], card: ProjectCard): ReadonlyMap<string, ProjectCard> {
  const { id, updatedAt } = card.project;
  if (cards?.get(id)?.project.updatedAt === updatedAt) return withEntry(cards, id, card);
  const others = [...(cards ?? [])].filter(([other]) => other !== id);
  return new Map([[id, card], ...others]);
}

/** As `withEntry`, with some entries left out. */
export const withoutEntries = <K, V>(map: ReadonlyMap<K, V>, keys: readonly K[]): ReadonlyMap<K, V> =>
  new Map([...map].filter(([key]) => !keys.includes(key)));
