import type { FileSet, SourceFile } from '#electron/data/files/file-set.ts';
import { decode, type Light, MAX_UNPACKED_BYTES } from '#electron/data/images/decode.ts';
import { type BadFile, everyThird, hasColour, MAX_IMAGE_BYTES, unlessBad } from '#electron/data/images/load.ts';
import type { Prepared } from '#electron/data/prepared.ts';
import type { ImagesRecipe } from '#electron/data/preprocessing/images.ts';
import { inMiB } from '#electron/data/raw/limits.ts';
import { imageFormat } from '#electron/data/readers/images.ts';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DataReport } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { ROWS_AT_ONCE } from '../../forward.ts';
import { labelByFolder, listed, type NewRow, type NewRowBatch, type NewRows } from './new-rows.ts';

/** Files of a batch; fewer than of other rows, since each is decoded. */
const AT_ONCE = Math.min(64, ROWS_AT_ONCE);

/** What luminance is made of (ITU-R BT.709). */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722] as const;

/**
 * New images: a file, or those of a folder or an archive, each brought into the size that the network takes. Where one lies in a folder that
 * is called like a class, that is its label.
 * @throws Refusal where there is none
 */
export function imageRows(set: FileSet, recipe: ImagesRecipe, { report, facts }: Prepared): NewRows {
  const images = set.files.filter(({ path }) => imageFormat(path) !== 'none');
  if (images.length === 0) throw new Refusal('error.predict.noImages', { path: set.name });
  const others = set.files.filter(({ path }) => imageFormat(path) === 'none');
  const light = lightOf(report);
  const labelOf = labelByFolder(facts);
  const features = recipe.height * recipe.width * recipe.channels;
  let coloured = 0;

  const load = async (file: SourceFile): Promise<{ pixels: Uint8Array | null; bad: Reason | null }> => {
    if (imageFormat(file.path) === 'other')
      return { pixels: null, bad: { key: 'data.images.leftOut.format', values: {} } };
    const found: BadFile[] = [];
    let pixels: Uint8Array | null = null;
    await unlessBad(file, found, async bytes => {
      const rgb = await decode(bytes, recipe, MAX_UNPACKED_BYTES, light);
      if (recipe.channels === 1 && hasColour(rgb)) coloured++;
      pixels = recipe.channels === 3 ? rgb : hasColour(rgb) ? luminance(rgb) : everyThird(rgb);
    });
    const [first] = found;
    return { pixels, bad: first ? reasonOf(first) : null };
  };

  return {
    columns: ['file'],
    hasTarget: facts.task === 'classification' && images.some(file => labelOf(file) !== null),
    async *batches(onProgress): AsyncGenerator<NewRowBatch> {
      for (let at = 0; at < images.length; at += AT_ONCE) {
        const rows: NewRow[] = [];
        const good: Uint8Array[] = [];
        for (const file of images.slice(at, at + AT_ONCE)) {
          const { pixels, bad } = await load(file);
          if (pixels) good.push(pixels);
          const place = { file: file.name, line: null };
          rows.push({ place, cells: [file.path], bad, target: labelOf(file) });
          onProgress((at + rows.length) / images.length);
        }
        const stored = new Uint8Array(good.length * features);
        good.forEach((pixels, i) => {
          stored.set(pixels, i * features);
        });
        yield { rows, stored };
      }
    },
    notes: () => [
      ...(others.length > 0
        ? [
            {
              key: 'predict.note.otherFiles' as const,
              values: { count: others.length, files: listed(others.map(({ path }) => path)) },
            },
          ]
        : []),
      ...(coloured > 0 ? [{ key: 'predict.note.coloured' as const, values: { count: coloured } }] : []),
    ],
  };
}

/** What the values of the project's own images mean; its report says it where it isn't as usual. */
function lightOf({ warnings }: DataReport): Light {
  const stretched = warnings.find(({ reason }) => reason.key === 'data.images.stretched');
  const onBlack = warnings.some(({ reason }) => reason.key === 'data.images.onBlack');
  return { bits: Number(stretched?.reason.values.bits ?? 16), onBlack };
}

function luminance(rgb: Uint8Array): Uint8Array {
  const grey = new Uint8Array(rgb.length / 3);
  for (let i = 0; i < grey.length; i++)
    grey[i] = Math.round(RED * rgb[3 * i]! + GREEN * rgb[3 * i + 1]! + BLUE * rgb[3 * i + 2]!);
  return grey;
}

function reasonOf({ badness }: BadFile): Reason {
  const limit = badness === 'fileTooLarge' ? MAX_IMAGE_BYTES : MAX_UNPACKED_BYTES;
  return { key: `data.images.leftOut.${badness}`, values: { limit: inMiB(limit) } };
}
