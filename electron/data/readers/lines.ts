import { Refusal } from '#shared/contract/refusal.ts';
import type { SourceFile } from '../files/file-set.ts';
import { beginsLikeText } from '../lines/begins-like-text.ts';
import { classFiles, filesBeside } from '../lines/class-files.ts';
import { isTextName } from '../lines/class-names.ts';
import { refuseOneFolder, withoutTexts } from '../lines/empty-folders.ts';
import { readTexts } from '../lines/read-texts.ts';
import type { Reader } from './reader.ts';

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
    await refuseOneFolder(files);
    const found = files.kind === 'file' ? await filesBeside(files) : classFiles(files);
    if (!found) return null;
    if (target !== undefined) throw new Refusal('error.data.lines.target', { path: files.name, target });
    if (task === 'regression') throw new Refusal('error.data.lines.regression', { path: files.name });
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

async function areTexts(files: readonly SourceFile[]): Promise<boolean> {
  const every = Math.ceil(files.length / LOOKED_INTO);
  for (let i = 0; i < files.length; i += every) if (!(await beginsLikeText(files[i]!))) return false;
  return files.length > 0;
}
