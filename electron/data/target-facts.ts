import { Refusal } from '#shared/contract/refusal.ts';
import type { DatasetFacts, SplitName } from '#shared/domain/dataset.ts';
import type { RawSplit } from '#shared/domain/prepared-file.ts';
import { classificationBaseline, entropyOf, regressionBaseline } from '#shared/method/metrics/baseline.ts';
import { chooseMetric } from '#shared/method/metrics/metric.ts';
import { firstBatchSize } from '#shared/method/preparation/batch-size.ts';
import { countClasses } from './raw/classes.ts';
import type { RawDataset, RawTarget } from './raw/dataset.ts';
import { momentsOf, quantilesOf } from './raw/statistics.ts';
import type { Split } from './split/split.ts';

/** The part of the facts that follows from the target and the split, and why metric and batch size are what they are. */
export type TargetFacts = Pick<
  DatasetFacts,
  'task' | 'target' | 'classes' | 'classCounts' | 'targetScale' | 'metric' | 'batchSize' | 'entropy' | 'floor'
>;

export interface CheckedTarget {
  facts: TargetFacts;
  why: { metric: ReturnType<typeof chooseMetric>['reason']; batchSize: ReturnType<typeof firstBatchSize>['reason'] };
  /** `[rows]` of each part, as they stand in the prepared file. */
  labels: Record<SplitName, RawSplit['labels']>;
}

/** The furthest that a target may lie from the mean, in standard deviations: its square must be a float32. */
const FURTHEST = 1e18;

/** A value so many times further from the median than the middle half of all reaches leaves nothing of the others to be told apart. */
const OUT_OF_ALL = 1e6;

/** The first row whose target lies beyond all measure from the others; undefined where none does. */
function outOfAll(target: Float64Array, split: Split, train: Float64Array): number | undefined {
  const quantile = quantilesOf(train);
  const [median, reach] = [quantile(0.5), OUT_OF_ALL * (quantile(0.75) - quantile(0.25))];
  if (!(reach > 0)) return undefined;
  for (const rows of Object.values(split)) {
    const row = rows.find(row => Math.abs(target[row]! - median) > reach);
    if (row !== undefined) return row;
  }
  return undefined;
}

/**
 * What is to be learned, and what training must beat.
 * @param path the source, for messages.
 * @param place where a row stands, for messages.
 * @param logTarget whether the logarithm of the target is to be learnt.
 * @throws Refusal where the target has one value only, or one that is too far from all others, or no logarithm.
 */
export function checkedTarget(
  target: RawTarget,
  split: Split,
  path: string,
  place: RawDataset['place'],
  logTarget = false,
): CheckedTarget {
  if (target.task === 'regression') {
    if (!logTarget) return checkedValues(target, split, path, place);
    return checkedValues({ ...target, values: logarithms(target, split, path, place) }, split, path, place, true);
  }
  if (logTarget) throw new Refusal('error.data.logTarget.classes', { path, target: target.name ?? '' });
  return checkedClasses(target, split);
}

/** @throws Refusal where a row's target has none. */
function logarithms(
  { name, values }: Extract<RawTarget, { task: 'regression' }>,
  split: Split,
  path: string,
  place: RawDataset['place'],
): Float64Array {
  const rows = Object.values(split).flatMap(part => part.find(row => !(values[row]! > 0)) ?? []);
  const [row] = rows;
  if (row === undefined) return values.map(Math.log);
  const { file, line } = place(row);
  const where = line === null ? file : `${file}:${line}`;
  throw new Refusal('error.data.logTarget.notPositive', { path, target: name ?? '', where, value: values[row]! });
}

function checkedClasses(target: Extract<RawTarget, { task: 'classification' }>, split: Split): CheckedTarget {
  const labels = eachPart(split, rows => rows.map(row => target.labels[row]!));
  const { classes } = target;
  const counts = eachPart(labels, part => countClasses(part, classes.length));
  const classCounts = classes.map((_, c) => counts.train[c]! + counts.dev[c]! + counts.test[c]!);
  const { metric, reason } = chooseMetric('classification', classCounts);
  const { batchSize, reason: batchReason } = firstBatchSize(split.train.length, classCounts);
  return {
    facts: {
      task: 'classification',
      target: target.name,
      classes,
      classCounts,
      targetScale: null,
      metric,
      batchSize,
      entropy: entropyOf(counts.train),
      floor: classificationBaseline(metric, counts.train, labels.dev),
    },
    why: { metric: reason, batchSize: batchReason },
    labels,
  };
}

function checkedValues(
  target: Extract<RawTarget, { task: 'regression' }>,
  split: Split,
  path: string,
  place: RawDataset['place'],
  isLog = false,
): CheckedTarget {
  const train = Float64Array.from(split.train, row => target.values[row]!);
  if (train.every(value => value === train[0]))
    throw new Refusal('error.data.constantTarget', { path, target: target.name ?? '', value: train[0]! });
  const { mean, std } = momentsOf(train);
  const standardised = (row: number): number => (target.values[row]! - mean) / std;
  const labels = eachPart(split, rows => Float32Array.from(rows, standardised));
  const far = Object.values(split).flatMap(rows => rows.find(row => !(Math.abs(standardised(row)) <= FURTHEST)) ?? []);
  const furthest = outOfAll(target.values, split, train) ?? far[0];
  if (furthest !== undefined) {
    const { file, line } = place(furthest);
    const where = line === null ? file : `${file}:${line}`;
    const value = String(target.values[furthest]!);
    const others = momentsOf(train.filter(other => other !== target.values[furthest])).mean;
    const about = String(Number(others.toPrecision(6)));
    throw new Refusal('error.data.targetTooFar', { where, target: target.name ?? '', value, mean: about });
  }
  const { metric, reason } = chooseMetric('regression', []);
  const { batchSize, reason: batchReason } = firstBatchSize(split.train.length, []);
  const devVariance = momentsOf(Float64Array.from(labels.dev)).std ** 2;
  const targetScale = { mean, std, devVariance, ...(isLog && { log: true as const }) };
  return {
    facts: {
      task: 'regression',
      target: target.name,
      classes: [],
      classCounts: [],
      targetScale,
      metric,
      batchSize,
      entropy: null,
      floor: regressionBaseline(labels.dev, targetScale),
    },
    why: { metric: reason, batchSize: batchReason },
    labels,
  };
}

const eachPart = <A, B>(parts: Record<SplitName, A>, make: (part: A) => B): Record<SplitName, B> => ({
  train: make(parts.train),
  dev: make(parts.dev),
  test: make(parts.test),
});
