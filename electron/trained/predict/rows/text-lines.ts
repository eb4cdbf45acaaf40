import type { SourceFile } from '#electron/data/files/file-set.ts';
import { MAX_TEXT } from '#electron/data/lines/text-rows.ts';
import { applyToNewTexts } from '#electron/data/preprocessing/new-rows.ts';
import type { TextRecipe } from '#electron/data/preprocessing/text.ts';
import { tokenise } from '#electron/data/preprocessing/tokenise.ts';
import { detectEncoding } from '#electron/data/text/detect.ts';
import { linesOf } from '#electron/data/text/lines.ts';
import { ROWS_AT_ONCE } from '../../forward.ts';
import { inBatches, type NewRow, type NewRowBatch, type NewRows } from './new-rows.ts';

/** New texts, one a line. */
export async function textLines(file: SourceFile, recipe: TextRecipe): Promise<NewRows> {
  const encoding = await detectEncoding(file);
  const known = new Set(recipe.vocabulary);
  let wordless = 0;
  return {
    columns: ['text'],
    hasTarget: false,
    async *batches(onProgress): AsyncGenerator<NewRowBatch> {
      for await (const lines of inBatches(linesOf(file, encoding, onProgress), ROWS_AT_ONCE)) {
        const rows: NewRow[] = [];
        const texts: string[] = [];
        for (const { line, text } of lines) {
          const bare = text.replace(/^\ufeff/, '').trim();
          const isEmpty = bare === '';
          const bad = isEmpty ? { key: 'predict.bad.noText' as const, values: {} } : null;
          rows.push({ place: { file: file.name, line }, cells: [bare], bad, target: null });
          if (isEmpty) continue;
          const shortened = bare.slice(0, MAX_TEXT);
          texts.push(shortened);
          if (!tokenise(shortened).some(word => known.has(word))) wordless++;
        }
        yield { rows, stored: applyToNewTexts(recipe, texts) };
      }
    },
    notes: () => (wordless > 0 ? [{ key: 'predict.note.wordless', values: { count: wordless } }] : []),
  };
}
