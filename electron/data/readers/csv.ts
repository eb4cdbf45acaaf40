import { joinedTable } from '../csv/joined-table.ts';
import { FEWEST_PIXELS } from '../csv/pixels.ts';
import { isNamedTable, tableFiles } from '../csv/table-files.ts';
import { refuseTablesBesideLines } from '../lines/several.ts';
import { passedOver } from './passed-over.ts';
import type { Reader } from './reader.ts';

/**
 * Tables as CSV, TSV, or with another separator; also in several files that are one table (`train.csv` and `test.csv`, `part-0001.csv`).
 */
export const csvReader: Reader = {
  async open(set, choice) {
    if (choice.kind !== 'table') refuseTablesBesideLines(set);
    const parts = tableFiles(set);
    if (!parts || (choice.kind === 'images' && !parts.every(({ file }) => isNamedTable(file)))) return null;
    const found = await joinedTable(set.name, parts, choice);
    // Pixels are many columns; what has few is refused by what it is.
    if (!found || (choice.kind === 'images' && found.columns.names.length <= FEWEST_PIXELS)) return null;
    const { files } = found;
    return {
      format: 'csv',
      files,
      async read(onProgress) {
        const data = await found.read(choice, onProgress);
        return { ...data, warnings: [...passedOver(set, files), ...data.warnings] };
      },
    };
  },
};
