import type { DataWarning, Layout, LeftOut } from '#shared/domain/data-report.ts';
import { encodingName } from '#shared/domain/encoding-name.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { type Encoding, layoutEncoding } from '../encoding/encoding.ts';
import type { SourceFile } from '../files/file-set.ts';
import type { RawTexts } from '../raw/dataset.ts';
import { encodingWarnings } from '../text/chosen.ts';
import { type ClassFiles, DOCUMENTS_PER_CLASS } from './class-files.ts';
import { MAX_TEXT, type TextRows } from './text-rows.ts';

const EXAMPLES = 5;

/** How the files are written down; where encodings differ, the one that most have, and of those one that is not what would be taken. */
export function layoutOf(files: readonly SourceFile[], encodings: readonly Encoding[]): Layout {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const [usual] = byEncoding(encodings);
  const otherwise = usual?.[1].map(i => encodings[i]!).find(({ detected }) => detected);
  const encoding = otherwise ?? usual?.[0] ?? null;
  const written = encoding && layoutEncoding(encoding);
  return { files: files.length, bytes, encoding: written, separator: null, decimal: null, header: null };
}

export function leftOut({ empty }: TextRows): LeftOut[] {
  if (empty.count === 0) return [];
  return [{ reason: { key: 'data.lines.empty', values: {} }, rows: empty.count, examples: empty.examples }];
}

export function warnings(
  { files, ignored }: ClassFiles,
  encodings: readonly Encoding[],
  { cut }: TextRows,
): DataWarning[] {
  const found = encodingWarnings(
    files.map(({ file }) => file),
    encodings,
  );
  const groups = byEncoding(encodings);
  if (groups.length > 1) {
    const counts = groups.map(([{ name }, indices]) => `${encodingName(name)} (${indices.length})`).join(', ');
    const examples = groups.map(([{ name }, [first]]) => ({
      place: at(files[first!]!.file),
      text: encodingName(name),
    }));
    found.push({ reason: { key: 'data.lines.encodings', values: { counts } }, examples: examples.slice(0, EXAMPLES) });
  }
  found.push(...longTexts({ cut }));
  if (ignored.length > 0) {
    const examples = ignored.slice(0, EXAMPLES).map(file => ({ place: at(file), text: '' }));
    found.push({ reason: { key: 'data.lines.ignored', values: { count: ignored.length } }, examples });
  }
  return found;
}

/** Says which texts are cut. */
export function longTexts({ cut }: Pick<TextRows, 'cut'>): DataWarning[] {
  if (cut.count === 0) return [];
  const values = { count: cut.count, limit: MAX_TEXT };
  return [{ reason: { key: 'data.lines.long', values }, examples: cut.examples }];
}

/** The rule that told lines from whole files, and files from folders. */
export function why({ files, by, unit }: ClassFiles, classes: readonly string[]): RawTexts['why'] {
  const values = { files: files.length, classes: classes.length };
  const kind: Reason =
    by === 'file'
      ? { key: `data.lines.kind.${files.length > classes.length ? 'fileAClassAndPart' : 'fileAClass'}`, values }
      : { key: `data.lines.kind.${unit}s`, values: { ...values, limit: DOCUMENTS_PER_CLASS } };
  return {
    kind,
    target: {
      key: by === 'file' ? 'data.lines.target.files' : 'data.lines.target.folders',
      values: { classes: classes.length },
    },
    task: { key: 'data.lines.task', values: { classes: classes.length } },
  };
}

/** Indices by encoding, the most frequent first. */
function byEncoding(encodings: readonly Encoding[]): [Encoding, number[]][] {
  const groups = Map.groupBy(encodings.keys(), i => encodings[i]!.name);
  return [...groups.values()]
    .map((indices): [Encoding, number[]] => [encodings[indices[0]!]!, indices])
    .sort((a, b) => b[1].length - a[1].length);
}

const at = ({ name }: SourceFile): { file: string; line: null } => ({ file: name, line: null });
