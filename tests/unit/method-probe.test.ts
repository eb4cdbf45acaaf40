import { describe, expect, it } from 'vitest';
import { checkSteps, confidenceOf, divergedBetween, PROBE_BUDGET, ratioRule } from '#shared/method/probe/answer.ts';
import {
  constantsFor,
  estimateRate,
  generalisationShare,
  PROBE_CONSTANTS,
  type ProbedRun,
  probedKind,
  shrunk,
} from '#shared/method/probe/estimate.ts';
import { type ProbeSubject, race } from '#shared/method/probe/race.ts';
import { bestRate, bestWindow, lowest } from '#shared/method/probe/vertex.ts';

const points = (losses: readonly number[]) => losses.map((loss, i) => ({ learningRate: 10 ** (i / 2 - 2), loss }));

/** A fall that says all that one can. */
const CLEAR = { before: 1, after: 0.5 };

const run = (optimizer: ProbedRun['optimizer'], steps = 600): ProbedRun => {
  return { optimizer, momentum: 0.9, steps, kind: 'classes', bar: 1 };
};

/** Where the answer is the typical one. */
const TYPICAL = {
  sgd: [PROBE_CONSTANTS.sgd.typicalAnswer, PROBE_CONSTANTS.sgd.typicalAnswer, PROBE_CONSTANTS.sgd.typicalAnswer],
  adam: [PROBE_CONSTANTS.adam.typicalAnswer, PROBE_CONSTANTS.adam.typicalAnswer, PROBE_CONSTANTS.adam.typicalAnswer],
} as const;

describe('the best rate of a round', () => {
  it('is the vertex of the parabola through the lowest point and its neighbours', () => {
    // (log₁₀ rate + 0.9)²: the lowest point is at −1, the vertex at −0.9.
    const found = bestRate(points([-2, -1.5, -1, -0.5, 0].map(x => (x + 0.9) ** 2)));
    expect(Math.log10(found)).toBeCloseTo(-0.9, 10);
  });

  it('lies at most a quarter of a decade from the lowest point', () => {
    expect(Math.log10(bestRate(points([9, 1, 1.000001, 9])))).toBeLessThanOrEqual(-1.25);
    expect(Math.log10(bestRate(points([1.0001, 1, 9])))).toBeCloseTo(-1.75, 3);
  });

  it('is the lowest point itself at an end, or beside a rate that diverged', () => {
    expect(bestRate(points([1, 2, 3]))).toBe(10 ** -2);
    expect(bestRate(points([3, 2, 1]))).toBe(10 ** -1);
    expect(bestRate(points([3, 1, Number.NaN]))).toBe(10 ** -1.5);
  });

  it('counts what is no number as infinite', () => {
    expect(lowest(points([Number.NaN, 3, Number.POSITIVE_INFINITY, 2]))).toBe(3);
  });
});

describe('the window that the race goes on with', () => {
  it('holds the best rate and has the smallest sum', () => {
    expect(bestWindow(points([9, 3, 1, 2, 9, 9]))).toBe(1);
    expect(bestWindow(points([9, 9, 9, 9, 2, 1]))).toBe(3);
    expect(bestWindow(points([1, 2, 9, 9]))).toBe(0);
    expect(bestWindow(points([1, 2]))).toBe(0);
  });

  it('prefers lower rates where each has one that diverged', () => {
    expect(bestWindow(points([Number.NaN, 1, Number.NaN, Number.NaN]))).toBe(0);
  });
});

describe('the estimate', () => {
  it('believes half of a deviation, and all but 0.375 of a large one', () => {
    expect([0, 0.5, -0.75, 2, -2].map(shrunk)).toEqual([0, 0.25, -0.375, 1.625, -1.625]);
  });

  const { sgd, momentum, adam } = PROBE_CONSTANTS;

  it('is the typical best rate where the answer is the typical one', () => {
    const { typicalAnswer: usual, typicalRate } = sgd;
    expect(estimateRate(run('sgd'), TYPICAL.sgd, 1, CLEAR)).toBeCloseTo(typicalRate.classes, 10);
    expect(estimateRate(run('sgd'), [usual / 4, usual, 4 * usual], 1, CLEAR)).toBeCloseTo(typicalRate.classes, 10);
    const tenfold = 10 * momentum.typicalAnswer;
    expect(estimateRate(run('momentum'), [tenfold, tenfold, tenfold], 1, CLEAR)).toBeCloseTo(
      momentum.typicalRate.classes * 10 ** 0.625,
      10,
    );
  });

  it.each(['sgd', 'momentum', 'nesterov', 'adam'] as const)('with %s falls as the run gets longer [B9]', optimizer => {
    const { horizonPower, typicalAnswer } = constantsFor(run(optimizer));
    const rate = (steps: number) =>
      estimateRate(run(optimizer, steps), [typicalAnswer, typicalAnswer, typicalAnswer], 1, CLEAR);
    expect(horizonPower).toBeGreaterThan(0);
    expect(rate(6000)).toBeCloseTo(rate(600) * 10 ** -horizonPower, 10);
    expect(rate(150)).toBeCloseTo(rate(600) * 4 ** horizonPower, 10);
  });

  it('depends on the length of the run only where the loss punishes confidence', () => {
    const rate = (steps: number) => estimateRate({ ...run('adam', steps), kind: 'target' }, TYPICAL.adam, 1, CLEAR);
    expect(rate(6000)).toBe(rate(600));
  });

  it('takes less of Adam where a network learns by heart', () => {
    const usual = estimateRate(run('adam'), TYPICAL.adam, 1, CLEAR);
    expect(usual).toBeCloseTo(adam.typicalRate.classes, 10);
    expect(estimateRate(run('adam'), TYPICAL.adam, 0.5, CLEAR)).toBeCloseTo(usual / 2, 10);
    expect(estimateRate(run('sgd'), TYPICAL.sgd, 0.1, CLEAR)).toBeCloseTo(sgd.typicalRate.classes, 10);
  });

  it('believes less of an answer where the loss hardly fell, or the start lies above the bar', () => {
    const answer = [100 * sgd.typicalAnswer, 100 * sgd.typicalAnswer, 100 * sgd.typicalAnswer] as const;
    const typical = sgd.typicalRate.classes;
    expect(estimateRate(run('sgd'), answer, 1, CLEAR)).toBeCloseTo(typical * 10 ** 1.625, 6);
    expect(estimateRate(run('sgd'), answer, 1, { before: 1, after: 0.97 })).toBeCloseTo(typical * 10 ** 0.8125, 6);
    expect(estimateRate(run('sgd'), answer, 1, { before: 1, after: 1.1 })).toBeCloseTo(typical, 10);
    // A start four times above the bar leaves an eighth of what is believed.
    expect(estimateRate(run('sgd'), answer, 1, { before: 4, after: 1 })).toBeCloseTo(typical * 10 ** (1.625 / 8), 6);
    expect(estimateRate({ ...run('sgd'), kind: 'bagOfWords' }, answer, 1, { before: 1, after: 1 })).toBe(
      sgd.typicalRate.bagOfWords,
    );
  });

  it('has constants for any momentum: SGD’s without, and between and beyond on one line', () => {
    const at = (m: number) => constantsFor({ optimizer: 'momentum', momentum: m });
    expect(at(0)).toEqual(sgd);
    expect(at(0.9).typicalRate.classes).toBeCloseTo(momentum.typicalRate.classes, 10);
    // √0.1 lies half-way between 1 and 0.1 on a log scale.
    const half = at(1 - Math.sqrt(0.1));
    expect(half.typicalRate.words).toBeCloseTo(Math.sqrt(sgd.typicalRate.words * momentum.typicalRate.words), 10);
    expect(half.typicalAnswer).toBeCloseTo(Math.sqrt(sgd.typicalAnswer * momentum.typicalAnswer), 10);
    expect(at(0.95).typicalRate.classes).toBeLessThan(momentum.typicalRate.classes);
    expect(constantsFor({ optimizer: 'nesterov', momentum: 0.5 })).toEqual(at(0.5));
    expect(constantsFor({ optimizer: 'adam', momentum: 0.5 })).toEqual(adam);
  });

  it('tells kinds of networks by what they begin with and what they learn', () => {
    expect(probedKind('mlp', 'crossEntropy')).toBe('classes');
    expect(probedKind('cnn', 'squaredError')).toBe('target');
    expect(probedKind('fasttext', 'squaredError')).toBe('bagOfWords');
    expect(probedKind('textcnn', 'crossEntropy')).toBe('words');
  });

  it('knows what share of what was learned holds for other examples', () => {
    expect(generalisationShare({ before: 2, after: 1.5 }, { before: 2, after: 1 })).toBe(0.5);
    expect(generalisationShare({ before: 2, after: 2.5 }, { before: 2, after: 1 })).toBe(0.4);
    expect(generalisationShare({ before: 2, after: 0 }, { before: 2, after: 1 })).toBe(1);
    expect(generalisationShare({ before: 2, after: 2 }, { before: 2, after: 2.1 })).toBe(1);
    expect(generalisationShare({ before: 2, after: Number.NaN }, { before: 2, after: 1 })).toBe(1);
  });
});

describe('the guide’s rule [B3]', () => {
  const round = (learningRate: number, ratio: number, unseenLoss: number) => {
    return { round: 1 as const, learningRate, ratio, unseenLoss, steps: 4 };
  };

  it('aims at 1e-3 from the first round’s best rate', () => {
    const rule = ratioRule([round(0.01, 2e-4, 2), round(0.1, 4e-3, 1), { ...round(1, 1, 0.1), round: 2 }]);
    expect(rule).toMatchObject({ learningRate: 0.1, ratio: 4e-3, band: [2e-3, 2e-2] });
    expect(rule.estimate).toBeCloseTo(0.025, 12);
  });

  it('moves by a factor of 100 at most, and says nothing where there is no ratio', () => {
    expect(ratioRule([round(0.1, 1e-8, 1)]).estimate).toBeCloseTo(10, 10);
    expect(ratioRule([round(0.1, Number.NaN, 1)]).estimate).toBeNull();
  });
});

it('tells a short run that diverged from one that met noise', () => {
  expect(divergedBetween(0.69, 0.7)).toBe(false);
  expect(divergedBetween(2, 0.5)).toBe(false);
  expect(divergedBetween(2, 3.1)).toBe(true);
  expect(divergedBetween(2, Number.NaN)).toBe(true);
  expect(divergedBetween(2, Number.POSITIVE_INFINITY)).toBe(true);
});

describe('trust', () => {
  const raced = { best: [0.1, 0.1, 0.3] as [number, number, number], lossBefore: 2, lossAfter: 1 };
  const passed = { passed: true, halvings: 0 };

  it('is high where the rounds agree, low where they don’t or the check failed', () => {
    expect(confidenceOf(raced, passed)).toBe('high');
    expect(confidenceOf({ ...raced, best: [0.1, 0.1, 0.5] }, passed)).toBe('medium');
    expect(confidenceOf(raced, { passed: true, halvings: 1 })).toBe('medium');
    expect(confidenceOf({ ...raced, best: [0.01, 0.1, 0.3] }, passed)).toBe('low');
    expect(confidenceOf(raced, { passed: false, halvings: 2 })).toBe('low');
    expect(confidenceOf({ ...raced, lossAfter: 1.999 }, passed)).toBe('low');
  });

  it('checks as long as the budget lasts', () => {
    expect(checkSteps(84, 4 / 3)).toBe(4);
    expect(checkSteps(95, 4 / 3)).toBe(3);
    expect(checkSteps(99.5, 4 / 3)).toBe(0);
  });
});

describe('the race', () => {
  /**
   * A bowl with a steep and a flat direction under gradient descent without noise: (25 x² + y²) / 2, from (1, 1). Rates from 2 / 25
   * on diverge; the flat direction wants as much as that allows.
   */
  function bowl() {
    let at = { x: 1, y: 1 };
    let stepped = 0;
    const loss = ({ x, y }: typeof at): number => (25 * x * x + y * y) / 2;
    const down = (from: typeof at, rate: number) => ({ x: from.x - rate * 25 * from.x, y: from.y - rate * from.y });
    const subject: ProbeSubject<typeof at> = {
      save: async () => at,
      restore: async saved => {
        at = saved;
      },
      step: async (_, rate) => {
        stepped++;
        const before = loss(at);
        const size = Math.hypot(at.x, at.y);
        const next = down(at, rate);
        const updateRatio = Math.hypot(next.x - at.x, next.y - at.y) / size;
        at = next;
        return { loss: before, updateRatio, layerRatios: [updateRatio] };
      },
      lossAlong: async rate => {
        at = down({ x: 1, y: 1 }, rate);
        return loss(at);
      },
      unseenLoss: async () => loss(at),
      seenLoss: async () => loss(at),
    };
    return { subject, steps: () => stepped };
  }

  it('finds rates that neither diverge nor crawl, within the budget', async () => {
    const { subject, steps } = bowl();
    const result = await race(subject, run('sgd'), 4 / 3);
    expect(result.lineSearch).toBeCloseTo(10 ** -1.5, 6);
    for (const rate of result.best) {
      expect(rate).toBeGreaterThan(0.01);
      expect(rate).toBeLessThan(2 / 25);
    }
    expect(result.cost).toBeLessThanOrEqual(95);
    expect(result.cost).toBeGreaterThanOrEqual(84 - 1e-9);
    // The steps that were counted were taken: all but the line search's and the forward passes.
    const forward = (result.rounds.length + 3) * (4 / 3) + 18 / 3 + 1;
    expect(steps()).toBeCloseTo(result.cost - forward, 9);
    expect(result.cost).toBeLessThan(PROBE_BUDGET);
    expect(result.lossAfter).toBeLessThan(0.2 * result.lossBefore);
  });

  it('is the same whenever it is run', async () => {
    expect(await race(bowl().subject, run('adam'), 1)).toEqual(await race(bowl().subject, run('adam'), 1));
  });
});
