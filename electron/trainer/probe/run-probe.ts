import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { ProbeAnswer } from '#shared/domain/probe.ts';
import { trainBaseline } from '#shared/method/metrics/baseline.ts';
import { parametersOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { checkSteps, confidenceOf, divergedBetween, healthyBand, ratioRule } from '#shared/method/probe/answer.ts';
import { probedKind } from '#shared/method/probe/estimate.ts';
import { type ProbeSubject, type RaceResult, ROUND_STEPS, race } from '#shared/method/probe/race.ts';
import type { Dataset } from '../dataset.ts';
import type { Engine, EngineState } from '../engines/engine.ts';
import { taskOf } from '../tasks/task-of.ts';
import { digestOfState } from './digest.ts';
import { engineSubject } from './engine-subject.ts';
import { probeData } from './probe-data.ts';

/** What a probe is made of. */
export interface ProbeOptions {
  hyperparameters: Omit<Hyperparameters, 'learningRate'>;
  /** With room for a batch; left exactly as it was. */
  engine: Engine;
  dataset: Dataset;
  nextTurn(): Promise<void>;
}

/**
 * Estimates a learning rate within a hundred optimizer steps [B1–B8]: the race of `shared/method/probe`, the guide's ratio rule
 * beside it, and a check. Weights, optimizer and random state are put back, and the digests prove it [B5]; the order of the data
 * is not touched, since the probe draws its batches from a stream of its own.
 */
export async function runProbe({ hyperparameters, engine, dataset, nextTurn }: ProbeOptions): Promise<ProbeAnswer> {
  const startedAt = performance.now();
  const { model, optimizer, momentum, batchSize, seed, steps } = hyperparameters;
  const network = networkOf(hyperparameters, dataset.facts);
  const snapshot = await engine.state();
  const digestBefore = await digestOfState(snapshot);
  const data = probeData(dataset.train, batchSize, ROUND_STEPS.at(-1) as number, seed);
  const subject = engineSubject(engine, data, snapshot, nextTurn);
  const forwardCost = data.unseen.reduce((rows, batch) => rows + batch.rows, 0) / batchSize / 3;
  try {
    const bar = trainBaseline(dataset.facts).loss;
    const kind = probedKind(model, taskOf(dataset.facts).loss);
    const given = { optimizer, momentum, steps, kind, bar };
    const raced = await race(subject, given, forwardCost);
    const { learningRate, check, cost } = await checked(subject, snapshot, raced, forwardCost);
    engine.restore(snapshot);
    return {
      learningRate,
      confidence: confidenceOf(raced, check),
      ratioRule: ratioRule(raced.rounds, healthyBand(network)),
      rounds: raced.rounds,
      layers: parametersOf(network).map(({ name }, i) => ({ name, ratio: raced.layerRatios[i] ?? Number.NaN })),
      generalisation: raced.generalisation,
      steps: cost,
      seconds: (performance.now() - startedAt) / 1000,
      digestBefore,
      digestAfter: await digestOfState(await engine.state()),
      check,
    };
  } finally {
    engine.restore(snapshot);
  }
}

/**
 * A short run at the estimate must lower the unseen loss. Where it diverges instead, the rate is halved, and checked again as long as
 * the budget lasts [B6].
 */
async function checked(
  subject: ProbeSubject<EngineState>,
  snapshot: EngineState,
  raced: RaceResult,
  forwardCost: number,
): Promise<Pick<ProbeAnswer, 'learningRate' | 'check'> & { cost: number }> {
  let { learningRate, cost } = raced;
  const check = { passed: false, halvings: 0, lossBefore: raced.lossBefore, lossAfter: Number.NaN };
  for (let steps = checkSteps(cost, forwardCost); steps > 0; steps = checkSteps(cost, forwardCost)) {
    await subject.restore(snapshot);
    for (let step = 0; step < steps; step++) await subject.step(step, learningRate);
    check.lossAfter = await subject.unseenLoss();
    cost += steps + forwardCost;
    check.passed = check.lossAfter < check.lossBefore;
    if (!divergedBetween(check.lossBefore, check.lossAfter)) break;
    learningRate /= 2;
    check.halvings++;
  }
  return { learningRate, check, cost };
}
