import { describe, expect, it } from 'vitest';
import { closeRange, placeDistances, tickLabel, valueRange, valueTicks } from '#renderer/chart/scales.ts';

const PLAIN = { log: true, diverged: false };

describe('the loss axis', () => {
  it.each([
    [0.03, 2.4],
    [2.3, 2.31],
    [1e-9, 1e9],
    [0, 0],
    [0, 3],
    [-2, 3],
    [5e-324, 1e300],
    [7, 7],
  ])('on a log scale around %d to %d is positive, holds what can be held, and grows', (low, high) => {
    const [from, to] = valueRange(low, high, PLAIN);
    expect(from).toBeGreaterThan(0);
    expect(to).toBeGreaterThan(from);
    expect(Number.isFinite(to)).toBe(true);
    if (low >= 1e-12) expect(from).toBeLessThanOrEqual(low);
    expect(to).toBeGreaterThanOrEqual(high);
    const [closeFrom, closeTo] = closeRange(low, high, true);
    expect(closeFrom).toBeGreaterThan(0);
    expect(closeTo).toBeGreaterThan(closeFrom);
  });

  it('has round ends, so that it rarely moves while curves grow', () => {
    expect(valueRange(0.031, 2.4, PLAIN)).toEqual([0.02, 5]);
    expect(valueRange(0.029, 2.5, PLAIN)).toEqual([0.02, 5]);
    expect(valueRange(0.031, 2.4, { log: false, diverged: false })).toEqual([0, 3]);
  });

  it('leaves more room above where a curve diverged', () => {
    for (const log of [true, false]) {
      const plain = valueRange(0.03, 2.4, { log, diverged: false });
      expect(valueRange(0.03, 2.4, { log, diverged: true })[1]).toBeGreaterThan(plain[1]);
    }
  });

  it('starts at 0 on a linear scale, or below where a loss is', () => {
    expect(valueRange(1.2, 2.4, { log: false, diverged: false })[0]).toBe(0);
    expect(valueRange(-0.4, 2.4, { log: false, diverged: false })[0]).toBeLessThanOrEqual(-0.4);
  });
});

describe('its ticks', () => {
  it('number the powers of ten over several decades', () => {
    const { labelled, faint } = valueTicks([0.01, 10], true, 8);
    expect(labelled).toEqual([0.01, 0.1, 1, 10]);
    expect(faint).toContain(0.02);
    expect(faint).not.toContain(0.1);
  });

  it('number 1, 2 and 5 where there is room', () => {
    expect(valueTicks([0.2, 5], true, 8).labelled).toEqual([0.2, 0.5, 1, 2, 5]);
  });

  it('are evenly apart in a close view and on a linear scale', () => {
    expect(valueTicks([0.5, 0.8], true, 4).labelled).toEqual([0.5, 0.6, 0.7, 0.8]);
    expect(valueTicks([0, 3], false, 6).labelled).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3]);
  });

  it.each([
    [1e-9, 1e9],
    [0.0099, 0.0101],
    [2.2999, 2.3001],
  ])('are few and in range from %d to %d', (from, to) => {
    const { labelled } = valueTicks([from, to], true, 8);
    expect(labelled.length).toBeGreaterThan(0);
    expect(labelled.length).toBeLessThanOrEqual(12);
    for (const tick of labelled) {
      expect(tick).toBeGreaterThanOrEqual(from * (1 - 1e-6));
      expect(tick).toBeLessThanOrEqual(to * (1 + 1e-6));
    }
  });

  it.each([
    [0, 1.5e8, false],
    [-3e6, 3e6, false],
    [0.9981, 1.0181, false],
    [1234, 1266, true],
  ])('read differently from %d to %d', (from, to, log) => {
    const labels = valueTicks([from, to], log, 10).labelled.map(tick => tickLabel(tick, 'en'));
    expect(labels.length).toBeGreaterThan(2);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('lie on whole numbers where the x axis counts', () => {
    expect(placeDistances(true).every(Number.isInteger)).toBe(true);
    expect(placeDistances(true)[0]).toBe(1);
    expect(placeDistances(false)[0]).toBe(1e-6);
  });

  it('never read 0 where they are not', () => {
    expect([0, 0.0005, 0.01, 1, 2000, 1e5, -0.5].map(v => tickLabel(v, 'en'))).toEqual([
      '0',
      '5e−4',
      '0.01',
      '1',
      '2,000',
      '1e5',
      '−0.5',
    ]);
  });
});
