import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TEXT_TOKENS } from '#renderer/chart/palette.ts';
import { rateColor, type Theme } from '#renderer/ramp.ts';

/** Tokens of a theme: the first rule is light, the one with the dark attribute dark. */
function tokens(theme: Theme): (name: string) => string {
  const css = readFileSync(new URL('../../renderer/tokens.css', import.meta.url), 'utf8');
  const rule = theme === 'light' ? css.indexOf(':root {') : css.indexOf(':root[data-theme="dark"] {');
  const body = css.slice(rule, css.indexOf('}', rule));
  return name => {
    const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(body)?.[1];
    if (value === undefined) throw new Error(`No token --${name} in the ${theme} theme.`);
    return value;
  };
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map(i => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each(['light', 'dark'] as const)('on the canvas in the %s theme', theme => {
  const token = tokens(theme);

  it.each(TEXT_TOKENS)('text in --%s has a contrast of at least 4.5', name => {
    expect(contrast(token(name), token('surface'))).toBeGreaterThanOrEqual(4.5);
  });

  it('the pill has it too', () => {
    expect(contrast(token('on-ink'), token('ink'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([1e-7, 1e-5, 3e-5, 1e-4, 1e-3, 0.003, 0.01, 0.05, 0.1, 0.3, 1, 10])('the line of rate %d has 3', rate => {
    expect(contrast(rateColor(rate, theme), token('surface'))).toBeGreaterThanOrEqual(3);
  });

  it.each(['h0', 'h1', 'h2', 'h3', 'h4', 'h5'])('the text on a cell of the heat map in --%s has it too', name => {
    expect(contrast(token('ink'), token(name))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['control', 'cross'])('the lines in --%s have 3', name => {
    expect(contrast(token(name), token('surface'))).toBeGreaterThanOrEqual(3);
  });
});
