import { Refusal } from '#shared/contract/refusal.ts';
import type { ColumnReport, DataCheck, DataReport, DataWarning } from '#shared/domain/data-report.ts';
import type { DataChoice, DatasetFacts, SplitName, SplitWay } from '#shared/domain/dataset.ts';
import type { RawSplit } from '#shared/domain/prepared-file.ts';
import type { Preprocessing } from '#shared/domain/preprocessing.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { imbalanceOf } from '#shared/method/metrics/metric.ts';
import { dataChecks } from './checks/checks.ts';
import { classRowsOf, partBarsOf, withHistograms } from './histograms.ts';
import { digestOfRecord } from './preprocessing/digest.ts';
import { type Fitted, fitPreprocessing } from './preprocessing/fit.ts';
import { markedPreview } from './preprocessing/preview-marks.ts';
import { columnsAfter, tableWarnings } from './preprocessing/table-remarks.ts';
import { textWarnings } from './preprocessing/text-warnings.ts';
import type { OnProgress, RawDataset } from './raw/dataset.ts';
import { inMiB, MAX_FEATURES, MAX_PREPARED_BYTES } from './raw/limits.ts';
import { divideRows } from './split/divide-rows.ts';
import { SPLIT_SEED, type Split } from './split/split.ts';
import { checkedTarget } from './target-facts.ts';

/** Everything that stands in a prepared file but where it came from. */
export interface Divided {
  facts: Omit<DatasetFacts, 'source' | 'format' | 'sourceDigest'>;
  preprocessing: Preprocessing;
  report: DataReport;
  splits: Record<SplitName, RawSplit>;
}

/**
 * Divides and preprocesses what a source holds, and says what came of it. The same rows always give the same answer.
 * @param path the source, for messages.
 * @param choice what of the person's choice counts here.
 * @throws Refusal where the rows can't be divided, tell nothing or would become too large.
 */
export function divide(
  raw: RawDataset,
  path: string,
  onProgress: OnProgress = () => {},
  choice: Pick<DataChoice, 'logTarget' | 'split' | 'splitSeed' | 'missing'> = {},
): Divided {
  const { splitSeed = SPLIT_SEED } = choice;
  const divided = divideRows(raw, path, done => onProgress(0.4 * done), choice.split, splitSeed);
  const { split, target, groups, leftOut, warnings, duplicates, way } = divided;
  const logTarget = choice.logTarget === true;
  const checked = checkedTarget(target, split, path, raw.place, logTarget);
  const fitted = fitPreprocessing(raw, split.train, path);
  checkSize(raw, fitted, split, path);
  onProgress(0.6);
  const inputs = { train: fitted.apply(split.train), dev: fitted.apply(split.dev), test: fitted.apply(split.test) };
  onProgress(0.9);
  const part = (name: SplitName): RawSplit => ({
    rows: split[name].length,
    inputs: inputs[name],
    labels: checked.labels[name],
  });
  const { classCounts, classes } = checked.facts;
  const { preprocessing, features } = fitted;
  const facts: Divided['facts'] = {
    ...checked.facts,
    kind: raw.kind,
    features,
    image: raw.kind === 'images' ? [raw.height, raw.width, raw.channels] : null,
    tokens: preprocessing.kind === 'text' ? { length: features, vocabulary: preprocessing.vocabulary.length } : null,
    rows: { train: split.train.length, dev: split.dev.length, test: split.test.length },
    splitSeed,
    split: way,
    preprocessingDigest: digestOfRecord(preprocessing),
  };
  const checks = dataChecks({ raw, target, split, groups, logTarget, way });
  const report: DataReport = {
    layout: raw.layout,
    rowsRead: raw.leftOut.reduce((sum, { rows }) => sum + rows, raw.rows),
    columns: withHistograms(columnsOf(raw, fitted), raw).map(column => withRoleOf(way, divided.why, column)),
    leftOut: [...raw.leftOut, ...leftOut],
    warnings: [...raw.warnings, ...warnings, ...warningsOf(raw, fitted, split, inputs, checks)],
    checks,
    duplicates,
    imbalance: classes.length > 0 ? imbalanceOf(classCounts) : null,
    why: { ...raw.why, ...checked.why, split: divided.why },
    splitWays: raw.splitWays ?? waysOfPublished(raw),
    preview: preprocessing.kind === 'table' ? markedPreview(raw.preview, preprocessing, choice.missing) : raw.preview,
    classRows: classRowsOf(target, split),
    partBars: partBarsOf(raw, target, split, way),
  };
  return { facts, preprocessing, report, splits: { train: part('train'), dev: part('dev'), test: part('test') } };
}

/** Where what was proposed can't divide the rows, its column is left out, and says why. */
function withRoleOf({ by }: SplitWay, why: Reason, column: ColumnReport): ColumnReport {
  if (by !== 'random' || (column.role !== 'time' && column.role !== 'group')) return column;
  return { ...column, role: 'leftOut', note: why };
}

/** Parts that files or folders give. */
const waysOfPublished = ({ publishedDev, publishedTest }: RawDataset): SplitWay[] =>
  publishedDev === undefined && publishedTest === undefined ? [] : [{ by: 'given', column: null }];

/** @throws Refusal where nothing is left to learn from, or more than a small computer holds. */
function checkSize(raw: RawDataset, { features, bytes }: Fitted, split: Split, path: string): void {
  if (features === 0) throw new Refusal('error.data.noInputs', { path });
  if (features > MAX_FEATURES) throw new Refusal('error.data.tooManyFeatures', { path, features, limit: MAX_FEATURES });
  const rows = split.train.length + split.dev.length + split.test.length;
  if (rows * features * bytes <= MAX_PREPARED_BYTES) return;
  const size = { size: inMiB(rows * features * bytes), limit: inMiB(MAX_PREPARED_BYTES) };
  const most = Math.floor(MAX_PREPARED_BYTES / (features * bytes));
  const key = raw.kind === 'table' ? 'error.data.preparedTableTooLarge' : 'error.data.preparedTooLarge';
  throw new Refusal(key, { path, rows, features, most, ...size });
}

function columnsOf({ columns }: RawDataset, { preprocessing, features }: Fitted): ColumnReport[] {
  if (preprocessing.kind === 'table') return columnsAfter(columns, preprocessing);
  if (preprocessing.kind === 'images') return [...columns];
  // Several text columns are joined: each is part of all the tokens.
  return columns.map(column => (column.role === 'input' ? { ...column, features } : column));
}

function warningsOf(
  raw: RawDataset,
  { preprocessing }: Fitted,
  split: Split,
  inputs: Record<SplitName, RawSplit['inputs']>,
  checks: readonly DataCheck[],
): DataWarning[] {
  if (raw.kind === 'table' && preprocessing.kind === 'table') return tableWarnings(raw, preprocessing, split, checks);
  if (raw.kind !== 'text' || preprocessing.kind !== 'text') return [];
  const part = (name: SplitName) => ({ rows: split[name], tokens: inputs[name] as Int32Array });
  return textWarnings(raw, preprocessing, { train: part('train'), dev: part('dev'), test: part('test') });
}
