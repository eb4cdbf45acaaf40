import { trainBaseline } from '../metrics/baseline.ts';
import { type Check, type CheckInput, shown } from './check.ts';

/** What equal guesses cost: ln C for C classes, or the variance of the standardised target. */
const guessOf = ({ classes, task }: CheckInput['facts']): number =>
  task === 'regression' ? 1 : Math.log(classes.length);

/**
 * An untrained loss is far above a guess's from so many times as much on. Our own initial weights start at up to 1.7 times ln C
 * and 2.3 times the variance on the samples and data sets that we know.
 */
const FAR_ABOVE = { classification: 2.5, regression: 5 } as const;

/** Nothing can be learnt from a loss that is not finite; one far above ln C looks odd. */
export const untrainedLoss: Check = ({ facts, measured }) => {
  const check = { id: 'untrainedLoss', rule: null } as const;
  const guess = guessOf(facts);
  const values = { loss: shown(measured.initialLoss), guess: shown(guess), classes: facts.classes.length };
  if (!Number.isFinite(measured.initialLoss))
    return { ...check, verdict: 'stops', key: 'prepare.untrainedLoss.notFinite', values };
  const isFar = measured.initialLoss > FAR_ABOVE[facts.task] * guess;
  if (facts.task === 'regression')
    return isFar
      ? { ...check, verdict: 'warns', key: 'prepare.untrainedLoss.farQuantity', values }
      : { ...check, verdict: 'passes', key: 'prepare.untrainedLoss.nearQuantity', values };
  return isFar
    ? { ...check, verdict: 'warns', key: 'prepare.untrainedLoss.far', values }
    : { ...check, verdict: 'passes', key: 'prepare.untrainedLoss.near', values };
};

/** A step must be possible. */
export const gradients: Check = ({ measured: { notFinite } }) =>
  notFinite.length === 0
    ? { id: 'gradients', rule: null, verdict: 'passes', key: 'prepare.gradients.finite', values: {} }
    : {
        id: 'gradients',
        rule: null,
        verdict: 'stops',
        key: 'prepare.gradients.notFinite',
        values: { names: notFinite.join(', ') },
      };

/** There must be something to tell apart. */
export const target: Check = ({ facts }) => {
  const check = { id: 'target', rule: null } as const;
  const { targetScale, classes, classCounts, entropy } = facts;
  if (targetScale) {
    const values = { mean: shown(targetScale.mean), std: shown(targetScale.std) };
    return targetScale.std > 0
      ? { ...check, verdict: 'passes', key: `prepare.target.${targetScale.log ? 'logarithm' : 'quantity'}`, values }
      : { ...check, verdict: 'stops', key: 'prepare.target.constant', values };
  }
  if (entropy === 0) return { ...check, verdict: 'stops', key: 'prepare.target.oneClass', values: {} };
  const values = { count: classes.length, least: Math.min(...classCounts), most: Math.max(...classCounts) };
  const key = values.least === values.most ? 'prepare.target.equalClasses' : 'prepare.target.classes';
  return { ...check, verdict: 'passes', key, values };
};

const ALL_SAME = {
  table: 'prepare.inputs.constant',
  text: 'prepare.inputs.sameTexts',
  images: 'prepare.inputs.sameImages',
} as const;

/** Inputs that never change tell nothing. Pixels at the border and words that are rare do so in every data set. */
export const inputs: Check = ({ facts, measured: { constantInputs } }) => {
  const check = { id: 'inputs', rule: null } as const;
  const { constant: count, inputs: all, rows } = constantInputs;
  const values = { count, inputs: all, rows };
  if (count === all) return { ...check, verdict: 'stops', key: ALL_SAME[facts.kind], values };
  if (count === 0) return { ...check, verdict: 'passes', key: 'prepare.inputs.vary', values };
  if (facts.kind === 'table') return { ...check, verdict: 'warns', key: 'prepare.inputs.someConstant', values };
  const usual = facts.kind === 'images' ? 'prepare.inputs.somePixels' : 'prepare.inputs.someWords';
  return { ...check, verdict: 'passes', key: usual, values };
};

/** A network that can't learn one batch by heart will hardly learn more. */
export const singleBatch: Check = ({ base: { model }, measured: { singleBatch: tried } }) => {
  const check = { id: 'singleBatch', rule: null } as const;
  const { rows, steps, before, after, bar } = tried;
  const values = { count: rows, steps, before: shown(before), after: shown(after), bar: shown(bar) };
  if (after <= bar) return { ...check, verdict: 'passes', key: 'prepare.singleBatch.learnt', values };
  if (tried.brokenOff) return { ...check, verdict: 'warns', key: 'prepare.singleBatch.noTime', values };
  return model === 'linear'
    ? { ...check, verdict: 'warns', key: 'prepare.singleBatch.linear', values }
    : { ...check, verdict: 'warns', key: 'prepare.singleBatch.notLearnt', values };
};

/** What training must beat. */
export const bar: Check = ({ facts }) => {
  const { loss, kind } = trainBaseline(facts);
  const values = { loss: shown(loss), classes: facts.classes.length };
  return { id: 'bar', rule: null, verdict: 'passes', key: `prepare.bar.${kind}`, values };
};

/** How much network there is for how much data. More parameters than rows is usual, so this never warns. */
export const size: Check = ({ facts, measured: { parameterCount } }) => ({
  id: 'size',
  rule: null,
  verdict: 'passes',
  key: parameterCount > facts.rows.train ? 'prepare.size.more' : 'prepare.size.fewer',
  values: { parameters: parameterCount, rows: facts.rows.train },
});

/** The choices that nobody makes by hand stand in every trial's record. */
export const record: Check = ({ facts, version }) => ({
  id: 'record',
  rule: null,
  verdict: 'passes',
  key: 'prepare.record.kept',
  values: { digest: facts.preprocessingDigest.slice(0, 12), seed: facts.splitSeed, version },
});

/** Looking at the network has not changed it. */
export const trace: Check = ({ measured: { digestBefore, digestAfter } }) =>
  digestBefore === digestAfter
    ? {
        id: 'trace',
        rule: null,
        verdict: 'passes',
        key: 'prepare.trace.none',
        values: { digest: digestAfter.slice(0, 12) },
      }
    : { id: 'trace', rule: null, verdict: 'warns', key: 'prepare.trace.left', values: {} };
