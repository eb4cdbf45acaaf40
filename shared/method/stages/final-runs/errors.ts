import type { DatasetFacts } from '../../../domain/dataset.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { FinalAnswer } from '../../../domain/final-runs.ts';
import { classificationErrors } from '../../metrics/classification-errors.ts';
import { regressionErrors } from '../../metrics/regression-errors.ts';
import { evidence, number, say } from '../quantities.ts';
import type { ReadRun } from './runs.ts';

/* Where the chosen configuration is wrong on test [R2]. */

type Errors = Pick<FinalAnswer, 'classes' | 'regression'>;

/**
 * Over all of its runs that were read.
 * @param facts of the data that they trained on; null: not known any more
 */
export function errorsOf(runs: readonly ReadRun[], facts: DatasetFacts | null): Errors {
  const read = runs.flatMap(({ testRows }) => testRows ?? []);
  const [first] = read;
  if (!first || !facts) return { classes: null, regression: null };
  const predictions = read.map(({ predictions }) => predictions);
  const { classes, targetScale } = facts;
  return {
    classes:
      classes.length > 0 ? classificationErrors({ names: classes, labels: first.labels, runs: predictions }) : null,
    regression: targetScale ? regressionErrors({ targets: first.labels, runs: predictions, scale: targetScale }) : null,
  };
}

/** In per cent, as its sentence writes it. */
const share = (value: number): number => Math.round(100 * value);

/** So many classes are named. */
const NAMED = 3;

/** What is to be looked at of them: classes that are found less often than the others, or a part of the range with larger errors, beyond noise. */
export function errorEvidence({ classes, regression }: Errors): Evidence[] {
  return [...(classes ? weakClasses(classes) : []), ...(regression ? weakRanges(regression) : [])];
}

function weakClasses({ classes, confusions }: NonNullable<FinalAnswer['classes']>): Evidence[] {
  const weak = classes
    .flatMap(({ label, recall, isRecallLow }, at) => (isRecallLow && recall !== null ? [{ label, recall, at }] : []))
    .sort((a, b) => a.recall - b.recall);
  return weak.slice(0, NAMED).map(({ label, recall, at }): Evidence => {
    const most = confusions.find(({ actual }) => actual === at);
    const other = most && classes[most.predicted];
    const found = share(recall);
    const body = other
      ? say('evidence.final.weakClassTaken', { found, taken: share(most.share), other: other.label })
      : say('evidence.final.weakClassFound', { found });
    return evidence('R2', 'warn', say('evidence.final.weakClass', { label }), body);
  });
}

function weakRanges({ ranges, mae, hasHeavyTails, tailShare }: NonNullable<FinalAnswer['regression']>): Evidence[] {
  const weak = ranges.filter(({ isErrorLarge }) => isErrorLarge).sort((a, b) => b.meanError - a.meanError);
  const [worst] = weak;
  return [
    ...(worst
      ? [
          evidence(
            'R2',
            'warn',
            say('evidence.final.weakRange'),
            say('evidence.final.weakRangeBy', {
              from: number(worst.from),
              to: number(worst.to),
              error: number(worst.meanError),
              mean: number(mae),
            }),
          ),
        ]
      : []),
    ...(hasHeavyTails
      ? [
          evidence(
            'R2',
            'warn',
            say('evidence.final.heavyTails'),
            say('evidence.final.heavyTailsBy', { share: share(tailShare) }),
          ),
        ]
      : []),
  ];
}
