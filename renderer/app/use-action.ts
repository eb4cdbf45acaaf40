import { useEffect, useState } from 'react';
import { Refusal } from '#shared/contract/refusal.ts';
import { type Translate, useAppState, useText } from './context.ts';

export interface Action {
  /** Does it, unless it is being done already. Resolves to whether it went well. */
  run(task: () => Promise<unknown>): Promise<boolean>;
  busy: boolean;
  /** Why it did not work, in the person's language. */
  error: string | null;
  clear(): void;
}

/** One thing a person may ask for: whether it is under way, and why it failed. */
export function useAction(): Action {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const connected = useAppState(state => state.connection === 'open');
  useEffect(() => {
    if (connected) setFailure((before: unknown) => (isNotConnected(before) ? null : before));
  }, [connected]);
  return {
    busy,
    error: failure === null ? null : sentenceOf(failure, t),
    clear: () => setFailure(null),
    run: async task => {
      if (busy) return false;
      setBusy(true);
      setFailure(null);
      try {
        await task();
        return true;
      } catch (error) {
        setFailure(error);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

/** Whether nothing was wrong but that the core could not be reached: that is over when it can. */
const isNotConnected = (error: unknown): boolean =>
  error instanceof Refusal && error.record.key === 'page.error.notConnected';

/** An error as a sentence: a refusal's own, else that something broke here. */
export const sentenceOf = (error: unknown, t: Translate): string =>
  error instanceof Refusal
    ? t(error.record.key, error.record.values)
    : t('error.internal', { detail: error instanceof Error ? error.message : String(error) });
