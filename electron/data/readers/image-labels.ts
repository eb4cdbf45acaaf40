import type { DataChoice } from '#shared/domain/dataset.ts';
import { findTable } from '../csv/find-table.ts';
import { cellsOf, rowsOf } from '../csv/rows.ts';
import type { SourceFile } from '../files/file-set.ts';
import type { LabelledImage } from '../images/class-folders.ts';

/** What says the classes of images that lie in no folders of their classes. */
export interface LabelsElsewhere {
  images: LabelledImage[];
  /** Images without a label. */
  unlabelled: SourceFile[];
  /** The table with the labels; null where the files' own names say them. */
  table: { file: SourceFile; column: string } | null;
}

/** Share of the rows of a table, and of the images, that must belong together. */
const MOST = 0.8;
/** Rows of a table that tell which column names the images. */
const LOOKED_AT = 200;
/** Larger tables are no labels of files. */
const MAX_TABLE_BYTES = 64 * 2 ** 20;

const TABLE = /\.(?:csv|tsv)$/i;
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const stemOf = (path: string): string => baseName(path).replace(/\.[^.]*$/, '');

/**
 * Looks for a table beside the images in which one column names them (by path, name, or name without ending) and another one
 * their labels.
 * @returns null where there is none.
 */
export async function labelsInTable(
  images: readonly SourceFile[],
  others: readonly SourceFile[],
  { target, encoding }: DataChoice,
): Promise<LabelsElsewhere | null> {
  const byName = new Map<string, SourceFile[]>();
  for (const file of images)
    for (const name of new Set([file.path, baseName(file.path), stemOf(file.path)]))
      byName.set(name, [...(byName.get(name) ?? []), file]);
  const named = (cell: string): SourceFile[] => byName.get(cell.trim().replace(/^\.?\//, '')) ?? [];
  for (const file of others.filter(({ path, size }) => TABLE.test(path) && size <= MAX_TABLE_BYTES)) {
    const table = await findTable(file, encoding);
    if (!table) continue;
    const { names } = table.columns;
    const rows: string[][] = [];
    for await (const batch of rowsOf(table, table.dialect, () => undefined))
      for (const record of batch) {
        const cells = cellsOf(record, names.length);
        if (cells) rows.push(cells);
      }
    const some = rows.slice(0, LOOKED_AT);
    const at = names.findIndex(
      (_, i) => some.filter(cells => named(cells[i]!).length === 1).length > MOST * some.length,
    );
    const labels = at < 0 ? -1 : labelColumn(names, rows, at, target);
    if (labels < 0) continue;
    const found = new Map<SourceFile, string>();
    for (const cells of rows) {
      const [image, ...more] = named(cells[at]!);
      const label = cells[labels]!.trim();
      if (image && more.length === 0 && label !== '') found.set(image, label);
    }
    return {
      images: images.flatMap(image => (found.has(image) ? [{ file: image, label: found.get(image)! }] : [])),
      unlabelled: images.filter(image => !found.has(image)),
      table: { file, column: names[labels]! },
    };
  }
  return null;
}

/** The column of the labels: as the person says, else one called so, else the first of which most values come again. */
function labelColumn(
  names: readonly string[],
  rows: readonly string[][],
  at: number,
  target: string | undefined,
): number {
  const called = (name: string): number => names.findIndex((other, i) => i !== at && other.toLowerCase() === name);
  if (target !== undefined) return called(target.trim().toLowerCase());
  const known = ['label', 'labels', 'class', 'target', 'category'].map(called).find(i => i >= 0);
  const repeats = (i: number): boolean => 2 * new Set(rows.map(cells => cells[i]!.trim())).size <= rows.length;
  return known ?? names.findIndex((_, i) => i !== at && repeats(i));
}

/** A word and a number behind it: `cat.0`, `square_24`, `oak (3)`. */
const WORD_AND_NUMBER = /^(\p{L}[\p{L}\s_-]*?)[\s._-]*\(?\d+\)?$/u;
/** Images of each class at least, and share of all images that must be called so. */
const FEW = 3;
const NEARLY_ALL = 0.95;

/** Images of one folder whose names are a class and a number, `cat.0.jpg`; null where they aren't, or are of one class only. */
export function labelsInNames(images: readonly SourceFile[]): LabelsElsewhere | null {
  const labelled = images.flatMap(file => {
    const label = WORD_AND_NUMBER.exec(stemOf(file.path))?.[1];
    return label === undefined ? [] : [{ file, label }];
  });
  const classes = Map.groupBy(labelled, ({ label }) => label);
  if (classes.size < 2 || labelled.length < NEARLY_ALL * images.length) return null;
  if ([...classes.values()].some(files => files.length < FEW)) return null;
  const known = new Set(labelled.map(({ file }) => file));
  return { images: labelled, unlabelled: images.filter(file => !known.has(file)), table: null };
}
