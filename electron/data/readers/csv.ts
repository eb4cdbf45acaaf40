import { withDivision } from '../csv/division.ts';
import { fileOf, isNamedTable } from '../csv/find-file.ts';
import { findTable } from '../csv/find-table.ts';
import { FEWEST_PIXELS } from '../csv/pixels.ts';
import { planOf } from '../csv/plan.ts';
import { profileTable } from '../csv/profile.ts';
import { readRows } from '../csv/read-rows.ts';
import { understood } from '../csv/understood.ts';
import { passedOver } from './passed-over.ts';
import type { OnProgress, Reader } from './reader.ts';
import { refuseTablesBesideLines } from './several.ts';

/** Part of a whole, as progress that never goes back (quotes may ask for a pass again). */
function share(from: number, to: number, onProgress: OnProgress): OnProgress {
  let most = from;
  return done => {
    most = Math.max(most, from + done * (to - from));
    onProgress(most);
  };
}

/**
 * Tables as CSV, TSV, or with another separator. The file is gone through twice: first its columns are counted over all
 * rows, then, when it is clear what each is, its rows are read into typed columns; so it need never be held as text.
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
        const table = { ...found, ...(choice.missing && { missing: choice.missing }) };
        const profile = await profileTable(table, share(0, 0.5, onProgress));
        const plan = planOf(table, profile, choice);
        const read = await readRows(table, profile, plan, share(0.5, 1, onProgress));
        const data = understood(table, profile, withDivision(table.file.name, plan, read, choice.split));
        return { ...data, warnings: [...passedOver(files, [table.file]), ...data.warnings] };
      },
    };
  },
};
