/** A number that a command told, by its name there. */
export interface Figure {
  name: string;
  value: number;
}

/** So many figures of one line or entry are looked at. */
export const MOST_FIGURES = 2000;

const NUMBER = /^[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|nan|inf(?:inity)?)$/i;

/** A number as programs write it: `1e-05`, `nan`, `-inf`, `Infinity`; null: it is none. */
export function numberFrom(written: string): number | null {
  const text = written.trim();
  if (!NUMBER.test(text)) return null;
  const value = Number(text);
  if (!Number.isNaN(value)) return value;
  if (/inf/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number.NaN;
}
