import { describe, expect, it } from 'vitest';
import { proposeNumSteps } from '#shared/method/curves/convergence.ts';
import { createDivergenceWatch, MANY_STEPS } from '#shared/method/curves/divergence.ts';
import { LossCurve } from '#shared/method/curves/loss-curve.ts';
import { byRate, edgeOf, FULL_LADDER, LADDER, pastEdge } from '#shared/method/stages/learning-rate/candidates.ts';
import { planLadder } from '#shared/method/stages/learning-rate/plan.ts';
import { answerOf } from '#shared/method/stages/learning-rate/recommend.ts';
import type { TrialRecord } from '#shared/method/stages/stage-definition.ts';
import { curve, lossAt, member, record } from './ladder-members.ts';

/** The answer of a ladder of these trials, each of a thousand steps, none of them pruned. */
const answerFor = (...trials: TrialRecord[]) => {
  const rates = trials.map(({ trial }) => trial.hyperparameters.learningRate);
  const plan = planLadder({ steps: 1000, rates, prune: false }, { cores: 2, defaultBackend: 'wasm' });
  return answerOf(plan, record(trials));
};

describe('L1, L2: the ladder', () => {
  it('has the six candidates, and twelve with the extra ones, from high to low', () => {
    expect(LADDER).toEqual([1, 0.1, 0.01, 0.001, 0.0001, 0.00001]);
    expect(FULL_LADDER).toEqual([1, 0.1, 0.05, 0.03, 0.01, 0.007, 0.005, 0.003, 0.001, 0.0005, 0.0001, 0.00001]);
  });
  it('sorts and drops repeated rates', () => expect(byRate([0.1, 1, 0.1])).toEqual([1, 0.1]));
});

describe('L6: the plan', () => {
  it('gives every candidate the same seed and hyperparameters', () => {
    const plan = planLadder({ seed: 7 }, { cores: 4, defaultBackend: 'wasm' });
    expect(plan.base.seed).toBe(7);
    expect(plan.rates).toEqual(LADDER);
    expect(plan.base).not.toHaveProperty('learningRate');
  });
  it('runs as many side by side as there are cores, but never more than candidates', () => {
    expect(planLadder({}, { cores: 2, defaultBackend: 'wasm' }).parallel).toBe(2);
    expect(planLadder({ rates: [0.1] }, { cores: 8, defaultBackend: 'wasm' }).parallel).toBe(1);
    expect(planLadder({ parallel: 3 }, { cores: 2, defaultBackend: 'wasm' }).parallel).toBe(3);
  });
  it('takes the fastest backend unless one is chosen', () => {
    expect(planLadder({}, { cores: 1, defaultBackend: 'cpu' }).backend).toBe('cpu');
    expect(planLadder({ backend: 'wasm' }, { cores: 1, defaultBackend: 'cpu' }).backend).toBe('wasm');
  });
});

describe('L3: fast and deep', () => {
  it('puts the deepest first where no other is within noise', () => {
    const answer = answerFor(member(0.1, curve(1000, 2.3, 0.1, 80)), member(0.01, curve(1000, 2.3, 0.8, 80)));
    expect(answer.best?.learningRate).toBe(0.1);
    expect(answer.candidates.map(r => r.rank)).toEqual([1, 2]);
    expect(answer.tied).toEqual([]);
  });
  it('puts the faster of two equally deep ones first, though the slower ends a hair lower', () => {
    const fast = member(1, curve(1000, 2.3, 0.1005, 30, 0.1));
    const slow = member(0.1, curve(1000, 2.3, 0.1, 150, 0.1));
    const answer = answerFor(fast, slow);
    expect(answer.best?.learningRate).toBe(1);
    expect(answer.tied).toEqual([0.1]);
    const [a, b] = answer.candidates;
    expect(a!.stepsToReach!).toBeLessThan(b!.stepsToReach!);
  });
  it('leaves diverged and failed candidates out, and says so by a null rank', () => {
    const answer = answerFor(
      member(1, curve(100, 2.3, 0.01, 5), 'diverged'),
      member(0.1, curve(1000, 2.3, 0.1, 80)),
      member(0.01, null, 'failed'),
    );
    expect(answer.candidates.map(r => r.rank)).toEqual([null, 1, null]);
  });
  it('has no best where nothing is usable', () => {
    const damaged = { ...member(0.1, curve(1000, 2.3, 0.1, 80)), damagedFrom: 500 };
    const rest = answerFor(damaged, member(0.01, curve(1000, 2.3, 0.8, 80)));
    expect(rest.best?.learningRate).toBe(0.01);
    expect(rest.candidates[0]).toMatchObject({ rank: null, finalLoss: null, stepsToReach: null });
    const answer = answerFor(member(1, null, 'diverged'));
    expect(answer.best).toBeNull();
    expect(answer.numSteps.value).toBeNull();
  });
  it('names its two numbers: final smoothed loss with noise, and steps to the common threshold', () => {
    const [candidate] = answerFor(member(0.1, curve(1000, 2.3, 0.1, 80))).candidates;
    expect(candidate!.finalLoss).toBeCloseTo(0.1, 2);
    expect(candidate!.noise!).toBeGreaterThan(0);
    expect(candidate!.stepsToReach!).toBeGreaterThan(80);
  });
  it('counts what a stopped trial did, not what it had planned', () => {
    expect(answerFor(member(0.1, curve(250, 2.3, 0.1, 80), 'stopped')).done).toBeCloseTo(0.25);
  });
  it('counts nothing as left of trials that ended by themselves, however early', () => {
    const answer = answerFor(
      member(1, curve(20, 2, 9, 5), 'diverged'),
      member(0.1, curve(500, 2.3, 0.1, 80), 'running'),
    );
    expect(answer.done).toBeCloseTo(520 / 1020);
    expect(answer.open).toBe(1);
  });
});

describe('L4: the ends of the ladder', () => {
  it('tells at which end a rate stands', () => {
    expect(edgeOf(LADDER, 1)).toBe('high');
    expect(edgeOf(LADDER, 0.00001)).toBe('low');
    expect(edgeOf(LADDER, 0.01)).toBeNull();
    expect(edgeOf([0.1], 0.1)).toBeNull();
  });
  it('goes a decade on', () => {
    expect(pastEdge(1, 'high')).toBe(10);
    expect(pastEdge(0.00001, 'low')).toBe(1e-6);
  });
});

describe('L5: num_steps', () => {
  it('is the converged step times 1.5, rounded up to three digits', () => {
    const proposal = proposeNumSteps(curve(4000, 2.3, 0.1, 200), 64, 6400);
    expect(proposal.converged).toBe(true);
    // 1 % of the fall is left after ln 100 = 4.6 time constants; the moving average lags a little.
    expect(proposal.convergedAt!).toBeGreaterThan(850);
    expect(proposal.convergedAt!).toBeLessThan(1100);
    expect(proposal.value!).toBeGreaterThanOrEqual(1.5 * proposal.convergedAt!);
    expect(proposal.value!).toBeLessThan(1.5 * proposal.convergedAt! + 10);
    expect(proposal.epochs!).toBeCloseTo((proposal.value! * 64) / 6400);
  });
  it('never takes the last step for convergence: a curve still falling has not converged', () => {
    const proposal = proposeNumSteps(curve(1000, 2.3, 0.1, 600), 64, 6400);
    expect(proposal).toMatchObject({ value: null, convergedAt: null, converged: false, epochs: null });
  });
  it('claims nothing of a short run, in which a flat end could not be told from the average’s lag', () => {
    for (const steps of [30, 60, 100]) {
      for (const constant of [10, 20, 40])
        expect(proposeNumSteps(curve(steps, 2.3, 0.3, constant, 0.3), 64, 6400).converged).toBe(false);
    }
  });
  it('sees a slow fall through the noise of the batches', () => {
    const noisy = (tail: number) => {
      const made = new LossCurve();
      const losses = Float64Array.from({ length: 4000 }, (_, t) => lossAt(t, 2.3, 0.8, 200, 0.8) - (tail * t) / 4000);
      made.push(
        Float64Array.from({ length: 4000 }, (_, t) => t),
        losses,
      );
      return proposeNumSteps(made, 64, 6400).converged;
    };
    expect(noisy(0)).toBe(true);
    expect(noisy(0.5)).toBe(false);
  });
  it('proposes nothing for a curve that never fell', () => {
    expect(proposeNumSteps(curve(1000, 2.3, 2.3, 100), 64, 6400).converged).toBe(false);
  });
});

describe('L8: divergence', () => {
  it('ends at the first loss that is not finite', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const watch = createDivergenceWatch(2.3);
      expect(watch(0, 2.3)).toBeNull();
      expect(watch(1, bad)).toEqual({ key: 'reason.diverged.notFinite', values: { step: 1 } });
    }
  });
  it('ends when the loss stays far above its start for many steps, not at a spike', () => {
    const watch = createDivergenceWatch(2.3);
    for (let step = 0; step < MANY_STEPS - 1; step++) expect(watch(step, 50)).toBeNull();
    expect(watch(MANY_STEPS - 1, 1)).toBeNull();
    for (let step = 0; step < MANY_STEPS - 1; step++) expect(watch(100 + step, 50)).toBeNull();
    expect(watch(100 + MANY_STEPS, 50)?.key).toBe('reason.diverged.farAbove');
  });
  it('bears an ordinary rise above a start near zero', () => {
    const watch = createDivergenceWatch(0.001);
    for (let step = 0; step < 500; step++) expect(watch(step, 0.05)).toBeNull();
  });
});

describe('loss curves', () => {
  it('do not take a steady fall for noise', () => {
    const falling = curve(400, 2.3, 0, 200, 0);
    expect(falling.noise!).toBeLessThan(0.01);
  });
  it('keep points that are not finite out of every figure', () => {
    const made = new LossCurve();
    made.push(Float64Array.of(0, 1, 2, 3), Float64Array.of(2, 1, Number.NaN, Number.POSITIVE_INFINITY));
    expect(made.count).toBe(4);
    expect(made.final).toBeGreaterThan(1);
    expect(made.final).toBeLessThan(2);
  });
  it('give the same figures whether points come at once or one by one', () => {
    const whole = curve(300, 2.3, 0.2, 50);
    const pieces = new LossCurve();
    for (let t = 0; t < 300; t++) {
      pieces.push(Float64Array.of(t), Float64Array.of(lossAt(t, 2.3, 0.2, 50)));
    }
    expect([pieces.final, pieces.noise, pieces.stepsToReach(1)]).toEqual([
      whole.final,
      whole.noise,
      whole.stepsToReach(1),
    ]);
  });
});
