import type { FileSet, SourceFile } from '#electron/data/files/file-set.ts';
import { isTextName } from '#electron/data/lines/class-names.ts';
import { documentOf } from '#electron/data/lines/read-files.ts';
import { MAX_TEXT } from '#electron/data/lines/text-rows.ts';
import type { Prepared } from '#electron/data/prepared.ts';
import { applyToNewTexts } from '#electron/data/preprocessing/new-rows.ts';
import type { TextRecipe } from '#electron/data/preprocessing/text.ts';
import { tokenise } from '#electron/data/preprocessing/tokenise.ts';
import type { OnProgress } from '#electron/data/raw/dataset.ts';
import { detectEncoding } from '#electron/data/text/detect.ts';
import { linesOf } from '#electron/data/text/lines.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Place } from '#shared/domain/data-report.ts';
import { ROWS_AT_ONCE } from '../../forward.ts';
import { inBatches, labelByFolder, listed, type NewRow, type NewRowBatch, type NewRows } from './new-rows.ts';

/**
 * New texts of a file or of those of a folder or an archive: a text a line or, where the project's own files are a text each, a text a file.
 * Where one lies in a folder that is called like a class, that is its label.
 * @throws Refusal where there is none
 */
export async function texts(
  { name, files }: FileSet,
  recipe: TextRecipe,
  { facts, report }: Prepared,
): Promise<NewRows> {
  const [some, others] = [files.filter(isText), files.filter(file => !isText(file))];
  const taken = files.length === 1 ? files : some;
  if (taken.length === 0) throw new Refusal('error.predict.noTexts', { path: name });
  const { train, dev, test } = facts.rows;
  // A few were left out.
  const areDocuments = 2 * report.layout.files > train + dev + test;
  const labelOf = labelByFolder(facts);
  const known = new Set(recipe.vocabulary);
  let wordless = 0;

  async function* all(onProgress: OnProgress): AsyncGenerator<{ file: SourceFile; place: Place; text: string }> {
    const bytes = taken.reduce((sum, { size }) => sum + size, 0) || 1;
    let done = 0;
    for (const file of taken) {
      const before = done;
      done += file.size;
      if (areDocuments) {
        const { text } = await documentOf(file, undefined);
        yield { file, place: { file: file.name, line: null }, text };
        onProgress(done / bytes);
        continue;
      }
      const encoding = await detectEncoding(file);
      for await (const { line, text } of linesOf(file, encoding, part =>
        onProgress((before + part * file.size) / bytes),
      ))
        yield { file, place: { file: file.name, line }, text };
    }
  }

  return {
    columns: areDocuments && taken.length > 1 ? ['file', 'text'] : ['text'],
    hasTarget: taken.some(file => labelOf(file) !== null),
    async *batches(onProgress): AsyncGenerator<NewRowBatch> {
      for await (const some of inBatches(all(onProgress), ROWS_AT_ONCE)) {
        const rows: NewRow[] = [];
        const good: string[] = [];
        for (const { file, place, text } of some) {
          const bare = text.replace(/^\ufeff/, '').trim();
          const bad = bare === '' ? { key: 'predict.bad.noText' as const, values: {} } : null;
          const cells = areDocuments && taken.length > 1 ? [file.path, bare] : [bare];
          rows.push({ place, cells, bad, target: labelOf(file) });
          if (bad) continue;
          const shortened = bare.slice(0, MAX_TEXT);
          good.push(shortened);
          if (!tokenise(shortened).some(word => known.has(word))) wordless++;
        }
        yield { rows, stored: applyToNewTexts(recipe, good) };
      }
    },
    notes: () => [
      ...(files.length > 1 && others.length > 0
        ? [
            {
              key: 'predict.note.notTexts' as const,
              values: { count: others.length, files: listed(others.map(({ path }) => path)) },
            },
          ]
        : []),
      ...(wordless > 0 ? [{ key: 'predict.note.wordless' as const, values: { count: wordless } }] : []),
    ],
  };
}

const isText = ({ path }: SourceFile): boolean => isTextName(path);
