import { Refusal } from '#shared/contract/refusal.ts';
import type { DataWarning, LeftOut } from '#shared/domain/data-report.ts';
import type { DataChoice } from '#shared/domain/dataset.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { MessageKey } from '#shared/messages/text.ts';
import { emptyFolders } from '../files/empty-folders.ts';
import type { FileSet, SourceFile } from '../files/file-set.ts';
import { type ClassFolders, classFolders, type LabelledImage } from '../images/class-folders.ts';
import { MAX_UNPACKED_BYTES } from '../images/decode.ts';
import { type BadFile, type LoadedImages, loadImages, MAX_IMAGE_BYTES } from '../images/load.ts';
import { imagePreview } from '../images/preview.ts';
import { leftOutOf, type Remark, warningsOf } from '../images/remarks.ts';
import { MAX_PIXEL_BYTES } from '../images/shape.ts';
import { imageTarget } from '../images/target.ts';
import { alikeLabels } from '../raw/classes.ts';
import type { OnProgress, RawImages, RawTarget } from '../raw/dataset.ts';
import { inMiB } from '../raw/limits.ts';
import { namesOf } from '../raw/row-text.ts';
import { type LabelsElsewhere, labelsInNames, labelsInTable } from './image-labels.ts';
import type { Reader } from './reader.ts';

/** Names of image files that are read, by what they end with. */
const READ = /\.(png|jpe?g|jpe|jfif|webp|gif|tiff?)$/i;

/** Images too, in formats that no reader here is safe or able to read. */
const OTHER = /\.(bmp|heic|heif|avif|svg|ico|psd|jp2|jxl|ppm|pgm|pnm|tga|exr|dng|cr2|nef|arw)$/i;

/** By its name, whether a file is an image that is read, one in another format, or something else. */
export const imageFormat = (path: string): 'read' | 'other' | 'none' =>
  READ.test(path) ? 'read' : OTHER.test(path) ? 'other' : 'none';

/** The files of a set by what they are, and the images by their folders. */
interface Found {
  set: FileSet;
  choice: DataChoice;
  folders: ClassFolders;
  /** Where the labels come from if not from folders. */
  elsewhere: LabelsElsewhere | null;
  /** Those that are read: first those to train on, then those of the dev and the test part. */
  images: LabelledImage[];
  devFrom: number;
  testFrom: number;
  /** Images of the test part whose class has none to train on. */
  untrained: LabelledImage[];
  otherFormats: SourceFile[];
  otherFiles: SourceFile[];
}

/**
 * Reads folders of image files, a folder a class. Where folders named train and test (and val) stand above those of the
 * classes, the test images stay the test part.
 */
export const imagesReader: Reader = {
  async open(set, choice) {
    if (choice.kind !== undefined && choice.kind !== 'images') return null;
    const byFormat = Map.groupBy(set.files, ({ path }) => imageFormat(path));
    const readable = byFormat.get('read') ?? [];
    const otherFormats = byFormat.get('other') ?? [];
    const otherFiles = byFormat.get('none') ?? [];
    const images = [...readable, ...otherFormats];
    const count = images.length;
    if (count === 0 || (choice.kind !== 'images' && count <= withoutCompanions(otherFiles, images).length)) return null;
    if (set.kind === 'file') throw new Refusal('error.data.images.single', { file: set.name });
    if (readable.length === 0)
      throw new Refusal('error.data.images.formats', { path: set.name, file: otherFormats[0]!.path, count });
    const byFolder = classFolders(readable);
    if (byFolder.variants.length > 0) {
      const values = { path: set.name, count: byFolder.variants.length, folders: namesOf(byFolder.variants) };
      throw new Refusal('error.data.images.variants', values);
    }
    const elsewhere = await labelsElsewhere(byFolder, otherFiles, choice);
    const folders = elsewhere ? { ...NO_FOLDERS, train: elsewhere.images, unlabelled: elsewhere.unlabelled } : byFolder;
    const { train } = folders;
    if (train.length === 0)
      throw new Refusal('error.data.images.noFolders', { path: set.name, file: readable[0]!.path, count });
    const trained = new Set(train.map(({ label }) => label));
    const isTrained = ({ label }: LabelledImage) => trained.has(label) || choice.task === 'regression';
    const forDev = new Set(folders.validation);
    const [inTrain, inDev] = [false, true].map(isDev => train.filter(({ file }) => forDev.has(file) === isDev));
    const read = [...inTrain!, ...inDev!, ...folders.test.filter(isTrained)];
    const untrained = folders.test.filter(image => !isTrained(image));
    const found = {
      set,
      choice,
      folders,
      elsewhere,
      images: read,
      devFrom: inTrain!.length,
      testFrom: train.length,
      untrained,
      otherFormats,
      otherFiles,
    };
    const files = [...read.map(({ file }) => file), ...(elsewhere?.table ? [elsewhere.table.file] : [])];
    return { format: 'images', files, read: onProgress => readImages(found, onProgress) };
  },
};

const NO_FOLDERS: ClassFolders = {
  train: [],
  test: [],
  unlabelled: [],
  beside: [],
  nested: [],
  validation: [],
  parents: [],
  variants: [],
};

/** The labels in a table beside the images or in their names, where their folders tell no classes apart. */
async function labelsElsewhere(
  { train, test, unlabelled }: ClassFolders,
  others: readonly SourceFile[],
  choice: DataChoice,
): Promise<LabelsElsewhere | null> {
  if (new Set(train.map(({ label }) => label)).size > 1) return null;
  const images = [...train.map(({ file }) => file), ...test.map(({ file }) => file), ...unlabelled];
  const found = (await labelsInTable(images, others, choice)) ?? labelsInNames(images);
  return found && found.images.length > 0 ? found : null;
}

/** Without those that say something about one image each: its caption, boxes, or annotation (`1.txt`, `1.xml` beside `1.png`). */
function withoutCompanions(files: readonly SourceFile[], images: readonly SourceFile[]): SourceFile[] {
  const stems = new Set(images.map(({ path }) => stemOf(path)));
  return files.filter(({ path }) => !stems.has(stemOf(path)));
}

const stemOf = (path: string): string => path.replace(/\.[^./]*$/, '');

async function readImages(found: Found, onProgress: OnProgress): Promise<RawImages> {
  const { set, choice } = found;
  const files = found.images.map(({ file }) => file);
  const loaded = await loadImages(set.name, files, onProgress);
  const images = Array.from(loaded.good, i => found.images[i]!);
  const labels = images.map(({ label }) => label);
  const isTable = found.elsewhere?.table != null;
  const target = imageTarget(
    set.name,
    labels,
    isTable ? { ...choice, target: undefined, encoding: undefined } : choice,
  );
  await checkClasses(found, target);
  // Damaged images are not among the rows.
  const firstFrom = (at: number): number => loaded.good.findIndex(i => i >= at);
  const testFrom = firstFrom(found.testFrom);
  const hasDev = loaded.good.some(i => i >= found.devFrom && i < found.testFrom);
  const { height, width, channels, pixels } = loaded;
  return {
    kind: 'images',
    rows: images.length,
    height,
    width,
    channels,
    scale: 1 / 255,
    pixels,
    target,
    place: row => ({ file: images[row]!.file.name, line: null }),
    layout: {
      files: files.length,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      encoding: null,
      separator: null,
      decimal: null,
      header: null,
    },
    columns: [],
    leftOut: leftOut(found, loaded.bad),
    warnings: await warnings(found, loaded),
    why: {
      kind: kindOf(files.length, loaded, found.elsewhere !== null),
      target: targetReason(found.elsewhere, images[0]!),
      task: {
        key: target.task === 'regression' ? 'data.images.regression' : 'data.images.classification',
        values: {},
      },
    },
    preview: imagePreview(loaded, oneOfEach(labels), row => labels[row]!),
    ...(testFrom !== -1 && { publishedTest: testFrom }),
    ...(hasDev && { publishedDev: firstFrom(found.devFrom) }),
  };
}

function targetReason(elsewhere: LabelsElsewhere | null, { file, label }: LabelledImage): Reason {
  const values = { file: file.path, label };
  if (!elsewhere) return { key: 'data.images.target', values };
  if (!elsewhere.table) return { key: 'data.images.targetInName', values };
  const { file: table, column } = elsewhere.table;
  return { key: 'data.images.targetInTable', values: { ...values, table: table.path, column } };
}

function kindOf(count: number, { height, width, channels, asTheyAre }: LoadedImages, isFlat: boolean): Reason {
  const values = { count, height, width, channels };
  if (isFlat) return { key: asTheyAre ? 'data.images.flatAsTheyAre' : 'data.images.flatResized', values };
  return { key: asTheyAre ? 'data.images.asTheyAre' : 'data.images.resized', values };
}

function leftOut({ folders, untrained, otherFormats }: Found, bad: readonly BadFile[]): LeftOut[] {
  const badRemark = (badness: BadFile['badness'], values: Reason['values'] = {}): Remark => ({
    reason: { key: `data.images.leftOut.${badness}`, values },
    files: bad.filter(one => one.badness === badness),
  });
  const remark = (key: MessageKey, files: readonly SourceFile[]): Remark => ({
    reason: { key, values: {} },
    files: files.map(file => ({ file })),
  });
  return leftOutOf([
    badRemark('notImage'),
    badRemark('damaged'),
    badRemark('tooLarge', { limit: inMiB(MAX_UNPACKED_BYTES) }),
    badRemark('fileTooLarge', { limit: inMiB(MAX_IMAGE_BYTES) }),
    badRemark('unreadable'),
    remark('data.images.leftOut.format', otherFormats),
    remark('data.images.leftOut.noClass', folders.unlabelled),
    remark('data.images.leftOut.beside', folders.beside),
    remark(
      'data.images.leftOut.untrained',
      untrained.map(({ file }) => file),
    ),
  ]);
}

/** Folders beside those of the classes that hold no image. */
const emptyOf = async ({ name, kind }: FileSet, { parents }: ClassFolders, paths: readonly string[]) =>
  kind === 'folder' ? emptyFolders(name, parents, paths) : [];

/** @throws Refusal where all images are of one class, with the folders that may be the others. */
async function checkClasses({ set, folders, images }: Found, target: RawTarget): Promise<void> {
  if (target.task !== 'classification' || target.classes.length > 1) return;
  const paths = images.map(({ file }) => file.path);
  const empty = await emptyOf(set, folders, paths);
  const values = { path: set.name, name: target.classes[0]!, count: empty.length, empty: namesOf(empty) };
  throw new Refusal(empty.length > 0 ? 'error.data.images.emptyClasses' : 'error.data.images.oneClass', values);
}

async function warnings(
  { set, folders, images, untrained, otherFiles, elsewhere }: Found,
  { height, width, lowered, bits, onBlack }: LoadedImages,
) {
  const paths = [...images, ...untrained].map(({ file }) => file.path);
  const empty = await emptyOf(set, folders, paths);
  const remark = (
    key: MessageKey,
    files: readonly Pick<SourceFile, 'name'>[],
    values: Reason['values'] = {},
  ): Remark => ({
    reason: { key, values: { count: files.length, ...values } },
    files: files.map(file => ({ file })),
  });
  const found = warningsOf([
    remark(
      'data.images.otherFiles',
      otherFiles.filter(file => file !== elsewhere?.table?.file),
    ),
    remark(
      'data.images.emptyFolders',
      empty.map(name => ({ name })),
    ),
    remark('data.images.nested', folders.nested),
  ]);
  if (lowered) {
    const values = { count: images.length, height, width, limit: inMiB(MAX_PIXEL_BYTES) };
    found.push({ reason: { key: 'data.images.lowered', values }, examples: [] });
  }
  if (bits < 16) found.push({ reason: { key: 'data.images.stretched', values: { bits } }, examples: [] });
  if (onBlack) found.push({ reason: { key: 'data.images.onBlack', values: {} }, examples: [] });
  found.push(...alikeClasses(images));
  return found;
}

/** Names of classes that differ by case, spaces or the way their accents are stored. */
function alikeClasses(images: readonly LabelledImage[]): DataWarning[] {
  const similar = alikeLabels([...new Set(images.map(({ label }) => label))]);
  if (similar.length === 0) return [];
  const examples = similar.slice(0, 5).map(name => {
    const { file } = images.find(({ label }) => label === name)!;
    return { place: { file: file.name, line: null }, text: name };
  });
  return [{ reason: { key: 'data.images.similarClasses', values: { count: similar.length } }, examples }];
}

/** Rows in an order in which each class comes with its first image, then each with its second, and so on. */
function oneOfEach(labels: readonly string[]): number[] {
  const seen = new Map<string, number>();
  const turns = labels.map((label, row) => {
    const turn = seen.get(label) ?? 0;
    seen.set(label, turn + 1);
    return { row, turn };
  });
  return turns.sort((a, b) => a.turn - b.turn || a.row - b.row).map(({ row }) => row);
}
