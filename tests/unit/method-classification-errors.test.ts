import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_CONFUSIONS, MOST_DRAWN_CLASSES } from '#shared/domain/error-analysis.ts';
import { classificationErrors, confusionMatrix } from '#shared/method/metrics/classification-errors.ts';
import { classificationMetric } from '#shared/method/metrics/classification-metric.ts';
import { isLowerShare, wilsonInterval } from '#shared/method/statistics/proportion.ts';

const NAMES = ['a', 'b', 'c'];
/** The example of scikit-learn's confusion_matrix: [[2, 0, 0], [0, 0, 1], [1, 0, 2]]. */
const LABELS = [2, 0, 2, 2, 0, 1];
const PREDICTIONS = [0, 0, 2, 2, 0, 2];

/** Labels and predictions of some classes, at least one row. */
const judged = fc
  .record({ classes: fc.integer({ min: 2, max: 6 }), rows: fc.integer({ min: 1, max: 60 }), seed: fc.nat() })
  .map(({ classes, rows, seed }) => {
    const numbers = (shift: number) =>
      Array.from({ length: rows }, (_, i) => Math.floor(Math.abs(Math.sin((i + 1) * (seed + shift)) * 1e4)) % classes);
    return {
      names: Array.from({ length: classes }, (_, i) => `${i}`),
      labels: numbers(1.3),
      predictions: numbers(2.7),
    };
  });

describe('confusion matrix', () => {
  it('counts as scikit-learn does, a row a true class', () => {
    expect(confusionMatrix(LABELS, PREDICTIONS, 3).map(row => [...row])).toEqual([
      [2, 0, 0],
      [0, 0, 1],
      [1, 0, 2],
    ]);
  });

  it('is of the same rows', () => {
    expect(() => confusionMatrix([0, 1], [0], 2)).toThrow(RangeError);
  });
});

describe('figures of each class', () => {
  const errors = classificationErrors({ names: NAMES, labels: LABELS, runs: [PREDICTIONS] });

  it('are precision, recall, F1 and support as scikit-learn has them', () => {
    const [a, b, c] = errors.classes;
    expect([a?.precision, a?.recall, a?.f1, a?.support]).toEqual([2 / 3, 1, 0.8, 2]);
    expect([b?.precision, b?.recall, b?.f1, b?.support]).toEqual([null, 0, 0, 1]);
    expect([c?.precision, c?.recall, c?.support]).toEqual([2 / 3, 2 / 3, 3]);
    expect(c?.f1).toBeCloseTo(2 / 3, 12);
    expect(errors.accuracy).toBeCloseTo(4 / 6, 12);
  });

  it('hold together: accuracy is recall weighted by support, and macro-F1 the mean of F1', () => {
    fc.assert(
      fc.property(judged, ({ names, labels, predictions }) => {
        const { classes, accuracy } = classificationErrors({ names, labels, runs: [predictions] });
        const weighted = classes.reduce((sum, { recall, support }) => sum + (recall ?? 0) * support, 0);
        expect(weighted / labels.length).toBeCloseTo(accuracy, 10);
        expect(accuracy).toBeCloseTo(classificationMetric('accuracy', labels, predictions, names.length), 10);
        const f1s = classes.flatMap(({ f1 }) => f1 ?? []);
        expect(f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length).toBeCloseTo(
          classificationMetric('macroF1', labels, predictions, names.length),
          10,
        );
        // Each row is of one class and predicted to be of one.
        expect(classes.reduce((sum, { support }) => sum + support, 0)).toBe(labels.length);
        expect(classes.reduce((sum, { predicted }) => sum + predicted, 0)).toBeCloseTo(labels.length, 10);
      }),
    );
  });

  it('take runs together, and know no better for it how far the rows reach', () => {
    const once = classificationErrors({ names: NAMES, labels: LABELS, runs: [PREDICTIONS] });
    const thrice = classificationErrors({
      names: NAMES,
      labels: LABELS,
      runs: [PREDICTIONS, PREDICTIONS, PREDICTIONS],
    });
    expect(thrice.classes).toEqual(once.classes);
    expect(thrice.confusions).toEqual(once.confusions);
    expect(thrice.confusion[0]).toEqual([6, 0, 0]);
    const right = classificationErrors({ names: NAMES, labels: LABELS, runs: [PREDICTIONS, LABELS] });
    expect(right.accuracy).toBeCloseTo((4 / 6 + 1) / 2, 12);
    expect(right.confusions[0]).toEqual({ actual: 1, predicted: 2, rows: 0.5, share: 0.5 });
  });
});

/** Classes of so many rows each, of which so large a share is found; the rest is taken for the next class. */
function classesOf(found: readonly (readonly [rows: number, share: number])[]) {
  const labels = found.flatMap(([rows], label) => new Array<number>(rows).fill(label));
  const predictions = found.flatMap(([rows, share], label) =>
    Array.from({ length: rows }, (_, i) => (i < Math.round(share * rows) ? label : (label + 1) % found.length)),
  );
  return { names: found.map((_, i) => `${i}`), labels, runs: [predictions] };
}

describe('classes that do badly', () => {
  it('are those that are found less often than the others, beyond noise', () => {
    const { classes } = classificationErrors(
      classesOf([
        [500, 0.9],
        [500, 0.7],
        [500, 0.91],
      ]),
    );
    expect(classes.map(({ isRecallLow }) => isRecallLow)).toEqual([false, true, false]);
    // What the second class loses is taken for the third, so little of what is said to be that is.
    expect(classes.map(({ isPrecisionLow }) => isPrecisionLow)).toEqual([false, false, true]);
  });

  it('are not those that the choice of rows explains', () => {
    const { classes } = classificationErrors(
      classesOf([
        [500, 0.9],
        [30, 0.8],
        [500, 0.9],
      ]),
    );
    expect(classes.some(({ isRecallLow }) => isRecallLow)).toBe(false);
    expect(classes.map(({ few }) => few)).toEqual([false, false, false]);
  });

  it('of few rows are said to be known little of, and may be bad all the same', () => {
    const { classes } = classificationErrors(
      classesOf([
        [500, 0.95],
        [6, 0.67],
        [19, 0],
      ]),
    );
    expect(classes.map(({ few }) => few)).toEqual([false, true, true]);
    expect(classes.map(({ isRecallLow }) => isRecallLow)).toEqual([false, false, true]);
  });
});

describe('confusions', () => {
  it('are told the most frequent first, with their share of the class', () => {
    const { confusions } = classificationErrors(
      classesOf([
        [100, 0.9],
        [50, 0.6],
        [100, 1],
      ]),
    );
    expect(confusions).toEqual([
      { actual: 1, predicted: 2, rows: 20, share: 0.4 },
      { actual: 0, predicted: 1, rows: 10, share: 0.1 },
    ]);
  });

  it('of many classes are told without the matrix, and so many at most', () => {
    const many = classesOf(Array.from({ length: MOST_DRAWN_CLASSES + 5 }, () => [10, 0.5] as const));
    const { confusions, confusion, classes } = classificationErrors(many);
    expect(confusion).toEqual([]);
    expect(confusions).toHaveLength(MOST_CONFUSIONS);
    expect(classes).toHaveLength(MOST_DRAWN_CLASSES + 5);
    expect(
      classificationErrors(
        classesOf([
          [5, 1],
          [5, 1],
        ]),
      ).confusions,
    ).toEqual([]);
  });
});

describe('the interval of a share', () => {
  it('is Wilson’s', () => {
    // 81 of 263 (Newcombe 1998, table I): 0.2553 to 0.3662.
    const { low, high } = wilsonInterval(81 / 263, 263);
    expect([low, high].map(value => value.toFixed(4))).toEqual(['0.2553', '0.3662']);
    // 0 of 20: 0 to 0.1611.
    expect(wilsonInterval(0, 20).low).toBe(0);
    expect(wilsonInterval(0, 20).high).toBeCloseTo(0.1611, 4);
  });

  it('says whether a difference is beyond it: 56 of 70 against 48 of 80 (Newcombe 1998, table II: 0.0524 to 0.3339)', () => {
    const [one, other] = [
      { share: 48 / 80, rows: 80 },
      { share: 56 / 70, rows: 70 },
    ];
    expect(isLowerShare(one, other, 1.96)).toBe(true);
    expect(isLowerShare(other, one, 1.96)).toBe(false);
    expect(isLowerShare(one, other, 3)).toBe(false);
  });
});
