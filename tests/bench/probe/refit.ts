import {
  estimateRate,
  PROBE_CONSTANTS,
  type ProbeConstants,
  type ProbedKind,
  type ProbedRun,
  probedKind,
} from '#shared/method/probe/estimate.ts';
import { bestRate } from '#shared/method/probe/vertex.ts';
import { Random } from '#shared/method/random.ts';
import type { CaseRuns } from '../cases/run-case.ts';
import { bestOf, curveOf, figuresOf, lossOn } from './regret.ts';

type Constants = Record<keyof typeof PROBE_CONSTANTS, ProbeConstants & { typicalRate: Record<ProbedKind, number> }>;
const KINDS = ['classes', 'target', 'bagOfWords', 'words'] as const;
const OPTIMIZERS = ['sgd', 'momentum', 'adam'] as const;

/**
 * The constants of an earlier study, which had none of these cases and made no difference between networks. It looked at one length of
 * runs only but for Adam.
 */
const PRIOR: Constants = {
  sgd: sameFor(0.4, 0.33, 0),
  momentum: sameFor(0.2, 0.063, 0),
  adam: sameFor(0.02, 0.0052, 0.55),
};

function sameFor(typicalAnswer: number, rate: number, horizonPower: number): Constants['sgd'] {
  return {
    typicalAnswer,
    typicalRate: { classes: rate, target: rate, bagOfWords: rate, words: rate },
    horizonPower,
  };
}

const TRIES = 1500;
/** What a decade's departure from where it began costs, squared: few cases shall not carry a constant far off. */
const TIE = 0.02;

/** A case at one of the values of num_steps, with all that its estimate is made of. */
interface Fitted {
  task: string;
  run: ProbedRun;
  best: readonly [number, number, number];
  share: number;
  unseen: { before: number; after: number };
  /** Lowest dev losses over the rate, and that of the best candidate. */
  curve: ReturnType<typeof curveOf>;
  lowest: number;
}

/**
 * The estimate's constants fitted anew by random search, each task's regrets with constants that were fitted without it; dev losses
 * between trained rates are interpolated. The search begins at an earlier study's constants, and a tie holds it near them.
 */
export function refit(cases: readonly CaseRuns[]): Record<string, unknown> {
  const all = cases.flatMap(fittedOf);
  const tasks = [...new Set(all.map(({ task }) => task))];
  const leftOut = tasks.flatMap(task => {
    const constants = fitConstants(all.filter(one => one.task !== task));
    return all.filter(one => one.task === task).map(one => regretWith(one, constants));
  });
  return {
    'left-out tasks': figuresOf(leftOut),
    'with the earlier study’s constants': figuresOf(all.map(one => regretWith(one, PRIOR))),
    'with the constants as they are': figuresOf(all.map(one => regretWith(one, PROBE_CONSTANTS))),
    'constants fitted to all': fitConstants(all),
  };
}

function fittedOf(one: CaseRuns): Fitted[] {
  const { optimizer, momentum, model, regression, source, task } = one.case;
  const loss = regression || source === 'sample:regression' ? 'squaredError' : 'crossEntropy';
  return one.probes.map(({ steps, answer }) => {
    const roundOf = (number: number) =>
      answer.rounds
        .filter(({ round }) => round === number)
        .map(({ learningRate, unseenLoss }) => ({ learningRate, loss: unseenLoss }))
        .sort((a, b) => a.learningRate - b.learningRate);
    const before = answer.check.lossBefore;
    return {
      task,
      run: { optimizer, momentum, steps, kind: probedKind(model, loss), bar: one.bar },
      best: [bestRate(roundOf(1)), bestRate(roundOf(2)), bestRate(roundOf(3))],
      share: answer.generalisation,
      unseen: { before, after: roundOf(3)[0]?.loss ?? before },
      curve: curveOf(one, steps),
      lowest: bestOf(one, steps).loss,
    };
  });
}

function fitConstants(some: readonly Fitted[]): Constants {
  const random = Random.from(1);
  let best = structuredClone(PRIOR);
  let lowest = cost(some, best);
  for (let i = 0; i < TRIES; i++) {
    const tried = structuredClone(best);
    const constants = tried[OPTIMIZERS[random.below(OPTIMIZERS.length)] as (typeof OPTIMIZERS)[number]];
    const decades = 0.6 * (random.uniform() - 0.5);
    const which = random.below(KINDS.length + 2);
    const kind = KINDS[which];
    if (kind) constants.typicalRate[kind] *= 10 ** decades;
    else if (which === KINDS.length) constants.typicalAnswer *= 10 ** decades;
    else constants.horizonPower += decades;
    const now = cost(some, tried);
    if (now < lowest) [best, lowest] = [tried, now];
  }
  return best;
}

/** Mean regret, capped, and how many lie beyond 10 and 25 %, smoothly. */
function cost(some: readonly Fitted[], constants: Constants): number {
  const beyond = (regret: number, share: number) => 0.5 / (1 + Math.exp((share - regret) / 0.02));
  const total = some.reduce((sum, one) => {
    const regret = regretWith(one, constants);
    return sum + Math.min(regret, 1) + beyond(regret, 0.1) + beyond(regret, 0.25);
  }, 0);
  const moved = OPTIMIZERS.flatMap(optimizer => {
    const [now, before] = [constants[optimizer], PRIOR[optimizer]];
    const decades = (after: number, from: number): number => Math.log10(after / from) ** 2;
    return [
      ...KINDS.map(kind => decades(now.typicalRate[kind], before.typicalRate[kind])),
      decades(now.typicalAnswer, before.typicalAnswer),
      (now.horizonPower - before.horizonPower) ** 2,
    ];
  });
  return total / some.length + TIE * moved.reduce((sum, value) => sum + value, 0);
}

function regretWith({ run, best, share, unseen, curve, lowest }: Fitted, constants: typeof PROBE_CONSTANTS): number {
  return lossOn(curve, estimateRate(run, best, share, unseen, constants)) / lowest - 1;
}
