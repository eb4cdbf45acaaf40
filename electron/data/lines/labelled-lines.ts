import { Refusal } from '#shared/contract/refusal.ts';
import type { LeftOut } from '#shared/domain/data-report.ts';
import type { TextEncoding } from '#shared/domain/dataset.ts';
import { MAX_CLASSES } from '../csv/limits.ts';
import type { Encoding } from '../encoding/encoding.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { partNamed } from '../files/part-names.ts';
import { inClassOrder } from '../raw/classes.ts';
import type { OnProgress, RawTexts } from '../raw/dataset.ts';
import { encodingOf, encodingWarnings } from '../text/chosen.ts';
import { linesOf } from '../text/lines.ts';
import { isTextName } from './class-names.ts';
import { preview } from './read-texts.ts';
import { layoutOf, leftOut, longTexts } from './remarks.ts';
import { TextRows } from './text-rows.ts';

/**
 * Texts whose labels stand line by line: in a file of their own beside that of the texts (`tweets.text` and `tweets.labels`,
 * `train_text.txt` and `train_labels.txt`), or in front of each text as fastText has them (`__label__pos a good film`).
 */
export interface LabelledLines {
  by: 'aligned' | 'fastText';
  /** Those of the test part stand last. */
  pairs: { texts: SourceFile; labels: SourceFile | null; part: Part }[];
}

type Part = 'train' | 'validation' | 'test';
const PARTS: readonly Part[] = ['train', 'validation', 'test'];

const LABELS = /^(?:labels?|targets?|y|class(?:es)?|gold)$/i;
const TEXTS = /^(?:texts?|sentences?|x|inputs?|data|docs?|documents?|tweets|reviews?)$/i;
const FAST_TEXT = /^__label__\S/;
const BEGINNING = 4096;

interface Role {
  file: SourceFile;
  is: 'texts' | 'labels' | null;
  /** What the names of files that belong together have in common. */
  key: string;
}

function roleOf(file: SourceFile): Role {
  const words = file.path
    .split('/')
    .at(-1)!
    .split(/[._\s-]+/);
  const at = words.findLastIndex(word => LABELS.test(word) || TEXTS.test(word));
  const is = at < 0 ? null : LABELS.test(words[at]!) ? 'labels' : 'texts';
  const rest = words.filter((word, i) => i !== at && !(i === words.length - 1 && /^txt$/i.test(word)));
  return { file, is, key: [folderOf(file), ...rest].join('/').toLowerCase() };
}

const folderOf = ({ path }: SourceFile): string => path.slice(0, path.lastIndexOf('/') + 1);

/**
 * Looks for such texts among the files of a set; a single file is taken with its labels beside it.
 * @returns null where there are none.
 * @throws Refusal where files named so hold numbers, or differ in their lines.
 */
export async function findLabelledLines(set: FileSet): Promise<LabelledLines | null> {
  const files = set.files.filter(({ path }) => isTextName(path));
  const fast: SourceFile[] = [];
  for (const file of files.slice(0, MAX_FILES))
    if (
      FAST_TEXT.test(
        Buffer.from(await file.beginning(BEGINNING))
          .toString('latin1')
          .trimStart(),
      )
    )
      fast.push(file);
  if (fast.length > 0)
    return inParts(
      'fastText',
      fast.map(texts => ({ texts, labels: null })),
    );
  const all = set.kind === 'file' ? [...set.files, ...(await set.beside())] : set.files;
  if (all.length > MAX_FILES) return null;
  const roles = all.map(roleOf);
  const [given] = set.files;
  const pairs = roles
    .filter(({ is }) => is === 'texts')
    .flatMap(({ file, key }) => {
      const labels = roles.find(other => other.is === 'labels' && other.key === key);
      const isMeant = set.kind !== 'file' || file === given || labels?.file === given;
      return labels && isMeant ? [{ texts: file, labels: labels.file }] : [];
    });
  if (pairs.length === 0) return null;
  for (const { texts, labels } of pairs) await checkPair(texts, labels);
  return inParts('aligned', pairs);
}

/** More files are looked through by nobody: they are texts of a file each. */
const MAX_FILES = 60;

function inParts(by: LabelledLines['by'], pairs: Omit<LabelledLines['pairs'][number], 'part'>[]): LabelledLines {
  const parts = pairs.map(pair => ({ ...pair, part: partNamed(pair.texts.path) ?? ('train' as const) }));
  // Where none is called so, what is for validation is trained on, or else all there is.
  const first = PARTS.find(part => parts.some(pair => pair.part === part));
  const all = parts.map(pair => (pair.part === first ? { ...pair, part: 'train' as const } : pair));
  return { by, pairs: all.toSorted((a, b) => PARTS.indexOf(a.part) - PARTS.indexOf(b.part)) };
}

async function checkPair(texts: SourceFile, labels: SourceFile): Promise<void> {
  if (await holdsNumbers(texts))
    throw new Refusal('error.data.lines.numbers', { file: texts.name, labels: labels.path });
}

/** Share of the words of a file that are numbers, from which on it holds no texts. */
const NUMBERS = 0.8;

/** Whether a file begins with numbers rather than with words. */
export async function holdsNumbers(file: SourceFile): Promise<boolean> {
  const words = Buffer.from(await file.beginning(BEGINNING))
    .toString('latin1')
    .split(/[\s,;]+/)
    .filter(word => word !== '');
  return words.length > 0 && words.filter(word => Number.isFinite(Number(word))).length >= NUMBERS * words.length;
}

/**
 * Reads them.
 * @param source what a person gave, for messages.
 * @throws Refusal where texts and labels differ in number, or the labels are too many or of one kind.
 */
export async function readLabelledLines(
  source: string,
  { by, pairs }: LabelledLines,
  chosen: TextEncoding | undefined,
  onProgress: OnProgress,
): Promise<RawTexts> {
  const files = pairs.map(({ texts }) => texts);
  const rows = new TextRows(
    source,
    files.map(({ name }) => name),
  );
  const unlabelled = new TextRows(
    source,
    files.map(({ name }) => name),
  );
  const encodings: Encoding[] = [];
  const labels: string[] = [];
  const firstOf = new Map<Part, number>();
  for (const [i, pair] of pairs.entries()) {
    const encoding = await encodingOf(pair.texts, chosen);
    encodings.push(encoding);
    if (!firstOf.has(pair.part)) firstOf.set(pair.part, labels.length);
    const beside = pair.labels ? await labelsIn(pair.labels, chosen) : null;
    let count = 0;
    const onShare = (done: number): void => onProgress((i + done) / pairs.length);
    for await (const { line, text } of linesOf(pair.texts, encoding, onShare)) {
      if (text.trim() !== '' || (beside && line <= beside.length)) count = line;
      const found = beside ? { label: beside[line - 1] ?? '', text } : fastTextLine(pair.texts, line, text);
      const before = rows.texts.length;
      if (found.label === '' && found.text.trim() !== '') unlabelled.add(found.text, i, line);
      else rows.add(found.text, i, line);
      if (rows.texts.length > before) labels.push(found.label);
    }
    if (beside && count !== beside.length) {
      const values = { file: pair.texts.name, labelsFile: pair.labels!.name, texts: count, labels: beside.length };
      throw new Refusal('error.data.lines.countsDiffer', values);
    }
  }
  const classes = inClassOrder(new Set(labels));
  const labelsFile = (pairs[0]!.labels ?? pairs[0]!.texts).path;
  if (classes.length > MAX_CLASSES || classes.length * 2 > labels.length)
    throw new Refusal('error.data.lines.tooManyLabels', {
      file: labelsFile,
      count: classes.length,
      rows: labels.length,
    });
  if (classes.length < 2) throw new Refusal('error.data.lines.oneLabel', { file: labelsFile, name: classes[0] ?? '' });
  const indexOf = new Map(classes.map((label, i) => [label, i]));
  const indices = Int32Array.from(labels, label => indexOf.get(label)!);
  const examples = Array.from({ length: Math.min(5, unlabelled.texts.length) }, (_, row) => ({
    place: unlabelled.place(row),
    text: unlabelled.texts[row]!.slice(0, 80),
  }));
  const without: LeftOut = {
    reason: { key: 'data.lines.noLabel', values: {} },
    rows: unlabelled.texts.length,
    examples,
  };
  return {
    kind: 'text',
    rows: rows.texts.length,
    texts: rows.texts,
    target: { name: null, task: 'classification', labels: indices, classes },
    place: row => rows.place(row),
    layout: layoutOf(
      pairs.flatMap(pair => (pair.labels ? [pair.texts, pair.labels] : [pair.texts])),
      encodings,
    ),
    columns: [],
    leftOut: [...leftOut(rows), ...(without.rows > 0 ? [without] : [])],
    warnings: [...encodingWarnings(files, encodings), ...longTexts(rows)],
    why: {
      kind: { key: `data.lines.kind.${by}`, values: { file: files[0]!.path, labels: labelsFile } },
      target: { key: `data.lines.target.${by}`, values: { file: labelsFile } },
      task: { key: 'data.lines.task', values: { classes: classes.length } },
    },
    preview: preview(rows.texts, indices, classes),
    ...publishedIn(labels.length, firstOf),
  };
}

/** Where the parts begin that have rows. */
function publishedIn(
  rows: number,
  firstOf: ReadonlyMap<Part, number>,
): Pick<RawTexts, 'publishedDev' | 'publishedTest'> {
  const test = firstOf.get('test') ?? rows;
  const dev = firstOf.get('validation') ?? test;
  return { ...(test < rows && { publishedTest: test }), ...(dev < test && { publishedDev: dev }) };
}

/** The labels of a file, a line each; empty lines at its end are none. */
async function labelsIn(file: SourceFile, chosen: TextEncoding | undefined): Promise<string[]> {
  const labels: string[] = [];
  for await (const { text } of linesOf(file, await encodingOf(file, chosen))) labels.push(text.trim());
  return labels.slice(0, labels.findLastIndex(label => label !== '') + 1);
}

/** @throws Refusal where a text has several labels. */
function fastTextLine(file: SourceFile, line: number, text: string): { label: string; text: string } {
  const [, label = '', rest = text] = /^\s*__label__(\S+)\s*(.*)$/.exec(text) ?? [];
  if (/^__label__\S/.test(rest))
    throw new Refusal('error.data.lines.severalLabels', { file: file.name, line, text: text.trim().slice(0, 60) });
  return { label: label.replace(/,$/, ''), text: rest };
}
