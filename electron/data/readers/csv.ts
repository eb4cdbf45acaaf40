import { fileOf, isNamedTable } from '../csv/find-file.ts';
import { findTable } from '../csv/find-table.ts';
import { FEWEST_PIXELS } from '../csv/pixels.ts';
import { readTable } from '../csv/read-table.ts';
import { refuseTablesBesideLines } from '../lines/several.ts';
import { passedOver } from './passed-over.ts';
import type { Reader } from './reader.ts';

/**
 * Tables as CSV, TSV, or with another separator.
 */
export const csvReader: Reader = {
  async open(files, choice) {
    if (choice.kind !== 'table') refuseTablesBesideLines(files);
    const file = fileOf(files);
    if (choice.kind === 'images' && !(file && isNamedTable(file))) return null;
    const found = file && (await findTable(file, choice.encoding));
    // Pixels are many columns; what has few is refused by what it is.
    if (!found || (choice.kind === 'images' && found.columns.names.length <= FEWEST_PIXELS)) return null;
    return {
      format: 'csv',
      files: [found.file],
      async read(onProgress) {
        const data = await readTable(found, choice, onProgress);
        return { ...data, warnings: [...passedOver(files, [found.file]), ...data.warnings] };
      },
    };
  },
};
