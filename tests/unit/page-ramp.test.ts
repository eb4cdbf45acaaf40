import { describe, expect, it } from 'vitest';
import { rateColor, type Theme } from '#renderer/ramp.ts';

const SURFACE: Record<Theme, string> = { light: '#ffffff', dark: '#1c1c1b' };

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map(i => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Distance in RGB, up to 442: coarse, but a shade of the same colour is near by any measure. */
const apart = (a: string, b: string): number =>
  Math.hypot(...[1, 3, 5].map(i => Number.parseInt(a.slice(i, i + 2), 16) - Number.parseInt(b.slice(i, i + 2), 16)));

describe("a learning rate's colour", () => {
  it('is the ramp at the ladder of L1', () => {
    expect([1, 0.1, 0.01, 0.001, 1e-4, 1e-5].map(rate => rateColor(rate, 'light'))).toEqual([
      '#a58f00',
      '#668850',
      '#008366',
      '#275f8a',
      '#122b8b',
      '#431842',
    ]);
    expect(rateColor(1, 'dark')).toBe('#fee149');
    expect(rateColor(1e-5, 'dark')).toBe('#8a5786');
  });

  it('is a colour of its own past the ramp’s ends, not a shade of the last one', () => {
    for (const theme of ['light', 'dark'] as const)
      for (const [rate, end] of [
        [10, 1],
        [100, 1],
        [100, 10],
        [1e-6, 1e-5],
      ] as const)
        expect(apart(rateColor(rate, theme), rateColor(end, theme))).toBeGreaterThan(60);
  });

  it.each(['light', 'dark'] as const)('differs for every rate and keeps a contrast of 3 (%s)', theme => {
    const rates = Array.from({ length: 33 }, (_, i) => 10 ** (-6 + i / 4));
    const colors = rates.map(rate => rateColor(rate, theme));
    expect(new Set(colors).size).toBe(colors.length);
    for (const color of colors) expect(contrast(color, SURFACE[theme])).toBeGreaterThanOrEqual(3);
  });
});
