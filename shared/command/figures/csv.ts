import { type Figure, numberFrom } from './figure.ts';

/**
 * Rows of a CSV file of figures, as Keras' CSVLogger and Lightning write them: cells may be empty, and a further header in the middle (a
 * run that was gone on with) counts from there on.
 */
export class CsvFigures {
  private header: string[] | null = null;

  /** Takes a line. @returns the figures of its row; none of a header */
  push(line: string): Figure[] {
    const cells = line.split(',').map(cell => cell.trim().replace(/^"(.*)"$/, '$1'));
    const values = cells.map(numberFrom);
    if (values.every(value => value === null)) {
      if (cells.some(cell => /\p{L}/u.test(cell))) this.header = cells;
      return [];
    }
    const { header } = this;
    if (!header) return [];
    return values.flatMap((value, i) => (value === null || !header[i] ? [] : [{ name: header[i], value }]));
  }
}
