import { expect, it } from 'vitest';
import { StepRate } from '#electron/conductor/trials/step-rate.ts';

/** Trials that report 300 steps each tenth of a second of their work. */
function side(count: number): StepRate {
  const rate = new StepRate();
  for (let trial = 0; trial < count; trial++) rate.add(`${trial}`, 1, null, 0);
  return rate;
}

it('is what all trials train together', () => {
  const rate = side(4);
  expect(rate.perSecond(0)).toBeNull();
  for (let at = 100; at <= 20_000; at += 100)
    for (let trial = 0; trial < 4; trial++) rate.add(`${trial}`, 300, 100, at);
  expect(rate.perSecond(20_000)).toBeCloseTo(12_000);
});

it('is the same where all of it arrives in one burst', () => {
  const rate = side(4);
  // The core had no time to listen for a minute and a half.
  for (let lap = 0; lap < 900; lap++) for (let trial = 0; trial < 4; trial++) rate.add(`${trial}`, 300, 100, 90_000);
  expect(rate.perSecond(90_000)).toBeCloseTo(12_000);
});

it('follows what was trained lately, and loses trials that ended', () => {
  const rate = side(2);
  for (let at = 100; at <= 20_000; at += 100) for (const trial of ['0', '1']) rate.add(trial, 300, 100, at);
  for (let at = 20_100; at <= 30_000; at += 100) for (const trial of ['0', '1']) rate.add(trial, 100, 100, at);
  expect(rate.perSecond(30_000)).toBeCloseTo(2000);
  rate.ended('1');
  expect(rate.perSecond(30_000)).toBeCloseTo(1000);
  rate.ended('0');
  expect(rate.perSecond(30_000)).toBeNull();
});

it('knows one step of half a minute, and sinks where nothing is heard any more', () => {
  const rate = side(1);
  rate.add('0', 1, 30_000, 30_000);
  expect(rate.perSecond(30_000)).toBeCloseTo(1 / 30);
  expect(rate.perSecond(55_000)).toBeCloseTo(1 / 30);
  expect(rate.perSecond(3_600_000)).toBeLessThan(1 / 1000);
});

it('forgets an earlier attempt', () => {
  const rate = side(1);
  rate.add('0', 1000, 1000, 1000);
  rate.add('0', 1, null, 60_000);
  expect(rate.perSecond(60_000)).toBeNull();
});
