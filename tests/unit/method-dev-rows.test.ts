import fc from 'fast-check';
import { expect, it } from 'vitest';
import { curveSubset, MOST_PAIRED_ROWS, pairedRows, stratifiedOrder } from '#shared/method/curves/dev-rows.ts';

const classes = fc.array(fc.nat(4), { minLength: 1, maxLength: 300 }).map(labels => Int32Array.from(labels));
const targets = fc
  .array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 300 })
  .map(values => Float32Array.from(values));

it('puts all rows in one order, the same each time', () => {
  fc.assert(
    fc.property(fc.oneof(classes, targets), labels => {
      const order = stratifiedOrder(labels);
      expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from(labels, (_, row) => row));
      expect(stratifiedOrder(labels.slice())).toEqual(order);
    }),
  );
});

it('holds each class in its share in every beginning, to within a row', () => {
  fc.assert(
    fc.property(classes, fc.double({ min: 0, max: 1, noNaN: true }), (labels, share) => {
      const order = stratifiedOrder(labels);
      const count = Math.round(share * labels.length);
      for (let c = 0; c <= 4; c++) {
        const of = (rows: Iterable<number>) => Array.from(rows).filter(row => labels[row] === c).length;
        const expected = (of(order) * count) / labels.length;
        expect(Math.abs(of(order.subarray(0, count)) - expected)).toBeLessThanOrEqual(2);
      }
    }),
  );
});

it('holds the whole range of a target in every beginning', () => {
  const targets = Float32Array.from({ length: 1000 }, (_, row) => (row * 617) % 1000);
  const tenths = Array.from(stratifiedOrder(targets).subarray(0, 50), row =>
    Math.floor((targets[row] as number) / 100),
  );
  expect(Array.from({ length: 10 }, (_, tenth) => tenths.filter(t => t === tenth).length)).toEqual(Array(10).fill(5));
});

it('draws which rows of a class come first', () => {
  const order = Array.from(stratifiedOrder(new Int32Array(100)));
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
});

it('pairs all rows, of a large dev set the first of that order, and evaluates curves on a part of those or more', () => {
  expect(pairedRows(new Int32Array(30))).toEqual(Uint32Array.from({ length: 30 }, (_, row) => row));
  const labels = Int32Array.from({ length: 3 * MOST_PAIRED_ROWS }, (_, row) => row % 7);
  const paired = pairedRows(labels);
  expect(paired).toHaveLength(MOST_PAIRED_ROWS);
  expect(paired.every((row, i) => row > (paired[i - 1] ?? -1))).toBe(true);
  const known = new Set(paired);
  expect(curveSubset(labels, 500).every(row => known.has(row))).toBe(true);
  const more = new Set(curveSubset(labels, 2 * MOST_PAIRED_ROWS));
  expect(paired.every(row => more.has(row))).toBe(true);
});
