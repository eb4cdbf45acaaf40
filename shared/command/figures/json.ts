import { type Figure, MOST_FIGURES, numberFrom } from './figure.ts';

/** Python's `json` and `repr` write numbers and constants that JSON has not; strings are passed over. */
const FOREIGN = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|nan|Infinity|inf|None|True|False)\b/g;
/** Strings of a Python `repr`, which has either kind of quotes. */
const PYTHON_STRING = /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g;
const MARK = '\u0000';

/**
 * An object of JSON, of Python's `json` (with NaN and Infinity), or a printed Python dict (`{'loss': 0.5}`), as Hugging Face prints them.
 * Undefined: it is none of these, or not whole.
 */
export function looseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {}
  const quoted = text.replace(PYTHON_STRING, (whole, inner: string | undefined) =>
    inner === undefined ? whole : JSON.stringify(inner.replace(/\\(['\\])/g, '$1')),
  );
  const marked = quoted.replace(FOREIGN, found => {
    if (found.startsWith('"')) return found;
    if (found === 'None') return 'null';
    if (found === 'True' || found === 'False') return found.toLowerCase();
    return JSON.stringify(MARK + found);
  });
  try {
    return JSON.parse(marked, (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith(MARK) ? numberFrom(value.slice(1)) : value,
    );
  } catch {
    return undefined;
  }
}

/** The numbers in an object, those further in by a path: `train/loss`. Texts that are numbers count, as `"0.5"` does. */
export function figuresOf(value: unknown, path = ''): Figure[] {
  const figures: Figure[] = [];
  const walk = (one: unknown, name: string, depth: number): void => {
    if (figures.length >= MOST_FIGURES || depth > 4) return;
    const number = typeof one === 'number' ? one : typeof one === 'string' ? numberFrom(one) : null;
    if (number !== null) figures.push({ name, value: number });
    else if (typeof one === 'object' && one !== null && !Array.isArray(one))
      for (const [key, inner] of Object.entries(one)) walk(inner, name === '' ? key : `${name}/${key}`, depth + 1);
  };
  if (typeof value === 'object') walk(value, path, 0);
  return figures;
}

/** The entries of a Hugging Face `trainer_state.json`, an entry each; null: it isn't one, or not whole yet. */
export function trainerState(text: string): Figure[][] | null {
  const state = looseJson(text);
  const history = (state as { log_history?: unknown } | undefined | null)?.log_history;
  return Array.isArray(history) ? history.map(entry => figuresOf(entry)) : null;
}
