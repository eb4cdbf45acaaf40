import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import type { NetworkMeasured } from '#shared/domain/preparation.ts';
import { singleBatchBaseline } from '#shared/method/metrics/baseline.ts';
import type { Batch, Engine } from '../engines/engine.ts';

/** Optimizer steps in all, and how many between two looks at the loss. */
const MOST_STEPS = 300;
const ROUND_STEPS = 10;
/** A slow backend must not hold everything up. */
const PATIENCE_MS = 10_000;

/** Where the search for a rate begins; how it goes on after a round that lowered the loss, and after one that did not. */
const FIRST_RATE: Readonly<Record<OptimizerKind, number>> = { sgd: 0.1, momentum: 0.01, nesterov: 0.01, adam: 0.003 };
const FASTER = 2;
const SLOWER = 1 / 2;

/**
 * Trains on one batch alone until its loss is down to the bar, or the steps are used up. No rate is known yet, so it finds its way
 * by itself: a round that lowered the loss is kept and the next goes faster; one that did not is undone, slots and all, and tried
 * slower ("bold driver", Battiti 1989, by rounds). That works for every optimizer, and steps that were undone count too.
 * The engine is left with the best weights found.
 */
export async function overfit(
  engine: Engine,
  optimizer: OptimizerKind,
  batch: Batch,
  nextTurn: () => Promise<void>,
): Promise<NetworkMeasured['singleBatch']> {
  const bar = singleBatchBaseline(batch.labels);
  const until = performance.now() + PATIENCE_MS;
  const { loss: before } = await engine.evaluate(batch);
  let after = before;
  let best = await engine.state();
  let rate = FIRST_RATE[optimizer];
  let steps = 0;
  while (!(after <= bar) && steps < MOST_STEPS && performance.now() < until) {
    for (let i = 0; i < ROUND_STEPS; i++) await engine.step(batch, rate, false);
    steps += ROUND_STEPS;
    const { loss } = await engine.evaluate(batch);
    if (loss < after) {
      after = loss;
      best = await engine.state();
      rate *= FASTER;
    } else {
      engine.restore(best);
      rate *= SLOWER;
    }
    await nextTurn();
  }
  return { rows: batch.rows, steps, before, after, bar, brokenOff: !(after <= bar) && steps < MOST_STEPS };
}
