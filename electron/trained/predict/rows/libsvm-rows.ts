import type { SourceFile } from '#electron/data/files/file-set.ts';
import type { Prepared } from '#electron/data/prepared.ts';
import { applyToNewRows } from '#electron/data/preprocessing/new-rows.ts';
import { libsvmRow } from '#electron/data/readers/libsvm.ts';
import { detectEncoding } from '#electron/data/text/detect.ts';
import { linesOf } from '#electron/data/text/lines.ts';
import { ROWS_AT_ONCE } from '../../forward.ts';
import { ColumnsCheck } from './columns.ts';
import { inBatches, type NewRow, type NewRowBatch, type NewRows } from './new-rows.ts';

/**
 * New rows as LIBSVM writes them, with a label or without: columns that a row doesn't name are 0, as in training, and those that training
 * didn't have are passed over.
 */
export async function libsvmRows(file: SourceFile, { preprocessing, facts }: Prepared): Promise<NewRows> {
  if (preprocessing.kind !== 'table') throw new Error('rows of LIBSVM are a table');
  const encoding = await detectEncoding(file);
  const names = preprocessing.columns.map(({ name }) => name);
  const known = new Set(names);
  const classes = new Set(facts.classes);
  const check = new ColumnsCheck(preprocessing);
  let further = 0;

  function rowOf(line: number, text: string): { row: NewRow; cells: Record<string, string> } {
    const place = { file: file.name, line };
    const cells: Record<string, string> = Object.fromEntries(names.map(name => [name, '0']));
    const found = libsvmRow(text);
    if (!found) {
      const bad = { key: 'predict.bad.libsvm' as const, values: {} };
      return { row: { place, cells: [text.trim(), ...names.slice(1).map(() => '')], bad, target: null }, cells };
    }
    let hasFurther = false;
    for (const [column, value] of found.values) {
      const name = `feature ${column}`;
      if (known.has(name)) cells[name] = String(value);
      else hasFurther = true;
    }
    if (hasFurther) further++;
    const { label } = found;
    const target = label === null ? null : facts.task === 'regression' ? label : classOf(String(label));
    return { row: { place, cells: names.map(name => cells[name]!), bad: check.look(cells), target }, cells };
  }

  const classOf = (label: string): string | null => (classes.has(label) ? label : null);

  return {
    columns: names,
    hasTarget: true,
    async *batches(onProgress): AsyncGenerator<NewRowBatch> {
      for await (const lines of inBatches(linesOf(file, encoding, onProgress), ROWS_AT_ONCE)) {
        const rows = lines
          .filter(({ text }) => text.trim() !== '' && !text.trimStart().startsWith('#'))
          .map(({ line, text }) => rowOf(line, text));
        const good = rows.filter(({ row }) => !row.bad).map(({ cells }) => cells);
        yield { rows: rows.map(({ row }) => row), stored: applyToNewRows(preprocessing, good) };
      }
    },
    notes: () => [
      ...(further > 0 ? [{ key: 'predict.note.furtherColumns' as const, values: { count: further } }] : []),
      ...check.notes(),
    ],
  };
}
