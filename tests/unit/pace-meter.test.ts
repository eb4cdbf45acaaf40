import { expect, it } from 'vitest';
import { PaceMeter } from '#electron/conductor/trials/pace-meter.ts';

it('knows nothing before steps were reported after the first report', () => {
  const meter = new PaceMeter();
  meter.started('a', 0);
  expect(meter.pace).toBeNull();
  meter.arrived('a', 1, null, 300);
  expect(meter.pace).toBeNull();
  meter.arrived('a', 0, 50, 350);
  expect(meter.pace).toBeNull();
});

it('tells start-up and steps apart, over trials side by side', () => {
  const meter = new PaceMeter();
  meter.started('a', 0);
  meter.started('b', 0);
  meter.arrived('a', 1, null, 300);
  meter.arrived('b', 1, null, 500);
  meter.arrived('a', 50, 100, 400);
  meter.arrived('b', 50, 100, 600);
  expect(meter.pace?.startMs).toBe(400);
  expect(meter.pace?.stepMs).toBeCloseTo(2);
});

it('takes a further attempt as a start of its own', () => {
  const meter = new PaceMeter();
  meter.started('a', 0);
  meter.arrived('a', 1, null, 100);
  meter.arrived('a', 100, 100, 200);
  meter.started('a', 60_000);
  meter.arrived('a', 1, null, 60_300);
  meter.arrived('a', 100, 100, 60_400);
  expect(meter.pace?.startMs).toBe(200);
  expect(meter.pace?.stepMs).toBeCloseTo(1);
});

it('counts what an evaluation took among the steps, and what was reported late as if it had come in time', () => {
  const meter = new PaceMeter();
  meter.started('a', 0);
  meter.arrived('a', 1, null, 0);
  for (let lap = 0; lap < 10; lap++) meter.arrived('a', 10, 100, 60_000);
  meter.arrived('a', 0, 500, 60_000);
  expect(meter.pace?.stepMs).toBeCloseTo(15, 0);
});

it('forgets how fast it once was', () => {
  const meter = new PaceMeter();
  meter.started('a', 0);
  meter.arrived('a', 1, null, 0);
  for (let at = 1000; at <= 60_000; at += 1000) meter.arrived('a', 1000, 1000, at);
  for (let at = 61_000; at <= 180_000; at += 1000) meter.arrived('a', 100, 1000, at);
  expect(meter.pace?.stepMs).toBeGreaterThan(8);
});
