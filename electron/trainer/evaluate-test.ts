import { Refusal } from '#shared/contract/refusal.ts';
import type { TestEvaluation } from '#shared/domain/test-reading.ts';
import { pairedRows } from '#shared/method/curves/dev-rows.ts';
import { checkFits, decodeBest } from './checkpoint/decode.ts';
import type { Split } from './dataset.ts';
import type { Engine } from './engines/engine.ts';
import { chunkRows, emptyRowResults, evaluate } from './evaluate.ts';
import type { Task } from './tasks/task.ts';

/** What a reading of the test rows needs. */
export interface TestOptions {
  /** Of the trial's network; it has these weights afterwards. */
  engine: Engine;
  task: Task;
  test: Split;
  batchSize: number;
  /** Of a best evaluation, as they were kept. */
  weights: Uint8Array;
  nextTurn(): Promise<void>;
}

/**
 * Evaluates the weights of a best evaluation on all rows of test [R2].
 * @throws Refusal where there are no rows, or the weights are no whole ones of this network
 */
export async function evaluateTest(options: TestOptions): Promise<TestEvaluation> {
  const { engine, task, test, batchSize, weights, nextTurn } = options;
  if (test.rows === 0) throw new Refusal('error.test.none');
  const best = decodeBest(weights);
  const state = await engine.state();
  checkFits({ ...state, parameters: best.kept }, state);
  engine.restore({ ...state, parameters: best.kept });
  const byRow = emptyRowResults(test);
  const rest = async () => {
    await nextTurn();
    return true;
  };
  const evaluation = await evaluate(engine, test, task, { chunk: chunkRows(batchSize), rest, byRow });
  if (!evaluation) throw new Error('a reading of the test rows is never left');
  const paired = pairedRows(test.labels);
  const pick = (of: ArrayLike<number>) => Float32Array.from(paired, row => of[row] as number);
  return {
    step: best.step,
    rows: test.rows,
    ...evaluation,
    losses: pick(byRow.losses),
    predictions: pick(byRow.predictions),
    labels: pick(test.labels),
  };
}
