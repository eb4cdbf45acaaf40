import { describe, expect, it } from 'vitest';
import { CurveView } from '#renderer/chart/curve-view.ts';
import { planGrid } from '#renderer/chart/decimate.ts';
import { wholeAxis } from '#renderer/chart/loss-axis.ts';

const STEPS = 100;

/** The loss axis over curves that are given as their losses. */
function axisOver(curves: number[][], log: boolean) {
  const window = { from: 0, to: STEPS };
  const grid = planGrid(window, curves.length, 400);
  const views = new Map(
    curves.map((losses, i) => {
      const view = new CurveView();
      const steps = Float64Array.from(losses.keys());
      view.sync({ steps, loss: Float64Array.from(losses), count: losses.length }, 0);
      view.decimate(grid);
      return [`trial-${i}`, view];
    }),
  );
  const series = curves.map((_, i) => ({
    trialId: `trial-${i}`,
    learningRate: 10 ** -i,
    lead: false,
    quiet: false,
    divergedAt: null,
    prunedAt: null,
    endReason: null,
    status: 'finished' as const,
  }));
  return wholeAxis({ series, views, grid, window, log, chanceLoss: null });
}

describe('the loss axis of a whole run', () => {
  const falling = Array.from({ length: STEPS }, (_, i) => 2 / (1 + i));
  const shooting = falling.map((loss, i) => (i === 1 ? 1e6 : loss));

  it.each([true, false])('is not pressed flat by a curve that shoots up far above the start (log: %s)', log => {
    const [bottom, top] = axisOver([falling, shooting], log);
    expect(bottom).toBeLessThanOrEqual(0.02);
    expect(top).toBeGreaterThanOrEqual(2);
    // On a linear axis all that is above the start takes room from what falls.
    expect(top).toBeLessThan(log ? 100 : 8);
  });

  it('holds curves that rise somewhat above the start', () => {
    expect(axisOver([falling, falling.map(loss => 4 * loss)], true)[1]).toBeGreaterThanOrEqual(8);
  });
});
