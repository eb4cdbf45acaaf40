import { expect, it } from 'vitest';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import { EVAL_COLUMNS, STEP_COLUMNS } from '#shared/domain/metrics.ts';
import { dataset, imageDataset, LAW_STD, lawDataset, textDataset, train } from './trainer-fixture.ts';
import { expectSentence } from './trainer-process.ts';

/** What a trial on every backend must do: report, learn from each kind of data, see divergence, stop when told. */
export function trialContract(id: BackendId): void {
  it('reports each step, each tenth step by parameter, and evaluations before the first and after the last', async () => {
    const { end, series, log } = await train(id, { steps: 25, evalEvery: 10 });
    expect(end).toMatchObject({ status: 'finished', reason: null, steps: 25 });
    expect(series.step?.step).toEqual(Array.from({ length: 25 }, (_, step) => step));
    expect(Object.keys(series.step ?? {})).toEqual(['step', ...STEP_COLUMNS]);
    expect(series.step?.learningRate?.every(rate => rate === 0.1)).toBe(true);
    expect(series.step?.stepMs?.every(ms => ms > 0)).toBe(true);
    expect(series.step?.batchMetric?.every(share => Number.isInteger(share * 16))).toBe(true);
    expect(series.layer?.step).toEqual([0, 10, 20]);
    const parameters = ['hidden1', 'hidden2', 'output'].flatMap(layer => [`${layer}.weight`, `${layer}.bias`]);
    expect(Object.keys(series.layer ?? {})).toEqual(['step', ...parameters]);
    expect(Object.keys(series.eval ?? {})).toEqual(['step', ...EVAL_COLUMNS]);
    expect(series.eval?.step).toEqual([0, 10, 20, 25]);
    expect(log.some(line => line.includes('step 25/25  dev loss'))).toBe(true);
  });

  it('learns a linear law, and says how far off it is in the unit of the target', async () => {
    const data = lawDataset();
    const { end, series } = await train(id, { model: 'linear', steps: 300 }, { data });
    expect(end).toMatchObject({ status: 'finished', reason: null });
    const { devLoss = [], devMetric = [] } = series.eval ?? {};
    // The law's noise is 0.1 of the target's standard deviation.
    expect(devLoss[0]).toBeGreaterThan(0.5);
    expect(devLoss.at(-1)).toBeGreaterThan(0.005);
    expect(devLoss.at(-1)).toBeLessThan(0.02);
    devLoss.forEach((loss, i) => {
      expect(devMetric[i]).toBeCloseTo(Math.sqrt(loss) * LAW_STD, 9);
    });
    series.step?.loss?.forEach((loss, i) => {
      expect(series.step?.batchMetric?.[i]).toBeCloseTo(Math.sqrt(loss) * LAW_STD, 9);
    });
  });

  it('sees a regression diverge', async () => {
    const { end, series } = await train(id, { model: 'linear', learningRate: 10, steps: 300 }, { data: lawDataset() });
    expect(end.status).toBe('diverged');
    expectSentence(end.reason);
    expect(series.step?.batchMetric?.at(-1)).toBeGreaterThan(1000);
  });

  it.each(['linear', 'mlp'] as const)('learns from bags of words: %s', async model => {
    const { end, series } = await train(
      id,
      { model, steps: 120, evalEvery: 120, batchSize: 32 },
      { data: textDataset() },
    );
    expect(end).toMatchObject({ status: 'finished', reason: null });
    expect(series.eval?.devMetric?.at(-1)).toBeGreaterThan(0.95);
  });

  it.each(['fasttext', 'textcnn'] as const)('learns from words in order: %s', async model => {
    const choice = { model, steps: 40, evalEvery: 40, batchSize: 32, optimizer: 'adam', learningRate: 0.04 } as const;
    const { end, series } = await train(id, { ...choice, embedding: 8, filters: [8] }, { data: textDataset(model) });
    expect(end).toMatchObject({ status: 'finished', reason: null });
    expect(series.eval?.devMetric?.at(-1)).toBeGreaterThan(0.95);
  });

  it('learns from images: cnn', async () => {
    const choice = { model: 'cnn' as const, filters: [4], steps: 80, evalEvery: 80, batchSize: 16, learningRate: 0.4 };
    const { end, series } = await train(id, choice, { data: imageDataset() });
    expect(end).toMatchObject({ status: 'finished', reason: null });
    expect(series.eval?.devMetric?.at(-1)).toBeGreaterThan(0.95);
  });

  it('takes macro-F1 of a step over the recent batches', async () => {
    const { series } = await train(id, { steps: 60 }, { data: dataset({ train: 90, dev: 40 }, { metric: 'macroF1' }) });
    const f1 = series.step?.batchMetric ?? [];
    const share = (await train(id, { steps: 60 })).series.step?.batchMetric ?? [];
    const jumps = (values: readonly number[]) =>
      Math.max(...values.slice(40).map((value, i) => Math.abs(value - (values[39 + i] as number))));
    expect(jumps(f1)).toBeLessThan(0.3 * jumps(share));
    expect(Math.max(...f1)).toBeLessThan(1);
  });

  it('ends as diverged at a huge rate, the point that is not finite among those reported', async () => {
    const { end, series } = await train(id, { learningRate: 1e30 });
    expect(end.status).toBe('diverged');
    expectSentence(end.reason);
    const losses = series.step?.loss ?? [];
    expect(losses).toHaveLength(end.steps);
    expect(losses.findIndex(loss => !Number.isFinite(loss))).toBe(end.steps - 1);
    expect(end.steps).toBeLessThan(40);
  });

  it('ends as diverged where only the dev loss is not finite', async () => {
    const { end, series } = await train(id, { learningRate: 1e30, steps: 1 });
    expect(end).toMatchObject({ status: 'diverged', steps: 1, reason: { key: 'reason.diverged.devNotFinite' } });
    expect(series.eval?.devLoss?.at(-1)).toBeNaN();
  });

  it('does no further step once it is told to stop', async () => {
    const stop = new AbortController();
    let atStop = Number.NaN;
    let turns = 0;
    const data = dataset();
    const { take } = data.train;
    let batches = 0;
    data.train.take = rows => {
      batches++;
      return take(rows);
    };
    const nextTurn = async () => {
      if (++turns < 3) return;
      atStop = batches;
      stop.abort();
    };
    const { end, series } = await train(
      id,
      { steps: 1_000_000, evalEvery: 1_000_000 },
      { data, signal: stop.signal, nextTurn },
    );
    expect(end).toMatchObject({ status: 'stopped', reason: null, steps: atStop });
    expect(series.step?.loss).toHaveLength(atStop);
  });

  it('leaves an evaluation when it is told to stop', async () => {
    const stop = new AbortController();
    const rows = { train: 90, dev: 600_000 };
    const nextTurn = async () => stop.abort();
    const { end, series } = await train(id, {}, { data: dataset(rows), signal: stop.signal, nextTurn });
    expect(end).toMatchObject({ status: 'stopped', steps: 0 });
    expect(series).toEqual({});
  });
}
