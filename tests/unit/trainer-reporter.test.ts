import { describe, expect, it } from 'vitest';
import { Reporter } from '#electron/trainer/reporter.ts';
import { MetricBatch } from '#shared/domain/metrics.ts';

function reporterAt(clock: { now: number }, mostAhead: number | null = null) {
  const sent: { at: number; batches: MetricBatch[] }[] = [];
  const reporter = new Reporter(['w', 'b'], batches => sent.push({ at: clock.now, batches }), {
    now: () => clock.now,
    mostAhead,
  });
  return { reporter, sent };
}

const row = (step: number) => [step, 0.5, 0.1, 2, 1e-3];

describe('Reporter', () => {
  it('sends each row once, in order, at most every 100 ms, and the rest at the end', () => {
    const clock = { now: 1000 };
    const { reporter, sent } = reporterAt(clock);
    for (let step = 0; step < 100; step++, clock.now += 7) {
      reporter.add('step', step, row(step));
      reporter.sendIfDue();
    }
    reporter.sendAll();
    reporter.sendAll();
    const gaps = sent.slice(1, -1).map(({ at }, i) => at - (sent[i]?.at as number));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...gaps)).toBeLessThan(100 + 7);
    const steps = sent.flatMap(({ batches }) => batches.flatMap(batch => [...batch.steps]));
    expect(steps).toEqual(Array.from({ length: 100 }, (_, step) => step));
  });

  it('keeps the series apart and sends batches that the schema takes, numbers that are none included', () => {
    const { reporter, sent } = reporterAt({ now: 0 });
    reporter.add('eval', 0, [2.3, 0.1]);
    reporter.add('step', 0, [Number.NaN, 0.5, 0.1, 2, Number.POSITIVE_INFINITY]);
    reporter.add('layer', 0, [1e-3, Number.NaN]);
    reporter.sendIfDue();
    const batches = sent.flatMap(({ batches }) => batches.map(batch => MetricBatch.parse(batch)));
    expect(batches).toEqual([
      {
        series: 'step',
        steps: Float64Array.of(0),
        columns: {
          loss: Float64Array.of(Number.NaN),
          batchMetric: Float64Array.of(0.5),
          learningRate: Float64Array.of(0.1),
          stepMs: Float64Array.of(2),
          updateRatio: Float64Array.of(Number.POSITIVE_INFINITY),
        },
      },
      {
        series: 'layer',
        steps: Float64Array.of(0),
        columns: { w: Float64Array.of(1e-3), b: Float64Array.of(Number.NaN) },
      },
      {
        series: 'eval',
        steps: Float64Array.of(0),
        columns: { devLoss: Float64Array.of(2.3), devMetric: Float64Array.of(0.1) },
      },
    ]);
  });

  it('sends nothing where nothing was gathered', () => {
    const { reporter, sent } = reporterAt({ now: 0 });
    reporter.sendIfDue();
    reporter.sendAll();
    expect(sent).toEqual([]);
  });

  it('is ahead once so much is uncommitted, and has room again with the next commit, or where it is to stop', async () => {
    const { reporter, sent } = reporterAt({ now: 0 }, 3);
    const { signal } = new AbortController();
    const send = (step: number) => {
      reporter.add('step', step, row(step));
      reporter.sendAll();
    };
    for (const step of [0, 1]) send(step);
    expect(reporter.isAhead).toBe(false);
    await reporter.room(signal);
    send(2);
    expect(reporter.isAhead).toBe(true);
    let room = false;
    const waiting = reporter.room(signal).then(() => {
      room = true;
    });
    await Promise.resolve();
    expect(room).toBe(false);
    reporter.committed(1);
    await waiting;
    expect(reporter.isAhead).toBe(false);
    send(3);
    expect(reporter.isAhead).toBe(true);
    const stop = new AbortController();
    const stopped = reporter.room(stop.signal);
    stop.abort();
    await stopped;
    // Where nobody acknowledges, nobody waits.
    const free = reporterAt({ now: 0 }).reporter;
    for (let step = 0; step < 100; step++) {
      free.add('step', step, row(step));
      free.sendAll();
    }
    expect(free.isAhead).toBe(false);
    expect(sent.length).toBe(4);
  });
});
