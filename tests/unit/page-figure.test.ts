import { describe, expect, it } from 'vitest';
import { sampleFigure } from '#renderer/home/sample-figure.ts';
import { candidate } from './page-views.ts';

const FRAME = { left: 40, right: 340, top: 10, bottom: 210 };

const curve = (rate: number, loss: (step: number) => number, count = 500) => {
  const steps = Float64Array.from({ length: count }, (_, i) => i);
  const batches = [{ series: 'step' as const, steps, columns: { loss: steps.map(loss) } }];
  return { trialId: `trial-${rate}`, attempt: 1, batches };
};

describe("the sample's figure", () => {
  const candidates = [candidate(1, { status: 'diverged' }), candidate(0.1), candidate(0.01), candidate(0.001)];
  const { curves, ticks } = sampleFigure(
    [
      curve(1, step => (step < 40 ? 2 * 1.3 ** step : Number.NaN), 50),
      curve(0.1, step => 2.3 / (1 + step / 20)),
      curve(0.01, step => 2.3 / (1 + step / 400)),
      curve(0.001, step => 2.3 / (1 + step / 410)),
    ],
    candidates,
    FRAME,
  );

  it('draws every stored curve inside of its frame, the deepest lowest', () => {
    expect(curves).toHaveLength(4);
    for (const { path } of curves) {
      for (const [, x, y] of path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(FRAME.left);
        expect(Number(x)).toBeLessThanOrEqual(FRAME.right);
        expect(Number(y)).toBeGreaterThanOrEqual(FRAME.top);
        expect(Number(y)).toBeLessThanOrEqual(FRAME.bottom);
      }
    }
    const lowest = curves.reduce((a, b) => (b.y > a.y ? b : a));
    expect(lowest.learningRate).toBe(0.1);
    expect(ticks.map(tick => tick.loss)).toContain(1);
  });

  it('keeps labels apart and lets a diverged curve leave through the top', () => {
    const labels = curves.filter(c => !c.diverged).map(c => c.labelY);
    labels.sort((a, b) => a - b);
    for (let i = 1; i < labels.length; i++) expect(labels[i]! - labels[i - 1]!).toBeGreaterThan(13);
    expect(curves.find(c => c.diverged)?.y).toBe(FRAME.top);
  });

  it('draws nothing where nothing was stored', () => {
    expect(sampleFigure([], candidates, FRAME)).toEqual({ curves: [], ticks: [] });
  });
});
