import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Output, ProjectCard, Settings, StageView } from '#shared/contract/requests.ts';
import type { Machine } from '#shared/domain/machine.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { Language } from '#shared/messages/text.ts';
import type { NetworkDraft } from '../model/network-draft.ts';
import type { Connection } from './transport.ts';

/** Everything small that the page shows; curves are in the `CurveStore`. */
export interface AppState {
  connection: Connection;
  info: Pick<Output<'app.info'>, 'version' | 'home' | 'notices'> | null;
  machine: Machine | null;
  /** Null until the core has told them. */
  settings: Settings | null;
  /** By project id; null until the core has told them. */
  cards: ReadonlyMap<string, ProjectCard> | null;
  /** By stage id. */
  views: ReadonlyMap<string, StageView>;
  /** By project id, newest last, as far as a screen asked for them. */
  preparations: ReadonlyMap<string, readonly Preparation[]>;
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
    info: null,
    machine: null,
    settings: null,
    cards: null,
    views: new Map(),
    preparations: new Map(),
    networkDrafts: new Map(),
    reading: new Map(),
    systemLanguage,
  }));

/** A copy of a map with one entry set: state is never changed in place. */
export const withEntry = <K, V>(map: ReadonlyMap<K, V> | null, key: K, value: V): ReadonlyMap<K, V> =>
  new Map(map).set(key, value);

/** As `withEntry`, with some entries left out. */
export const withoutEntries = <K, V>(map: ReadonlyMap<K, V>, keys: readonly K[]): ReadonlyMap<K, V> =>
  new Map([...map].filter(([key]) => !keys.includes(key)));
