/** Which of the two sets of tokens is on screen. */
export type Theme = 'light' | 'dark';

/** Colours of the rates 1e-5, 1e-4, … 1 (viridis' order, tuned for contrast and colour blindness). */
const RAMP: Record<Theme, readonly string[]> = {
  light: ['#431842', '#122b8b', '#275f8a', '#008366', '#668850', '#a58f00'],
  dark: ['#8a5786', '#4b73db', '#67a4d6', '#49ddc3', '#b5e1a4', '#fee149'],
};
const LOWEST = -5;

/** Rates past an end move towards these, half of the way for each decade, so that no two share a colour. */
const BEYOND: Record<Theme, { low: string; high: string }> = {
  light: { low: '#7d5f7c', high: '#7a4a1e' },
  dark: { low: '#b39ab1', high: '#ff9d5c' },
};

const channels = (hex: string): number[] => [1, 3, 5].map(i => Number.parseInt(hex.slice(i, i + 2), 16));

function mix(from: string, to: string, share: number): string {
  const end = channels(to);
  const mixed = channels(from).map((c, i) => Math.round(c + (end[i]! - c) * share));
  return `#${mixed.map(c => c.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The colour of a learning rate's curve, as `#rrggbb`: a function of log(rate) alone, so that it never changes between
 * views. Between the six rates of the ladder (L1) neighbours are interpolated.
 */
export function rateColor(rate: number, theme: Theme): string {
  const ramp = RAMP[theme];
  // Rounded: log10(1e-5) and the like must hit the ramp's own colours exactly.
  const place = Number((Math.log10(rate) - LOWEST).toFixed(9));
  const last = ramp.length - 1;
  if (place < 0) return mix(ramp[0]!, BEYOND[theme].low, 1 - 2 ** place);
  if (place > last) return mix(ramp[last]!, BEYOND[theme].high, 1 - 2 ** (last - place));
  const below = Math.min(Math.floor(place), last - 1);
  return mix(ramp[below]!, ramp[below + 1]!, place - below);
}
