import { join } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import type { DatasetFacts, PreparedDataset } from '#shared/domain/dataset.ts';
import { encodePrepared, type RawSplit } from '#shared/domain/prepared-file.ts';
import { chooseMetric } from '#shared/method/metric.ts';
import { openPrepared, type Prepared, writePrepared } from './prepared.ts';
import { openSource } from './readers/open-source.ts';
import type { OnProgress, RawDataset, Source } from './readers/reader.ts';
import { countClasses, rowsNeeded, SPLIT_SEED, stratifiedSplit } from './split.ts';

/** To be raised when readers, split or preprocessing give other numbers: files of older programs are then not taken. */
const PREPARATION_VERSION = 2;

/** Reading's share of the progress; the rest is splitting and writing. */
const READING = 0.8;

/**
 * Turns a source into its prepared file, `<home>/prepared/<digest of the source>-<version>.descent`, or finds it there.
 * The source's bytes are digested every time (a fraction of a second for the largest that is taken), never trusted by
 * size or date: so a changed source gets a new file, and an unchanged one is not parsed again, even under another name.
 * @param source `sample:…` or a path.
 * @param home Descent's home folder.
 * @throws Refusal where the source can't be used or the home can't be written.
 */
export async function prepare(source: string, home: string, onProgress: OnProgress): Promise<PreparedDataset> {
  onProgress(0);
  const found = await openSource(source);
  const file = join(home, 'prepared', `${found.digest.slice(0, 32)}-${PREPARATION_VERSION}.descent`);
  const known = await alreadyPrepared(file);
  if (known) {
    onProgress(1);
    // The file may have been prepared from the same bytes elsewhere.
    return { facts: { ...known.facts, source: found.name }, file, digest: known.digest };
  }
  const raw = await found.read(done => onProgress(READING * done));
  const { facts, splits } = divide(found, raw);
  const digest = await writePrepared(file, encodePrepared(facts, splits));
  onProgress(1);
  return { facts, file, digest };
}

/** A file that is missing or damaged is simply written again: the same source gives the same bytes. */
async function alreadyPrepared(file: string): Promise<Prepared | null> {
  try {
    return await openPrepared(file);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function divide(source: Source, raw: RawDataset) {
  const { labels, classes, publishedTest, inputs, ...rest } = raw;
  checkClasses(source.name, raw);
  const split = stratifiedSplit(labels, classes.length, SPLIT_SEED, publishedTest);
  const splits = { train: take(raw, split.train), dev: take(raw, split.dev), test: take(raw, split.test) };
  const classCounts = countClasses(labels, classes.length);
  const facts: DatasetFacts = {
    source: source.name,
    kind: source.kind,
    ...rest,
    classes,
    classCounts,
    rows: { train: split.train.length, dev: split.dev.length, test: split.test.length },
    splitSeed: SPLIT_SEED,
    metric: chooseMetric(classCounts),
    sourceDigest: source.digest,
  };
  return { facts, splits };
}

function checkClasses(path: string, { labels, classes, publishedTest }: RawDataset): void {
  if (classes.length < 2) throw new Refusal('error.data.oneClass', { path, name: classes[0] ?? '' });
  const needed = rowsNeeded(publishedTest !== undefined);
  countClasses(labels.subarray(0, publishedTest), classes.length).forEach((count, c) => {
    if (count < needed) throw new Refusal('error.data.classTooSmall', { path, name: classes[c]!, count, needed });
  });
}

/** The rows of one split, gathered. */
function take({ inputs, labels, features }: RawDataset, rows: Int32Array): RawSplit {
  const Inputs = inputs instanceof Uint8Array ? Uint8Array : Float32Array;
  const taken = { rows: rows.length, inputs: new Inputs(rows.length * features), labels: new Int32Array(rows.length) };
  rows.forEach((row, i) => {
    taken.inputs.set(inputs.subarray(row * features, (row + 1) * features), i * features);
    taken.labels[i] = labels[row]!;
  });
  return taken;
}
