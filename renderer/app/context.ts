import { createContext, use, useCallback } from 'react';
import { useStore } from 'zustand';
import { type Language, type MessageKey, text, type Values } from '#shared/messages/text.ts';
import type { Session } from '../client/session.ts';
import type { AppState, AppStore } from '../client/state.ts';

/** What every component may reach: the state and the way to change it. */
export const AppContext = createContext<{ store: AppStore; session: Session } | null>(null);

function useApp(): { store: AppStore; session: Session } {
  const app = use(AppContext);
  if (!app) throw new Error('AppContext is missing');
  return app;
}

export const useSession = (): Session => useApp().session;
export const useAppStore = (): AppStore => useApp().store;

/** A part of the state; the component renders again when that part changes. */
export const useAppState = <T>(select: (state: AppState) => T): T => useStore(useApp().store, select);

/** The language on screen: the person's choice, else the system's. */
export const languageOfState = ({ settings, systemLanguage }: AppState): Language =>
  settings?.language ?? systemLanguage;

export const useLanguage = (): Language => useAppState(languageOfState);

export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

/** The texts of the catalogue in the language on screen. */
export function useText(): Translate {
  const language = useLanguage();
  return useCallback<Translate>((key, ...values) => text(language, key, ...values), [language]);
}
