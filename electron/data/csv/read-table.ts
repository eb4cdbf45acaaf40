import type { DataChoice } from '#shared/domain/dataset.ts';
import type { OnProgress, RawDataset } from '../raw/dataset.ts';
import { withDivision } from './division.ts';
import { planOf } from './plan.ts';
import { profileTable } from './profile.ts';
import { readRows } from './read-rows.ts';
import type { Table } from './table.ts';
import { understood } from './understood.ts';

/** Part of a whole, as progress that never goes back (quotes may ask for a pass again). */
function share(from: number, to: number, onProgress: OnProgress): OnProgress {
  let most = from;
  return done => {
    most = Math.max(most, from + done * (to - from));
    onProgress(most);
  };
}

/**
 * Goes through a table twice: first its columns are counted over all rows, then, when it is clear what each is, its rows are read
 * into typed columns; so it need never be held as text.
 * @throws Refusal where it can't be used, or not as the person said
 */
export async function readTable(found: Table, choice: DataChoice, onProgress: OnProgress): Promise<RawDataset> {
  const table = { ...found, ...(choice.missing && { missing: choice.missing }) };
  const profile = await profileTable(table, share(0, 0.5, onProgress));
  const plan = planOf(table, profile, choice);
  const read = await readRows(table, profile, plan, share(0.5, 1, onProgress));
  return understood(table, profile, withDivision(table.file.name, plan, read, choice.split));
}
