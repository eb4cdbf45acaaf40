import { describe, expect, it } from 'vitest';
import type { NetworkWeights } from '#electron/trainer/dev-evaluations.ts';
import { nodeHost } from '#electron/trainer/entry/node-host.ts';
import { digestOfState } from '#electron/trainer/probe/digest.ts';
import { Reporter } from '#electron/trainer/reporter.ts';
import { taskOf } from '#electron/trainer/tasks/task-of.ts';
import { runTrial } from '#electron/trainer/trial.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { MetricBatch } from '#shared/domain/metrics.ts';
import type { MeasuredRows } from '#shared/domain/trainer-protocol.ts';
import { curveSubset } from '#shared/method/curves/dev-rows.ts';
import {
  bestEvaluation,
  curveRows,
  evaluationSteps,
  type KeptEvaluation,
  rungSteps,
} from '#shared/method/curves/evaluations.ts';
import { dataset, engineFor, hyperparameters, joinBatches, lawDataset } from './trainer-fixture.ts';

/* What a trial evaluates on dev, and what it keeps of it. */

const STEPS = 80;

async function run(choice: Partial<Hyperparameters> = {}, data = dataset()) {
  const chosen = hyperparameters({ steps: STEPS, evalEvery: null, ...choice });
  const engine = await engineFor('wasm', chosen, data);
  const batches: MetricBatch[] = [];
  const rows: MeasuredRows[] = [];
  const log: string[] = [];
  const best: KeptEvaluation<NetworkWeights>[] = [];
  const end = await runTrial({
    hyperparameters: chosen,
    engine,
    task: taskOf(data.facts),
    dataset: data,
    reporter: new Reporter([], sent => batches.push(...sent)),
    log: line => log.push(line),
    signal: new AbortController().signal,
    nextTurn: nodeHost.nextTurn,
    onRows: given => given.kind !== 'baseline' && rows.push(given),
    checkpoints: {
      ...{ from: null, until: null, everyMs: Number.POSITIVE_INFINITY, keep: () => {} },
      keepBest: given => best.push(given),
    },
  });
  const state = await engine.state();
  return {
    chosen,
    data,
    engine,
    end,
    rows,
    log,
    best,
    evaluations: joinBatches(batches).eval!,
    digest: await digestOfState(state),
  };
}

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length;

it('evaluates by the schedule, and trains the same weights however often it does', async () => {
  const { evaluations, digest, end } = await run();
  expect(end.status).toBe('finished');
  expect(evaluations.step).toEqual(evaluationSteps(STEPS));
  expect((await run({ evalEvery: STEPS })).digest).toBe(digest);
  expect((await run({ evalEvery: 7 })).digest).toBe(digest);
});

describe.each([
  ['classes', () => dataset()],
  ['a target', () => lawDataset()],
])('of %s', (_, make) => {
  it('keeps the weights of the best evaluation, which come to its loss again', async () => {
    const { best, evaluations, engine, data } = await run({ batchSize: 256 }, make());
    const place = bestEvaluation(evaluations.step!, evaluations.devLoss!);
    expect(best).toHaveLength(1);
    expect(best[0]).toMatchObject({ step: evaluations.step![place], loss: evaluations.devLoss![place] });
    engine.restore({ ...(await engine.state()), parameters: best[0]!.kept });
    const all = data.dev.take(Uint32Array.from({ length: data.dev.rows }, (_, row) => row));
    // Both have room for one batch of dev.
    if (data.dev.rows <= 64) expect((await engine.evaluate(all)).loss).toBe(best[0]!.loss);
  });

  it('keeps how each row did, at the rungs and at the best evaluation', async () => {
    const { rows, evaluations, data, best } = await run({ batchSize: 256 }, make());
    const { labels } = data.dev;
    expect(rows.map(({ kind, step }) => [kind, step])).toEqual([
      ...rungSteps(STEPS).map(step => ['rung', step]),
      ['best', best[0]!.step],
    ]);
    for (const { step, losses, predictions } of rows) {
      const place = evaluations.step!.indexOf(step);
      expect(losses).toHaveLength(data.dev.rows);
      expect(mean(losses)).toBeCloseTo(evaluations.devLoss![place] as number, 5);
      if (!(labels instanceof Int32Array)) expect(predictions).toBeNull();
      else
        expect(mean(Array.from(labels, (label, row) => Number(predictions![row] === label)))).toBeCloseTo(
          evaluations.devMetric![place] as number,
          12,
        );
    }
    const place = evaluations.step!.indexOf(best[0]!.step);
    expect(rows.at(-1)?.evaluation).toMatchObject({
      loss: evaluations.devLoss![place],
      metric: evaluations.devMetric![place],
      rows: data.dev.rows,
    });
  });
});

it('evaluates the curve of a large dev set on a fixed part of it, and the best evaluation on all of it', async () => {
  const large = dataset({ train: 90, dev: 1500 });
  const { rows, evaluations, best, log, chosen, digest } = await run({}, large);
  const count = curveRows(chosen, 1500);
  expect(count).toBeLessThan(1500);
  expect(log).toContain(`dev is evaluated on ${count} of its 1500 rows; on all of them at the best evaluation`);
  const subset = curveSubset(large.dev.labels, count);
  for (const { step, losses } of rows) {
    expect(losses).toHaveLength(1500);
    const onCurve = mean(Array.from(subset, row => losses[row] as number));
    expect(onCurve).toBeCloseTo(evaluations.devLoss![evaluations.step!.indexOf(step)] as number, 5);
  }
  const measured = rows.at(-1)!;
  expect(measured).toMatchObject({ kind: 'best', step: best[0]!.step, evaluation: { rows: 1500 } });
  expect(mean(measured.losses)).toBeCloseTo(measured.evaluation!.loss, 5);
  expect((await run({ evalEvery: STEPS }, large)).digest).toBe(digest);
});
