import type { Theme } from '../ramp.ts';
import { currentTheme, onTheme } from '../theme.ts';

/** Tokens by which the chart draws text on its surface; a test holds them to a contrast of 4.5. */
export const TEXT_TOKENS = ['ink', 'ink-2', 'ink-3', 'axis', 'good', 'bad', 'warn', 'preview'] as const;
const LINE_TOKENS = [
  ...(['surface', 'on-ink', 'good-bg', 'warn-bg', 'preview-bg'] as const),
  ...(['grid', 'grid-2', 'control', 'cross'] as const),
] as const;

type Token = (typeof TEXT_TOKENS)[number] | (typeof LINE_TOKENS)[number];

/** What is drawn on the canvas, where no style sheet reaches. */
export interface Palette {
  theme: Theme;
  color: Readonly<Record<Token, string>>;
  /** Family of the page's font, with its Chinese fallbacks. */
  family: string;
}

/** In forced colours a canvas gets no colours of the system by itself. */
const FORCED: Record<Token, string> = {
  ink: 'CanvasText',
  'ink-2': 'CanvasText',
  'ink-3': 'CanvasText',
  axis: 'CanvasText',
  good: 'CanvasText',
  bad: 'CanvasText',
  preview: 'CanvasText',
  warn: 'CanvasText',
  surface: 'Canvas',
  'on-ink': 'Canvas',
  // The system has no colour for what stays in the background.
  'good-bg': '#80808033',
  'preview-bg': '#80808033',
  'warn-bg': 'Canvas',
  grid: '#80808066',
  'grid-2': '#80808022',
  control: 'CanvasText',
  cross: 'CanvasText',
};

const forcedColors = (): MediaQueryList => matchMedia('(forced-colors: active)');

/** Hears of every change of the colours on screen until the returned function is called. */
export function onPalette(listener: () => void): () => void {
  const unsubscribe = onTheme(listener);
  const forced = forcedColors();
  forced.addEventListener('change', listener);
  return () => {
    unsubscribe();
    forced.removeEventListener('change', listener);
  };
}

/** The colours on screen now, read from the design tokens. */
export function readPalette(host: HTMLElement): Palette {
  const style = getComputedStyle(host);
  const forced = forcedColors().matches;
  const token = (name: Token): string => (forced ? FORCED[name] : style.getPropertyValue(`--${name}`).trim());
  const theme = forced ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : currentTheme();
  const names = [...TEXT_TOKENS, ...LINE_TOKENS];
  return {
    theme,
    color: Object.fromEntries(names.map(name => [name, token(name)])) as Record<Token, string>,
    family: style.fontFamily,
  };
}
