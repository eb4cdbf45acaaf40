/** Which of the two sets of tokens is on screen. */
export type Theme = 'light' | 'dark';

/** Colours of the rates 1e-5, 1e-4, … 1 (viridis' order, tuned for contrast and colour blindness). */
const RAMP: Record<Theme, readonly string[]> = {
  light: ['#431842', '#122b8b', '#275f8a', '#008366', '#668850', '#a58f00'],
  dark: ['#8a5786', '#4b73db', '#67a4d6', '#49ddc3', '#b5e1a4', '#fee149'],
};
const LOWEST = -5;

/**
 * Past an end a colour for each decade (1e-6, 1e-7; 10, 100) that is as far from the ramp's as those are from each other, also for the
 * three colour-vision deficiencies; then rates near the last one, half of the way for each decade, so that no two share a colour.
 */
const BEYOND: Record<Theme, { low: readonly string[]; high: readonly string[] }> = {
  light: { low: ['#a653c4', '#7d7f99', '#4c4a6b'], high: ['#8a4101', '#5d020f', '#38322c'] },
  dark: { low: ['#d5bfe8', '#d07086', '#e7a3b0'], high: ['#e8571a', '#d70c29', '#ff9aa2'] },
};

const channels = (hex: string): number[] => [1, 3, 5].map(i => Number.parseInt(hex.slice(i, i + 2), 16));

function mix(from: string, to: string, share: number): string {
  const end = channels(to);
  const mixed = channels(from).map((c, i) => Math.round(c + (end[i]! - c) * share));
  return `#${mixed.map(c => c.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour at a place of the ramp, from 0 (its low end) to 1, as `#rrggbb`; between its own colours neighbours are interpolated. */
export function rampColor(place: number, theme: Theme): string {
  const ramp = RAMP[theme];
  const at = place * (ramp.length - 1);
  const below = Math.min(Math.floor(at), ramp.length - 2);
  return mix(ramp[below]!, ramp[below + 1]!, at - below);
}

/**
 * The colour of a learning rate's curve, as `#rrggbb`: a function of log(rate) alone, so that it never changes between
 * views. Between the six rates of the ladder (L1) neighbours are interpolated.
 */
export function rateColor(rate: number, theme: Theme): string {
  const { low, high } = BEYOND[theme];
  const steps = RAMP[theme].length - 1;
  // Rounded: log10(1e-5) and the like must hit the ramp's own colours exactly.
  const place = Number((Math.log10(rate) - LOWEST).toFixed(9));
  if (place < 0) return along([RAMP[theme][0]!, ...low], -place);
  if (place > steps) return along([RAMP[theme][steps]!, ...high], place - steps);
  return rampColor(place / steps, theme);
}

/** The colour so many decades along a line of them; it nears the last one and never comes there, so that it is never the same twice. */
function along(colors: readonly string[], decades: number): string {
  const last = colors.length - 1;
  const below = Math.floor(decades);
  if (below < last - 1) return mix(colors[below]!, colors[below + 1]!, decades - below);
  return mix(colors[last - 1]!, colors[last]!, 1 - 2 ** (last - 1 - decades));
}

/** The hues of what is chosen and of what it is compared with, as the two arms of final runs, wherever they are drawn. */
export const ARM_COLORS: Record<'chosen' | 'default', Record<Theme, string>> = {
  chosen: { light: '#008366', dark: '#49ddc3' },
  default: { light: '#55524c', dark: '#d8d4cb' },
};
