import type { OptimizerKind } from '#shared/domain/hyperparameters.ts';
import {
  estimateRate,
  type NetworkStart,
  networkStart,
  PROBE_CONSTANTS,
  type ProbedRun,
} from '#shared/method/probe/estimate.ts';
import { bestRate } from '#shared/method/probe/vertex.ts';
import { Random } from '#shared/method/random.ts';
import type { CaseRuns } from '../cases/run-case.ts';
import { STEPS } from '../cases/run-case.ts';
import { figuresOf, lowestOf } from './regret.ts';

type Constants = Record<OptimizerKind, { typicalAnswer: number; typicalRate: Record<NetworkStart, number> }>;
const STARTS = ['numbers', 'bagOfWords', 'words'] as const;
const OPTIMIZERS = ['sgd', 'momentum', 'adam'] as const;

/** The constants of an earlier study, which had none of these cases and made no difference between networks. */
const PRIOR: Constants = {
  sgd: sameFor(0.4, 0.33),
  momentum: sameFor(0.2, 0.063),
  nesterov: sameFor(0.2, 0.063),
  adam: sameFor(0.02, 0.0052),
};

function sameFor(typicalAnswer: number, rate: number): Constants[OptimizerKind] {
  return { typicalAnswer, typicalRate: { numbers: rate, bagOfWords: rate, words: rate } };
}

const TRIES = 1500;
/** What a decade's departure from where it began costs, squared: few cases shall not carry a constant far off. */
const TIE = 0.05;

/**
 * The estimate's constants fitted anew by random search, each task's regrets with constants that were fitted without it; dev losses
 * between trained rates are interpolated. The search begins at an earlier study's constants, and a tie holds it near them.
 */
export function refit(cases: readonly CaseRuns[]): Record<string, unknown> {
  const tasks = [...new Set(cases.map(one => one.case.task))];
  const regrets = tasks.flatMap(task => {
    const constants = fitConstants(cases.filter(one => one.case.task !== task));
    return cases.filter(one => one.case.task === task).map(one => regretWith(one, constants));
  });
  return {
    'left-out tasks': figuresOf(regrets),
    'with the earlier study’s constants': figuresOf(cases.map(one => regretWith(one, PRIOR))),
    'with the constants as they are': figuresOf(cases.map(one => regretWith(one, PROBE_CONSTANTS))),
    'constants fitted to all': fitConstants(cases),
  };
}

function fitConstants(cases: readonly CaseRuns[]): Constants {
  const random = Random.from(1);
  let best = structuredClone(PRIOR);
  let lowest = cost(cases, best);
  for (let i = 0; i < TRIES; i++) {
    const tried = structuredClone(best);
    const constants = tried[OPTIMIZERS[random.below(OPTIMIZERS.length)] as OptimizerKind];
    const factor = 10 ** (0.4 * (random.uniform() - 0.5));
    const start = STARTS[random.below(STARTS.length + 1)];
    if (start) constants.typicalRate[start] *= factor;
    else constants.typicalAnswer *= factor;
    const now = cost(cases, tried);
    if (now < lowest) [best, lowest] = [tried, now];
  }
  return best;
}

/** Mean regret, capped, and how many lie beyond 10 and 25 %, smoothly. */
function cost(cases: readonly CaseRuns[], constants: Constants): number {
  const beyond = (regret: number, share: number) => 0.5 / (1 + Math.exp((share - regret) / 0.02));
  const total = cases.reduce((sum, one) => {
    const regret = regretWith(one, constants);
    return sum + Math.min(regret, 1) + beyond(regret, 0.1) + beyond(regret, 0.25);
  }, 0);
  const moved = OPTIMIZERS.flatMap(optimizer => {
    const [now, before] = [constants[optimizer], PRIOR[optimizer]];
    const factors = STARTS.map(start => now.typicalRate[start] / before.typicalRate[start]);
    return [...factors, now.typicalAnswer / before.typicalAnswer].map(factor => Math.log10(factor) ** 2);
  });
  return total / cases.length + TIE * moved.reduce((sum, value) => sum + value, 0);
}

function regretWith(one: CaseRuns, constants: Constants): number {
  const { probe, rows, parameters } = one;
  const { optimizer, model } = one.case;
  const run: ProbedRun = {
    optimizer,
    steps: STEPS,
    epochs: (STEPS * 64) / rows,
    overfits: parameters > rows,
    start: networkStart(model),
    bar: one.bar,
  };
  const roundOf = (number: number) =>
    probe.rounds
      .filter(({ round }) => round === number)
      .map(({ learningRate, unseenLoss }) => ({ learningRate, loss: unseenLoss }))
      .sort((a, b) => a.learningRate - b.learningRate);
  const best = [bestRate(roundOf(1)), bestRate(roundOf(2)), bestRate(roundOf(3))] as const;
  const before = probe.check.lossBefore;
  const unseen = { before, after: roundOf(3)[0]?.loss ?? before };
  const loss = interpolated(one, estimateRate(run, best, probe.generalisation, unseen, constants));
  return loss / lowestOf(one) - 1;
}

/** Dev loss at a rate that was not trained, between its neighbours on the logarithm of the rate. */
function interpolated({ runs }: CaseRuns, rate: number): number {
  const sorted = [...runs].sort((a, b) => a.learningRate - b.learningRate);
  const above = sorted.findIndex(run => run.learningRate >= rate);
  const [low, high] = [sorted[above - 1], sorted[above]];
  if (!high) return sorted.at(-1)?.devLoss ?? Number.NaN;
  if (!low) return high.devLoss;
  const share = Math.log(rate / low.learningRate) / Math.log(high.learningRate / low.learningRate);
  return low.devLoss + share * (high.devLoss - low.devLoss);
}
