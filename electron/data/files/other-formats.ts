import { Refusal } from '#shared/contract/refusal.ts';
import type { SourceFile } from './file-set.ts';

/** So many bytes tell all of these. */
export const MAGIC_BYTES = 512;

interface OtherFormat {
  name: string;
  /** The bytes that such a file has at `at`. */
  magic: string;
  at?: number;
  /** What to do with it. */
  key: Key;
}

type Key =
  | 'error.data.files.archive'
  | 'error.data.files.workbook'
  | 'error.data.files.otherTable'
  | 'error.data.files.webPage'
  | 'error.data.files.pointer'
  | 'error.data.files.doubleColon'
  | 'error.data.files.cifar'
  | 'error.data.images.single';

/** Formats that a person may well have data in and that Descent doesn't read. */
const FORMATS: readonly OtherFormat[] = [
  { name: '7z', magic: '7z\xbc\xaf\x27\x1c', key: 'error.data.files.archive' },
  { name: 'RAR', magic: 'Rar!\x1a', key: 'error.data.files.archive' },
  { name: 'bzip2', magic: 'BZh', key: 'error.data.files.archive' },
  { name: 'XZ', magic: '\xfd7zXZ\0', key: 'error.data.files.archive' },
  { name: 'Zstandard', magic: '\x28\xb5\x2f\xfd', key: 'error.data.files.archive' },
  { name: 'Excel', magic: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', key: 'error.data.files.workbook' },
  { name: 'Parquet', magic: 'PAR1', key: 'error.data.files.otherTable' },
  { name: 'Arrow', magic: 'ARROW1', key: 'error.data.files.otherTable' },
  { name: 'SQLite', magic: 'SQLite format 3\0', key: 'error.data.files.otherTable' },
  { name: 'HDF5', magic: '\x89HDF\r\n\x1a\n', key: 'error.data.files.otherTable' },
  { name: 'MATLAB', magic: 'MATLAB 5.0 MAT-file', key: 'error.data.files.otherTable' },
  { name: 'PNG', magic: '\x89PNG', key: 'error.data.images.single' },
  { name: 'JPEG', magic: '\xff\xd8\xff', key: 'error.data.images.single' },
  { name: 'ORC', magic: 'ORC\x08', key: 'error.data.files.otherTable' },
  { name: 'Avro', magic: 'Obj\x01', key: 'error.data.files.otherTable' },
  { name: 'Stata', magic: '<stata_dta>', key: 'error.data.files.otherTable' },
  { name: 'SPSS', magic: '$FL2@(#)', key: 'error.data.files.otherTable' },
  { name: 'PDF', magic: '%PDF-', key: 'error.data.files.otherTable' },
];

/** Formats that are written as text, by how they begin. */
const WRITTEN: readonly [RegExp, name: string, key: Key][] = [
  [/^\s*<(?:!doctype\s+html|html|head|body|table)\b/i, 'HTML', 'error.data.files.webPage'],
  [/^\s*<\?xml\b/i, 'XML', 'error.data.files.otherTable'],
  [/^version https:\/\/git-lfs\.github\.com\/spec\//, 'Git LFS', 'error.data.files.pointer'],
  [/^[^\n:]+::[^\n:]+::[^\n]*\r?\n[^\n:]+::[^\n:]+::/, 'MovieLens', 'error.data.files.doubleColon'],
  [/^(?:\s*%.*\n)*\s*@relation\b/i, 'ARFF', 'error.data.files.otherTable'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: with such a byte pickled objects say their version
  [/^\x80[\x02-\x05]/, 'pickle', 'error.data.files.otherTable'],
];

type Zipped = readonly [RegExp, name: string, key: Key];

const EXCEL: Zipped = [/\.(xlsx|xlsm|xlsb)$/i, 'Excel', 'error.data.files.workbook'];
/** What the ZIPs of Excel hold first, whatever the file is called. */
const EXCEL_BEGINS = '[Content_Types].xml';

const OPEN_DOCUMENT: Zipped = [/\.ods$/i, 'OpenDocument', 'error.data.files.workbook'];
/** What its ZIPs hold first: their kind, not packed. */
const OPEN_DOCUMENT_BEGINS = 'mimetypeapplication/vnd.oasis.opendocument.';

/** ZIPs that are files of one program. */
const ZIPPED: readonly Zipped[] = [EXCEL, [/\.docx$/i, 'Word', 'error.data.files.otherTable'], OPEN_DOCUMENT];

/** What is to be said of a file of a format that Descent knows by sight and does not read; null where it is none. */
function otherFormat(file: string, beginning: Uint8Array): Refusal | null {
  const bytes = Buffer.from(beginning).toString('latin1');
  const found = FORMATS.find(({ magic, at = 0 }) => bytes.startsWith(magic, at));
  if (found) return new Refusal(found.key, { file, format: found.name });
  const written = WRITTEN.find(([begins]) => begins.test(bytes.replace(/^\xef\xbb\xbf/, '')));
  if (written) return new Refusal(written[2], { file, format: written[1] });
  // Its comments may be longer than what is looked at.
  if (/\.arff$/i.test(file) && /^\s*[%@]/.test(bytes))
    return new Refusal('error.data.files.otherTable', { file, format: 'ARFF' });
  if (!bytes.startsWith('PK')) return null;
  const within = bytes.includes(EXCEL_BEGINS) ? EXCEL : bytes.includes(OPEN_DOCUMENT_BEGINS) ? OPEN_DOCUMENT : null;
  const zipped = ZIPPED.find(([name]) => name.test(file)) ?? within;
  return zipped ? new Refusal(zipped[2], { file, format: zipped[1] }) : null;
}

/**
 * Says what to do with a file of a format that Descent knows by sight and does not read.
 * @param beginning of its content, unpacked where it is gzipped.
 * @throws Refusal where it is one.
 */
export function refuseOtherFormat(file: string, beginning: Uint8Array): void {
  const refusal = otherFormat(file, beginning);
  if (refusal) throw refusal;
}

/** The files of CIFAR-10 and CIFAR-100. */
const CIFAR = /(?:^|\/)(?:data_batch_\d+(?:\.bin)?|test_batch(?:\.bin)?|cifar-100-\w+\/(?:train|test)(?:\.bin)?)$/;
/** Whether a file is called like those of CIFAR. */
export const isCifar = (path: string): boolean => CIFAR.test(path);

/** What may lie beside files of any format. */
const ANYTHING = /\.(?:txt|md|html?|meta|names|pdf|json|ya?ml|py)$|readme|licen[cs]e/i;
/** Names of files that readers know. */
const READ = /\.(?:csv|tsv|npy|png|jpe?g|webp|gif|tiff?)$|ubyte$/i;
/** So many files of a folder or ZIP are looked into. */
const LOOKED_INTO = 10;

/**
 * Says the same of a folder or ZIP of which most files are such, and none is one that is read.
 * @throws Refusal
 */
export async function refuseOtherFormats(files: readonly SourceFile[]): Promise<void> {
  if (files.some(({ path }) => READ.test(path))) return;
  const batch = files.find(({ path }) => CIFAR.test(path));
  if (batch) throw new Refusal('error.data.files.cifar', { file: batch.name, format: 'CIFAR' });
  const data = files.filter(({ path }) => !ANYTHING.test(path));
  const looked = data.slice(0, LOOKED_INTO);
  const refusals: Refusal[] = [];
  for (const file of looked) {
    const refusal = otherFormat(file.name, await file.beginning(MAGIC_BYTES));
    // Images without an ending are for the reader of images to speak of.
    if (refusal && refusal.record.key !== 'error.data.images.single') refusals.push(refusal);
  }
  if (refusals[0] && 2 * refusals.length > looked.length) throw refusals[0];
}

/** Whether a file within a folder or ZIP is packed once more; what is in it counts as one file of an unknown kind. */
export const isPacked = (path: string): boolean => /\.(zip|npz|7z|rar|tar|tgz|bz2|xz|zst)$/i.test(path);
