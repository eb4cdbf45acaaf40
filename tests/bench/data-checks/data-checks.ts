import { divide } from '#electron/data/divide.ts';
import { csvReader } from '#electron/data/readers/csv.ts';
import type { DataCheck } from '#shared/domain/data-report.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import { fileSet, memoryFile } from '../../tools/memory-files.ts';
import { cleanTable, type DrawnTable, FAULT_NAMES, faultyTable } from './tables.ts';

const CLEAN = 1000;
const FAULTY = 100;

/** What the checks say of a drawn table whose rows are divided by chance, so that rows of one group are in several parts. */
export async function checksOf({ csv, target }: DrawnTable): Promise<DataCheck[]> {
  const choice: DataChoice = { target, split: { by: 'random' } };
  const source = await csvReader.open(fileSet(memoryFile('drawn.csv', csv)), choice);
  const raw = await source!.read(() => {});
  return divide(raw, 'drawn.csv', () => {}, choice).report.checks;
}

/** Whether the fault of a table is warned of, with all its columns. */
export const isSeen = (checks: readonly DataCheck[], { fault }: DrawnTable): boolean =>
  checks.some(
    ({ id, verdict, columns }) =>
      verdict !== 'passes' && id === fault?.id && fault.columns.every(name => columns.includes(name)),
  );

/** How many clean tables are warned of, by check, and in how many of each kind of fault it is seen; all drawn by their seeds. */
export async function dataChecks(): Promise<Record<string, unknown>> {
  const warned: Record<string, number> = {};
  let any = 0;
  for (let seed = 1; seed <= CLEAN; seed++) {
    const found = (await checksOf(cleanTable(seed))).filter(({ verdict }) => verdict !== 'passes');
    if (found.length > 0) any++;
    for (const { id } of found) warned[id] = (warned[id] ?? 0) + 1;
  }
  const seen: Record<string, number> = {};
  for (const name of FAULT_NAMES) {
    seen[name] = 0;
    for (let seed = 1; seed <= FAULTY; seed++) {
      const drawn = faultyTable(name, 100_000 + seed);
      if (isSeen(await checksOf(drawn), drawn)) seen[name]++;
    }
  }
  return { clean: CLEAN, warned: any, warnedBy: warned, faulty: FAULTY, seen };
}
