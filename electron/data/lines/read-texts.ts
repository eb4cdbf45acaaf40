import { Refusal } from '#shared/contract/refusal.ts';
import type { Preview } from '#shared/domain/data-report.ts';
import type { TextEncoding } from '#shared/domain/dataset.ts';
import type { OnProgress, RawTexts } from '../raw/dataset.ts';
import type { ClassFiles } from './class-files.ts';
import { readDocuments, readLines } from './read-files.ts';
import { layoutOf, leftOut, warnings, why } from './remarks.ts';
import { TextRows } from './text-rows.ts';

const PREVIEW_ROWS = 10;
const PREVIEW_LENGTH = 300;

/**
 * Reads the texts of files that stand for a class each.
 * @param source what a person gave, for messages.
 * @param chosen the encoding that the person says they are written in.
 * @throws Refusal where a class has no text, there is only one class, or there is too much.
 */
export async function readTexts(
  source: string,
  found: ClassFiles,
  chosen: TextEncoding | undefined,
  onProgress: OnProgress,
): Promise<RawTexts> {
  const classes = [...new Set(found.files.map(({ className }) => className))].sort();
  if (classes.length < 2) throw new Refusal('error.data.lines.oneClass', { path: source, name: classes[0]! });
  const files = found.files.map(({ file }) => file);
  const rows = new TextRows(
    source,
    files.map(({ name }) => name),
  );
  const encodings = await (found.unit === 'file' ? readDocuments : readLines)(files, rows, chosen, onProgress);
  const classOf = found.files.map(({ className }) => classes.indexOf(className));
  const labels = Int32Array.from(rows.texts, (_, row) => classOf[rows.file(row)]!);
  checkClasses(found, classes, labels);
  const fileOf = (row: number) => found.files[rows.file(row)]!;
  const firstTest = labels.findIndex((_, row) => fileOf(row).test);
  const firstDev = labels.findIndex((_, row) => fileOf(row).validation);
  return {
    kind: 'text',
    rows: rows.texts.length,
    texts: rows.texts,
    target: { name: null, task: 'classification', labels, classes },
    place: row => rows.place(row),
    layout: layoutOf(files, encodings),
    columns: [],
    leftOut: leftOut(rows),
    warnings: warnings(found, encodings, rows),
    why: why(found, classes),
    preview: preview(rows.texts, labels, classes),
    ...(firstTest > 0 && { publishedTest: firstTest }),
    ...(firstDev > 0 && { publishedDev: firstDev }),
  };
}

function checkClasses({ files, by }: ClassFiles, classes: readonly string[], labels: Int32Array): void {
  const present = new Set(labels);
  const empty = classes.find((_, index) => !present.has(index));
  if (empty === undefined) return;
  const { file } = files.find(({ className }) => className === empty)!;
  throw by === 'file'
    ? new Refusal('error.data.lines.emptyFile', { file: file.name, name: empty })
    : new Refusal('error.data.lines.emptyFolder', { name: empty, file: file.name });
}

/** The first texts of each class in turn. */
export function preview(texts: readonly string[], labels: Int32Array, classes: readonly string[]): Preview {
  const each = Math.ceil(PREVIEW_ROWS / classes.length);
  const firsts = classes.map((_, index) => firstOf(labels, index, each));
  const rows = Array.from({ length: each }, (_, k) => firsts.flatMap(first => first[k] ?? [])).flat();
  return {
    kind: 'texts',
    rows: rows
      .slice(0, PREVIEW_ROWS)
      .map(row => ({ text: texts[row]!.slice(0, PREVIEW_LENGTH), label: classes[labels[row]!]! })),
  };
}

function firstOf(labels: Int32Array, label: number, count: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < labels.length && rows.length < count; row++) if (labels[row] === label) rows.push(row);
  return rows;
}
