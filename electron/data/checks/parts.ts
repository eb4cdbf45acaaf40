import type { DataCheck } from '#shared/domain/data-report.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { countClasses } from '../raw/classes.ts';
import { EXAMPLES, exampleOf, namesOf } from '../raw/row-text.ts';
import { type Checked, passes, warns } from './check.ts';

/** A class with no row in dev can’t be evaluated, one with no row in train can't be learnt. */
export function classParts({ target, split }: Checked): DataCheck[] {
  if (target.task !== 'classification') return [];
  const { classes, labels } = target;
  const countIn = (rows: Int32Array): number[] =>
    countClasses(
      rows.map(row => labels[row]!),
      classes.length,
    );
  const dev = countIn(split.dev);
  const train = countIn(split.train);
  const without = (counts: readonly number[]): string[] => classes.filter((_, c) => counts[c] === 0);
  const unlearnt = without(train);
  const unevaluated = without(dev);
  if (unlearnt.length > 0) {
    const values = { count: unlearnt.length, names: namesOf(unlearnt) };
    return [{ ...warns('classParts', [], { key: 'data.check.classParts.train', values }), verdict: 'stops' }];
  }
  if (unevaluated.length > 0) {
    const values = { count: unevaluated.length, names: namesOf(unevaluated) };
    return [warns('classParts', [], { key: 'data.check.classParts.dev', values })];
  }
  const least = Math.min(...dev);
  return [passes('classParts', { count: least, name: classes[dev.indexOf(least)]! })];
}

/** Rows that are nearly the same must not stand in two parts: dev and test would repeat what train knows. */
export function duplicateParts({ raw, split, groups, way }: Checked): DataCheck[] {
  if (way.by === 'time') return [passes('duplicateParts', {}, 'data.check.duplicateParts.time')];
  const inTrain = new Set(split.train.map(row => groups[row]!));
  const again = [...split.dev, ...split.test].filter(row => inTrain.has(groups[row]!));
  if (again.length === 0) return [passes('duplicateParts')];
  const reason: Reason = { key: 'data.check.duplicateParts.warns', values: { count: again.length } };
  return [warns('duplicateParts', [], reason, { examples: again.slice(0, EXAMPLES).map(row => exampleOf(raw, row)) })];
}
