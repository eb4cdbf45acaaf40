import { chance, pick, within } from '../draw.ts';
import { mutateText } from '../mutate/text.ts';
import { ENCODINGS } from '../seeds/encodings.ts';
import type { Draw } from '../source.ts';
import { drawChoice } from './choice.ts';

const UNITS = ['cm', 'kg', '(EUR)', 'float', 'int64', '---', '', 'NA', '2'];
const CALLED = ['Total', 'SUM', 'Average', 'Grand total:', '合计', 'Summe', 'Tot', ''];

/** Tables of measurements with rows that are none: units below the names, sums and means first, last or in between, the names once more. */
export const noRows: Draw = async random => {
  const width = within(random, 2, 5);
  const separator = pick(random, [',', ';', '\t']);
  const hasComma = separator !== ',' && chance(random, 0.5);
  const written = (value: number): string => {
    const text = value.toFixed(within(random, 0, 3));
    return hasComma ? text.replace('.', ',') : text;
  };
  const header = ['town', ...Array.from({ length: width }, (_, i) => `x${i}`), 'label'];
  const rows = Array.from({ length: within(random, 2, 120) }, () =>
    Array.from({ length: width }, () => 20 + 5 * random.normal()),
  );
  const cells = rows.map(row => [pick(random, ['a', 'b', 'Total']), ...row.map(written), pick(random, ['yes', 'no'])]);
  const summed = (): string[] => {
    const by = chance(random, 0.5) ? rows.length : 1;
    const sums = header.slice(1, -1).map((_, i) => rows.reduce((all, row) => all + row[i]! / by, 0));
    return [pick(random, CALLED), ...sums.map(sum => (chance(random, 0.1) ? '' : written(sum))), ''];
  };
  if (chance(random, 0.7))
    cells.splice(pick(random, [0, 0, cells.length, within(random, 0, cells.length)]), 0, summed());
  if (chance(random, 0.2)) cells.splice(within(random, 0, cells.length), 0, header);
  for (let n = pick(random, [0, 1, 1, 2, 4]); n > 0; n--) cells.unshift(header.map(() => pick(random, UNITS)));
  const lines = [...(chance(random, 0.9) ? [header] : []), ...cells].map(row => row.join(separator)).join('\n');
  const text = chance(random, 0.4) ? mutateText(random, lines) : lines;
  return {
    files: new Map([['data.csv', pick(random, ENCODINGS)(text)]]),
    open: 'data.csv',
    choice: drawChoice(random),
  };
};
