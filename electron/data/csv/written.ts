import type { NumberForm } from '#shared/domain/preprocessing.ts';
import { parseNumber } from './cells.ts';

/**
 * Numbers that are written with more than digits, and read as such only where a whole column is written so: times
 * (`0:07:22`), feet and inches (`6'1"`), thousands and millions by a letter (`201k`, `19M`), a unit (`58lbs`, `170 cm`).
 */

/** Longer cells are none of these. */
const LONGEST = 24;

const TIME = /^([+-]?)(\d{1,4}):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?(?:\s?([ap])\.?m\.?)?$/i;
const FEET = /^(\d{1,2})\s?['′’]\s?(?:(\d{1,2}(?:\.\d+)?)\s?(?:["″”]|''|’’)?)?$/;
const WITH_WORD = /^([+\-\u2212]?[\d.,' \u00a0\u202f]*\d[.,]?)\s?([\p{L}°µ][\p{L}°²³/.]{0,9})$/u;
const BEGINS = /^[+\-\u2212.]?\d/;

/** What letters behind a number multiply it by, also those before the B of bytes. */
const SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, bn: 1e9, g: 1e9, t: 1e12 };
const SCALED = /^(?:([kmbgt]|bn)|([kmgt])i?b)$/i;
/** Letters that are rather a unit (metres, bytes) unless others of the kind stand in the column. */
const ALSO_UNITS = new Set(['m', 'b', 'g', 't']);

/** A number in a form, and the word behind it where it has one. */
export interface Written {
  form: NumberForm;
  unit: string;
}

/** How a cell that is no plain number is written; null where it is none of these. */
export function writtenAs(cell: string): Written | null {
  const bare = cell.trim();
  if (bare.length > LONGEST || !BEGINS.test(bare)) return null;
  if (TIME.test(bare)) return { form: 'time', unit: '' };
  if (FEET.test(bare)) return { form: 'feet', unit: '' };
  const unit = WITH_WORD.exec(bare)?.[2];
  if (unit === undefined) return null;
  return { form: SCALED.test(unit) && !ALSO_UNITS.has(unit) ? 'scaled' : 'unit', unit };
}

/** Seconds; of two parts the first counts 60 times the second, whether these are hours and minutes or minutes and seconds. */
function timeIn(bare: string): number | null {
  const parts = TIME.exec(bare);
  if (!parts) return null;
  const [first, second, third] = [Number(parts[2]), Number(parts[3]), parts[4]?.replace(',', '.')];
  const half = parts[5]?.toLowerCase();
  if (half && (first < 1 || first > 12)) return null;
  const whole = half ? (first % 12) + (half === 'p' ? 12 : 0) : first;
  const size = third === undefined ? 60 * whole + second : 3600 * whole + 60 * second + Number(third);
  return parts[1] === '-' ? -size : size;
}

/** Inches. */
function feetIn(bare: string): number | null {
  const parts = FEET.exec(bare);
  return parts && 12 * Number(parts[1]) + Number(parts[2] ?? 0);
}

/**
 * The number that a cell writes in a column's form, or plainly; null where it is none.
 * @param unit the column's one unit, for the form `unit`
 */
export function parseWritten(cell: string, decimal: '.' | ',', form: NumberForm, unit: string): number | null {
  const bare = cell.trim();
  if (form === 'time') return timeIn(bare);
  if (form === 'feet') return feetIn(bare);
  const plain = parseNumber(cell, decimal);
  if (plain !== null) return plain;
  const parts = bare.length <= LONGEST ? WITH_WORD.exec(bare) : null;
  if (!parts) return null;
  const value = parseNumber(parts[1]!.trim(), decimal);
  if (form === 'unit') return parts[2] === unit ? value : null;
  const scale = SCALED.exec(parts[2]!);
  return value === null || !scale ? null : value * SCALES[(scale[1] ?? scale[2])!.toLowerCase()]!;
}

/** Counts how the cells of a column that are no plain numbers are written. */
export class WrittenCount {
  private readonly forms = new Map<NumberForm, number>();
  private readonly units = new Map<string, number>();
  /** The first of them. */
  example: string | null = null;

  add(cell: string): void {
    const found = writtenAs(cell);
    if (!found) return;
    this.example ??= cell.trim();
    this.forms.set(found.form, (this.forms.get(found.form) ?? 0) + 1);
    if (this.units.size < MAX_UNITS || this.units.has(found.unit))
      this.units.set(found.unit, (this.units.get(found.unit) ?? 0) + 1);
  }

  /**
   * The form that a column is written in, and how many of its cells are numbers so; null where there is none. A unit must be
   * the same in nearly all cells and leave hardly any without: `5more` beside 2, 3 and 4 is none.
   * @param plain cells that are plain numbers
   */
  form(plain: number): (Written & { numbers: number }) | null {
    const count = (form: NumberForm): number => this.forms.get(form) ?? 0;
    for (const form of ['time', 'feet'] as const)
      if (count(form) > 0 && count(form) >= SAME * (count(form) + plain))
        return { form, unit: '', numbers: count(form) };
    const lower = [...this.units].filter(([unit]) => ALSO_UNITS.has(unit)).reduce((sum, [, cells]) => sum + cells, 0);
    if (count('scaled') > 0) return { form: 'scaled', unit: '', numbers: count('scaled') + lower + plain };
    const [unit = '', cells = 0] = [...this.units].sort((a, b) => b[1] - a[1])[0] ?? [];
    if (unit === '' || cells < SAME * (count('unit') + plain)) return null;
    return { form: 'unit', unit, numbers: cells };
  }
}

/** Different units that are counted of a column. */
const MAX_UNITS = 50;
/** Share of a column's numbers that must be written alike. */
const SAME = 0.95;
