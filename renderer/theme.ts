import { useSyncExternalStore } from 'react';
import type { Theme } from './ramp.ts';

const systemDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** The tokens on screen now: the person's choice (`data-theme` on the root), else the system's preference. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemDark().matches ? 'dark' : 'light';
}

/** Hears of every change of the theme until the returned function is called. */
export function onTheme(listener: () => void): () => void {
  const media = systemDark();
  const root = new MutationObserver(listener);
  root.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  media.addEventListener('change', listener);
  return () => {
    root.disconnect();
    media.removeEventListener('change', listener);
  };
}

/** The theme on screen, for what is coloured by script. */
export const useTheme = (): Theme => useSyncExternalStore(onTheme, currentTheme, () => 'light');
