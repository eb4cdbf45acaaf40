import { Refusal } from '#shared/contract/refusal.ts';
import { type DataChoice, hasColumns } from '#shared/domain/dataset.ts';
import { digestOf } from './files/digest.ts';
import type { FileSet } from './files/file-set.ts';
import { openFiles } from './files/open-files.ts';
import { isCifar, isPacked, refuseOtherFormats } from './files/other-formats.ts';
import type { OnProgress } from './raw/dataset.ts';
import { namesOf } from './raw/row-text.ts';
import { csvReader } from './readers/csv.ts';
import { idxReader } from './readers/idx.ts';
import { imagesReader } from './readers/images.ts';
import { jsonReader } from './readers/json.ts';
import { libsvmReader } from './readers/libsvm.ts';
import { linesReader } from './readers/lines.ts';
import { npyReader } from './readers/npy.ts';
import type { Reader, Source } from './readers/reader.ts';
import { openSample, sampleDigest } from './samples/samples.ts';

/** Asked in this order; the first that knows a source reads it. */
const READERS: readonly Reader[] = [
  ...[npyReader, idxReader, imagesReader, libsvmReader, jsonReader],
  ...[csvReader, linesReader],
];

/** A source that was found and is open. */
export interface OpenSource extends Source {
  /** `sample:…`, or the absolute path. */
  name: string;
  /** SHA-256 of its content; of a sample: of its name, version and seed. */
  digest(onProgress: OnProgress): Promise<string>;
  close(): Promise<void>;
}

/**
 * Finds the reader of a source. What it gives back is to be closed.
 * @param source `sample:…`, or a path; a relative one counts from the working folder.
 * @throws Refusal where there is no such file, or nothing in it that Descent reads, or not as the choice says.
 */
export async function openSource(source: string, choice: DataChoice): Promise<OpenSource> {
  const sample = openSample(source, choice);
  if (sample) return { ...sample, name: source, digest: async () => sampleDigest(source), close: async () => {} };
  const files = await openFiles(source);
  try {
    if (files.kind !== 'file' || isCifar(files.files[0]!.path)) await refuseOtherFormats(files.files);
    const found = (await firstThatKnows(files, choice)) ?? (await refuse(files, choice));
    if (
      !hasColumns(found.format) &&
      (choice.drop?.length || choice.missing?.length || choice.decimal || choice.dateOrder)
    )
      throw new Refusal('error.data.columnsOnly', { path: files.name });
    return {
      ...found,
      name: files.name,
      digest: onProgress => digestOf(found.files ?? [], onProgress),
      close: () => files.close(),
    };
  } catch (error) {
    await files.close();
    throw error;
  }
}

async function firstThatKnows(files: FileSet, choice: DataChoice): Promise<Source | null> {
  for (const reader of READERS) {
    const found = await reader.open(files, choice);
    if (found) return found;
  }
  return null;
}

/** Says what there is, where it is only not of the chosen kind. */
async function refuse(files: FileSet, { kind, ...choice }: DataChoice): Promise<never> {
  const found = kind && (await firstThatKnows(files, choice));
  // What Descent draws itself is no file.
  if (!found || found.format === 'sample') throw await unknownKind(files);
  throw new Refusal(`error.data.otherKind.${found.format}`, { path: files.name, kind });
}

/** How files begin that are images, whatever they are called. */
const IMAGE_BEGINS = /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP)/s;

/** Says what there is, as far as names and beginnings tell it. */
async function unknownKind({ name, kind, files }: FileSet): Promise<Refusal> {
  const first = files[0]!;
  const beginning = Buffer.from(await first.beginning(16)).toString('latin1');
  if (IMAGE_BEGINS.test(beginning)) return new Refusal('error.data.images.unnamed', { path: name, file: first.path });
  if (kind === 'file') return new Refusal('error.data.unknownKind', { path: name });
  const packed = files.find(({ path }) => isPacked(path));
  if (packed) return new Refusal('error.data.files.packedWithin', { path: name, file: packed.path });
  return new Refusal('error.data.unknownKindWithin', { path: name, files: namesOf(files.map(({ path }) => path)) });
}
