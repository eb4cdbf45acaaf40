import { join } from 'node:path';
import { Refusal } from '#shared/contract/refusal.ts';
import { plainChoice } from '#shared/domain/data-choice.ts';
import type { DataReport } from '#shared/domain/data-report.ts';
import type { DataChoice, DatasetFacts, PreparedDataset } from '#shared/domain/dataset.ts';
import { preparedPieces } from '#shared/domain/prepared-file.ts';
import { preparedFolder } from '../store/home.ts';
import { divide } from './divide.ts';
import { type OpenSource, openSource } from './open-source.ts';
import { openPrepared, type Prepared, writePrepared } from './prepared.ts';
import { digestOfRecord } from './preprocessing/digest.ts';
import type { OnProgress } from './raw/dataset.ts';

/** To be raised when readers, split, preprocessing or checks give something else: files of older programs are then not taken. */
const PREPARATION_VERSION = 14;

/** Where the progress stands when each part of the work is done: the rest is writing. */
const DIGESTED = 0.1;
const READ = 0.6;
const DIVIDED = 0.95;

/**
 * Turns a source into its prepared file in `<home>/prepared`, or finds it there. The source's bytes are digested every
 * time, never trusted by size or date: so a changed source gets a new file, and an unchanged one with the same choice is not
 * parsed again.
 * @param source `sample:…` or a path.
 * @param choice what the person said about it.
 * @param home Descent's home folder.
 * @param onProgress hears how far it has come, from 0 to 1.
 * @param fold of cross-validation, whose rows the file is to have; null: the data as it is divided.
 * @throws Refusal where the source can't be used or the home can't be written.
 */
export async function prepare(
  source: string,
  choice: DataChoice,
  home: string,
  onProgress: OnProgress,
  fold: number | null = null,
): Promise<{ dataset: PreparedDataset; report: DataReport }> {
  const progress = rising(onProgress);
  progress(0);
  const found = await openSource(source, choice);
  try {
    const sourceDigest = await found.digest(done => progress(DIGESTED * done));
    // The path counts: the report names places in it.
    const decided = [sourceDigest, found.name, plainChoice(choice), PREPARATION_VERSION];
    const name = digestOfRecord(fold === null ? decided : [...decided, fold]);
    const file = join(preparedFolder(home), `${name.slice(0, 32)}.descent`);
    const { facts, report, digest } =
      (await alreadyPrepared(file)) ?? (await prepareAnew(found, sourceDigest, { choice, fold }, file, progress));
    progress(1);
    return { dataset: { facts, file, digest }, report };
  } finally {
    await found.close();
  }
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

async function prepareAnew(
  found: OpenSource,
  sourceDigest: string,
  { choice, fold }: { choice: DataChoice; fold: number | null },
  file: string,
  progress: OnProgress,
) {
  const raw = await found.read(done => progress(DIGESTED + (READ - DIGESTED) * done));
  const { splits, preprocessing, report, ...divided } = divide(
    raw,
    found.name,
    done => progress(READ + (DIVIDED - READ) * done),
    choice,
    fold,
  );
  const facts: DatasetFacts = { ...divided.facts, source: found.name, format: found.format, sourceDigest };
  const digest = await writePrepared(file, preparedPieces({ facts, preprocessing, report }, splits));
  return { facts, report, digest };
}

/** Lets through what is more than before. */
function rising(onProgress: OnProgress): OnProgress {
  let furthest = -1;
  return done => {
    if (done <= furthest) return;
    furthest = done;
    onProgress(done);
  };
}
