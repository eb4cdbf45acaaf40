import { Refusal } from '#shared/contract/refusal.ts';
import { utf16Of } from '../encoding/utf16.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { type ClassFiles, classFiles, filesBeside } from '../lines/class-files.ts';
import { isTextName } from '../lines/class-names.ts';
import { refuseOneFolder, withoutTexts } from '../lines/empty-folders.ts';
import { findLabelledLines, holdsNumbers, readLabelledLines } from '../lines/labelled-lines.ts';
import { readTexts } from '../lines/read-texts.ts';
import { passedOver } from './passed-over.ts';
import type { Reader } from './reader.ts';

const BYTES = 4096;
const ALLOWED = new Set([...'\t\n\f\r\x1a\x1b'].map(sign => sign.charCodeAt(0)));

/** Whether a file's first bytes are text and no machine data: UTF-16, or free of control characters. */
async function beginsLikeText(file: SourceFile): Promise<boolean> {
  const bytes = await file.beginning(BYTES);
  const mark = (bytes[0]! << 8) | bytes[1]!;
  if (mark === 0xfffe || mark === 0xfeff || utf16Of(bytes)) return true;
  return bytes.every(byte => byte >= 32 || ALLOWED.has(byte));
}

/** How many of many files are looked into. */
const LOOKED_INTO = 10;

/**
 * Reads texts that files or folders divide into classes: a file a class with a text a line (`rt-polarity.pos` and
 * `rt-polarity.neg`, `pos.txt` and `neg.txt`), or a folder a class with a text a line or a text a file.
 */
export const linesReader: Reader = {
  async open(files, { kind, target, task, encoding }) {
    if (kind && kind !== 'text') return null;
    if (!(await areTexts(files.files.filter(({ path }) => isTextName(path))))) return null;
    const checkChoice = (): void => {
      if (target !== undefined) throw new Refusal('error.data.lines.target', { path: files.name, target });
      if (task === 'regression') throw new Refusal('error.data.lines.regression', { path: files.name });
    };
    const labelled = await findLabelledLines(files);
    if (labelled) {
      checkChoice();
      const read = labelled.pairs.flatMap(pair => (pair.labels ? [pair.texts, pair.labels] : [pair.texts]));
      return {
        format: 'lines',
        files: read,
        async read(onProgress) {
          const data = await readLabelledLines(files.name, labelled, encoding, onProgress);
          return { ...data, warnings: [...passedOver(files, read), ...data.warnings] };
        },
      };
    }
    await refuseOneFolder(files);
    const found = files.kind === 'file' ? await filesBeside(files) : await withoutLists(files);
    if (!found) return null;
    checkChoice();
    return {
      format: 'lines',
      files: found.files.map(({ file }) => file),
      async read(onProgress) {
        const data = await readTexts(files.name, found, encoding, onProgress);
        return { ...data, warnings: [...data.warnings, ...(await withoutTexts(files, found))] };
      },
    };
  },
};

/** Files of a class each are so few at most that each is looked into. */
const MOST_FILES = 60;
/** Mean words a line of a list, and of texts beside it. */
const LIST_WORDS = 1.3;
const TEXT_WORDS = 3;

/**
 * The files of a class each among those of a folder, without lists of words (of those to be left out, of names) and tables of
 * numbers beside them.
 * @throws Refusal where only numbers are left.
 */
async function withoutLists(set: FileSet): Promise<ClassFiles | null> {
  const texts = set.files.filter(({ path }) => isTextName(path));
  if (texts.length > MOST_FILES) return classFiles(set);
  const looked = await Promise.all(
    texts.map(async file => ({ file, words: await wordsALine(file), areNumbers: await holdsNumbers(file) })),
  );
  const most = Math.max(...looked.map(({ words }) => words));
  const others = looked.filter(({ words, areNumbers }) => areNumbers || (words < LIST_WORDS && most >= TEXT_WORDS));
  const hasNumbers = others.some(({ areNumbers }) => areNumbers);
  if (others.length === 0 || (looked.length - others.length < 2 && !hasNumbers)) return classFiles(set);
  const left = set.files.filter(file => !others.some(other => other.file === file));
  const found = left.length > 0 ? classFiles({ ...set, files: left }) : null;
  if (found?.by === 'file') return { ...found, ignored: [...found.ignored, ...others.map(({ file }) => file)] };
  const all = classFiles(set);
  const numbers = looked.find(({ areNumbers }) => areNumbers);
  if (all?.by === 'file' && numbers)
    throw new Refusal('error.data.lines.tablesOfNumbers', { path: set.name, file: numbers.file.path });
  return all;
}

async function wordsALine(file: SourceFile): Promise<number> {
  const lines = Buffer.from(await file.beginning(4096))
    .toString('latin1')
    .split(/[\r\n]+/)
    .filter(line => line.trim() !== '');
  return lines.reduce((sum, line) => sum + line.trim().split(/\s+/).length, 0) / Math.max(1, lines.length);
}

async function areTexts(files: readonly SourceFile[]): Promise<boolean> {
  const every = Math.ceil(files.length / LOOKED_INTO);
  for (let i = 0; i < files.length; i += every) if (!(await beginsLikeText(files[i]!))) return false;
  return files.length > 0;
}
