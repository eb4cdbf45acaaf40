import { MAX_NUMBER } from '../raw/limits.ts';

/** What one cell says: nothing, or a number. The same rules read a source and new rows. */

/** Longest of `MISSING`; what is longer needs no look-up. */
const LONGEST_MISSING = 7;

/** Cells that mean "no value", lower case, without spaces around them: those of pandas, R, SQL, UCI and spreadsheets. */
const MISSING = new Set([
  '',
  'na',
  'n/a',
  'nan',
  '<na>',
  '#n/a',
  'null',
  '(null)',
  '\\n',
  'nil',
  '?',
  'missing',
  '缺失',
]);

/** Those that mean the same of a measurement, but may well name a class ("none", "-" beside "+"). */
const MISSING_BUT_FOR_LABELS = new Set(['none', '-', '--', '—', '–', '.', '无']);

/** Whether a cell has no value: empty, NA, N/A, NaN, null, None, ?, - and the like, in any case. */
export function isMissing(cell: string): boolean {
  if (cell.length === 0) return true;
  const first = cell.charCodeAt(0);
  if (first >= 48 && first <= 57) return false; // a digit, as nearly all cells of large files
  const bare = cell.trim();
  if (bare.length > LONGEST_MISSING) return false;
  const lower = bare.toLowerCase();
  return MISSING.has(lower) || MISSING_BUT_FOR_LABELS.has(lower);
}

/** The same of a class label, where "none" and "-" are names like any other. */
export function isMissingLabel(cell: string): boolean {
  const bare = cell.trim();
  return bare.length <= LONGEST_MISSING && MISSING.has(bare.toLowerCase());
}

const EXPONENT = '(?:[eE][+-]?\\d+)?';
const SIGN = '[+\\-\u2212]?';
/** Between thousands: a space (also no-break, thin, narrow no-break) or an apostrophe, one kind a number. */
const SPACES = " \u00A0\u2009\u202F'\u2019";
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const written = (decimal: string, thousands: string, more = ''): RegExp =>
  new RegExp(
    `^${SIGN}(?:\\d+|[1-9]\\d{0,2}([${SPACES}${thousands}])\\d{3}(?:\\1\\d{3})*${more})?(?:${decimal}\\d*)?${EXPONENT}$`,
  );
/** Lakh and crore: `12,34,567`. */
const INDIAN = '|[1-9]\\d?(?:,\\d{2})+,\\d{3}';
const WRITTEN = { '.': written('\\.', ',', INDIAN), ',': written(',', '.') } as const;
const THOUSANDS = { '.': new RegExp(`[${SPACES},]`, 'g'), ',': new RegExp(`[${SPACES}.]`, 'g') } as const;

/** A sign or code of money in front of a number, or one of money or percent behind it. */
const UNIT =
  /^([+\-\u2212]?)((?:US|A|C|HK|NT|NZ|S|R)?\$|[€£¥￥₹₩₽₺]|(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|AUD|CAD)(?=[\s\d])|Rs\.?)\s?(?=[-+\d.,])|(?<=[\d.,])\s?([%％$€£¥￥₹₩₽₺元]|(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|AUD|CAD|zł|Kč|kr))$/;
/** As accounts have negative numbers: `(2,835)`, `($5)`, `$(5)`. */
const ACCOUNT = /^([^\d()]{0,4})\(([^()]*\d[^()]*)\)(\s?%?)$/;
/** Longer cells are no numbers with a unit. */
const LONGEST_WITH_UNIT = 40;

/** Digits and signs as wide as Chinese characters: `１２．５`. */
const FULL_WIDTH = /[\uff00-\uffef]/;

/** The percent or money sign that a number is written with (`12 %`, `$5`, `3,50 €`); null where there is none. */
export function unitOf(cell: string): string | null {
  const bare = cell.trim();
  const found = bare.length <= LONGEST_WITH_UNIT ? UNIT.exec(bare.replace(ACCOUNT, '$1$2$3')) : null;
  return found?.[2] ?? found?.[3] ?? null;
}

/** A cell without the sign of its unit. */
function withoutUnit(cell: string): string {
  const bare = cell.trim();
  return bare.length <= LONGEST_WITH_UNIT ? bare.replace(UNIT, '$1') : bare;
}

/** Whether a cell stands in brackets, as negative numbers of accounts do. */
export const isAccount = (cell: string): boolean =>
  cell.endsWith(')') && cell.length <= LONGEST_WITH_UNIT && ACCOUNT.test(cell.trim());

/** A minus behind the number, as SAP and COBOL write it: `4.49-`. */
const MINUS_BEHIND = /^\s*[\d.,][^-\u2212]*[-\u2212]\s*$/;

/** Whether a cell has its minus behind the number. */
export const isMinusBehind = (cell: string): boolean =>
  cell.length <= LONGEST_WITH_UNIT && MINUS_BEHIND.test(cell) && /\d/.test(cell);

const INFINITE = /^\s*[+\-\u2212]?(?:inf(?:inity)?|\u221e)\s*$/i;

/** Whether a cell is a number that can't be reckoned with: infinite, or beyond `MAX_NUMBER`. */
export const isBeyond = (cell: string): boolean =>
  INFINITE.test(cell) || (PLAIN.test(cell) && !(Math.abs(Number(cell)) <= MAX_NUMBER));

/** Numbers in one cell that are a list also without brackets. */
const LIST = 4;
/** Characters of a list that are looked at. */
const LIST_BEGINNING = 2000;

/** Whether a cell holds numbers in brackets, or four and more with spaces or commas between. */
export function isNumberList(cell: string): boolean {
  const bare = cell.trim();
  if (!/^[[({]?\s*[+-]?[\d.]/.test(bare) || !/\d\s*[\])}]?$|\d\.\s*[\])}]?$/.test(bare)) return false;
  const inBrackets = /^[[({]/.test(bare);
  const cut = bare.length > LIST_BEGINNING;
  const parts = bare
    .slice(0, LIST_BEGINNING)
    .replace(/[[\](){}]/g, ' ')
    .trim()
    .split(/[\s,;]+/);
  if (cut) parts.pop();
  return parts.length >= (inBrackets ? 1 : LIST) && parts.every(part => PLAIN.test(part));
}

/**
 * The number that a cell writes with this decimal sign, thousands apart or not: `1,234.5`, `1.234,5`, `1 234,5`, `1'234`,
 * `-3e-4`; a sign of percent or money at one end is passed over (`unitOf`), and brackets stand for minus, `(2,835)`,
 * which may also stand behind, `4.49-`. Null where it is none, or
 * beyond `MAX_NUMBER`.
 */
export function parseNumber(cell: string, decimal: '.' | ','): number | null {
  if (decimal === '.' && PLAIN.test(cell)) {
    return within(Number(cell));
  }
  const given = FULL_WIDTH.test(cell) ? cell.normalize('NFKC') : cell;
  if (isAccount(given)) {
    const size = parseNumber(given.trim().replace(ACCOUNT, '$1$2$3'), decimal);
    return size === null || size < 0 ? null : 0 - size;
  }
  if (isMinusBehind(given)) {
    const size = parseNumber(given.trim().slice(0, -1), decimal);
    return size === null ? null : 0 - size;
  }
  const bare = withoutUnit(given);
  if (!WRITTEN[decimal].test(bare) || !/\d/.test(bare)) return null;
  const plain = bare.replace(THOUSANDS[decimal], '').replace(',', '.').replace('\u2212', '-');
  return within(Number(plain));
}

/** A number that can be reckoned with: null where it is too far from zero, 0 where it is too near to be told from it. */
function within(value: number): number | null {
  const size = Math.abs(value);
  if (!(size <= MAX_NUMBER)) return null;
  return size * MAX_NUMBER < 1 ? 0 : value;
}
