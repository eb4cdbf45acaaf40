import type { Random } from '#shared/method/random.ts';
import { chance, pick, within } from '../draw.ts';
import { sentence } from './sentences.ts';

/** Draws the cells of a column, one a row. */
type Column = (random: Random, row: number) => string;

const COLUMNS: readonly [name: string, cells: Column][] = [
  ['id', (_, row) => String(row + 1)],
  ['height', random => random.normal().toFixed(3)],
  ['weight', random => (chance(random, 0.1) ? 'NA' : (70 + 10 * random.normal()).toFixed(1))],
  ['count', random => String(random.below(40))],
  ['price', random => `1,${100 + random.below(900)}.50`],
  ['colour', random => pick(random, ['red', 'green', 'blue', ''])],
  ['town', random => pick(random, ['北京', '上海', 'Köln', 'Málaga'])],
  ['smoker', random => pick(random, ['yes', 'no'])],
  ['day', random => `2024-${String(within(random, 1, 12)).padStart(2, '0')}-${within(random, 10, 28)}`],
  ['code', random => `K${random.next() % 9973}`],
  ['note', random => sentence(random)],
  ['said', random => `He said "${sentence(random)}",\nand went`],
  ['same', () => 'x'],
  ['zip', random => String(random.below(99_999)).padStart(5, '0')],
];

const TARGETS: readonly [name: string, cells: Column][] = [
  ['class', random => pick(random, ['a', 'b', 'c'])],
  ['label', random => String(random.below(4))],
  ['y', random => (10 * random.normal()).toFixed(2)],
  ['outcome', random => (chance(random, 0.03) ? 'rare' : pick(random, ['good', 'bad']))],
  ['score', random => String(random.below(200))],
];

/** A table of 10 to 120 rows as a text: separated by commas, semicolons (with decimal commas, as in Europe), tabs or bars. */
export function drawTable(random: Random): string {
  const separator = pick(random, [',', ',', ';', '\t', '|']);
  const columns = Array.from({ length: within(random, 1, 7) }, () => pick(random, COLUMNS));
  const all = [...columns, pick(random, TARGETS)];
  const rows = Array.from({ length: within(random, 15, 150) }, (_, row) => all.map(([, cells]) => cells(random, row)));
  const written = (cell: string): string => {
    const text = separator === ';' && /^-?\d+\.\d+$/.test(cell) ? cell.replace('.', ',') : cell;
    return text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const header = chance(random, 0.8) ? [all.map(([name]) => name)] : [];
  return [...header, ...rows].map(cells => cells.map(written).join(separator)).join('\n');
}
