import { estimateRate, generalisationShare, type ProbedRun } from './estimate.ts';
import { bestRate, bestWindow, lowest, type RateLoss } from './vertex.ts';

/** What a step of the probe tells. */
export interface ProbeStep {
  /** Of the batch, before the update. */
  loss: number;
  /** ‖Δw‖ / ‖w‖ over all weights [B1]. */
  updateRatio: number;
  /** Each parameter's own, in the network's order. */
  layerRatios: readonly number[];
}

/**
 * A network that is probed, from one snapshot. Whatever the probe does to it, it can be put back; examples and batches are the same
 * each time.
 */
export interface ProbeSubject<Saved> {
  /** As it is now, and back there. */
  save(): Promise<Saved>;
  restore(saved: Saved): Promise<void>;
  /** One optimizer step on a probe batch (0 to 23). */
  step(batch: number, learningRate: number): Promise<ProbeStep>;
  /** Puts the network at the snapshot moved by `rate` along the direction of the first batch's step; its loss on that batch there. */
  lossAlong(rate: number): Promise<number>;
  /** Mean loss over the reserved examples that no probe batch holds, and over some that they hold. */
  unseenLoss(): Promise<number>;
  seenLoss(): Promise<number>;
}

/** One rate of one round. */
export interface ProbeRound {
  round: 1 | 2 | 3;
  learningRate: number;
  /** Median of the update ratios of its steps so far. */
  ratio: number;
  unseenLoss: number;
  /** Steps from the snapshot. */
  steps: number;
}

/** What the race found. */
export interface RaceResult {
  learningRate: number;
  rounds: ProbeRound[];
  /** Best rate of each round. */
  best: [number, number, number];
  /** Rate of the line search. */
  lineSearch: number;
  generalisation: number;
  /** Unseen loss at the snapshot, and where the last round ended. */
  lossBefore: number;
  lossAfter: number;
  /** Median ratio of each parameter over the steps of the last round's rate. */
  layerRatios: number[];
  /** Optimizer steps it cost, a forward pass counted as a third of one. */
  cost: number;
}

/** Rates of the line search: 10^−7 to 10^1.5 by half-decades. */
const SEARCH = Array.from({ length: 18 }, (_, i) => 10 ** (-7 + i / 2));
/** Rates of the first round, in half-decades about the line search's. */
const ROUND_ONE = [-1.5, -1, -0.5, 0, 0.5, 1];
const MOST_EXTENSIONS = 2;
const HALF_DECADE = 10 ** 0.5;
/** Steps from the snapshot at which each round ends. */
export const ROUND_STEPS = [4, 12, 24] as const;

interface Runner<Saved> extends RateLoss {
  saved: Saved;
  steps: number;
  ratios: number[];
  layers: (readonly number[])[];
}

/**
 * A line search and three rounds of halving over a learning rate: six rates go 4 steps, three of them 12, one 24, all from the
 * same snapshot over the same batches, evaluated on examples that no batch holds; then the estimate (docs/method.md, B7).
 * The subject is left wherever the last step took it: the caller puts it back [B5].
 * @param given what the rate is for
 * @param forwardCost what evaluating the reserved examples once costs, in optimizer steps
 */
export async function race<Saved>(
  subject: ProbeSubject<Saved>,
  given: ProbedRun,
  forwardCost: number,
): Promise<RaceResult> {
  const snapshot = await subject.save();
  let cost = 0;
  const evaluated = async (evaluate: () => Promise<number>): Promise<number> => {
    cost += forwardCost;
    return evaluate();
  };
  const unseen = { before: await evaluated(subject.unseenLoss), after: Number.NaN };
  const seen = { before: await evaluated(subject.seenLoss), after: Number.NaN };

  const along: RateLoss[] = [];
  for (const learningRate of SEARCH) along.push({ learningRate, loss: await subject.lossAlong(learningRate) });
  cost += 1 + SEARCH.length / 3;
  const lineSearch = (along[lowest(along)] as RateLoss).learningRate;

  const rounds: ProbeRound[] = [];
  /** Takes a rate on to a step, from wherever it was. */
  const run = async (runner: Runner<Saved>, round: 1 | 2 | 3): Promise<Runner<Saved>> => {
    await subject.restore(runner.saved);
    const to = ROUND_STEPS[round - 1] as number;
    const ratios = [...runner.ratios];
    const layers = [...runner.layers];
    for (let step = runner.steps; step < to; step++) {
      const { updateRatio, layerRatios } = await subject.step(step, runner.learningRate);
      ratios.push(updateRatio);
      layers.push(layerRatios);
    }
    cost += to - runner.steps;
    const loss = await evaluated(subject.unseenLoss);
    const { learningRate } = runner;
    rounds.push({ round, learningRate, ratio: median(ratios), unseenLoss: loss, steps: to });
    return { learningRate, loss, saved: await subject.save(), steps: to, ratios, layers };
  };
  const start = (learningRate: number): Runner<Saved> => {
    return { learningRate, loss: Number.NaN, saved: snapshot, steps: 0, ratios: [], layers: [] };
  };

  let first: Runner<Saved>[] = [];
  for (const decades of ROUND_ONE) first.push(await run(start(lineSearch * 10 ** decades), 1));
  for (let extension = 0; extension < MOST_EXTENSIONS; extension++) {
    const at = lowest(first);
    const [lowestRate, highestRate] = [first[0] as Runner<Saved>, first.at(-1) as Runner<Saved>];
    if (at === 0) first = [await run(start(lowestRate.learningRate / HALF_DECADE), 1), ...first];
    else if (at === first.length - 1) first = [...first, await run(start(highestRate.learningRate * HALF_DECADE), 1)];
    else break;
  }

  const from = bestWindow(first);
  const second: Runner<Saved>[] = [];
  for (const runner of first.slice(from, from + 3)) second.push(await run(runner, 2));

  const third = await run(second[lowest(second)] as Runner<Saved>, 3);
  unseen.after = third.loss;
  seen.after = await evaluated(subject.seenLoss);
  const generalisation = generalisationShare(unseen, seen);
  const best: [number, number, number] = [bestRate(first), bestRate(second), third.learningRate];
  return {
    learningRate: estimateRate(given, best, generalisation, unseen),
    rounds,
    best,
    lineSearch,
    generalisation,
    lossBefore: unseen.before,
    lossAfter: unseen.after,
    layerRatios: (third.layers[0] ?? []).map((_, i) => median(third.layers.map(ratios => ratios[i] as number))),
    cost,
  };
}

/** The middle of some numbers, those that are none left out; NaN where none is left. */
function median(values: readonly number[]): number {
  const sorted = values.filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : (sorted[sorted.length >> 1] as number);
}
