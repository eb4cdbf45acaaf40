import { expect, it } from 'vitest';
import type { BatchMomentumChoice } from '#shared/domain/batch-momentum.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import { isConstant } from '#shared/domain/schedule.ts';
import { batchMomentum } from '#shared/method/stages/batch-momentum/definition.ts';
import { stepCost } from '#shared/method/stages/batch-momentum/workload.ts';
import { decay } from '#shared/method/stages/decay/definition.ts';
import type { Segment } from '#shared/method/stages/stage-definition.ts';
import { someFacts } from '../tools/prepared-facts.ts';
import { SimulatedStage, type Train } from '../tools/simulated-stage.ts';
import { DecayRuns, decayPlan, jitter, type Outcome, STEPS, type Train as TrainDecay } from './decay-runs.ts';

/* What is said to be left of a stage, in steps, over what then comes: no clock, so nothing of the machine. */

/** From this share of a stage on it is to be right … */
const FROM = 0.1;
/** … within so much. */
const WITHIN = 0.25;

interface Look {
  used: number;
  left: number;
}

const workOf = (segments: readonly Segment[]): number =>
  segments
    .flatMap(({ steps, costs }) => steps.map((count, i) => count * (costs?.[i] ?? 1)))
    .reduce((sum, each) => sum + each, 0);

/** What was said to be left over what was, after the first tenth; not between two groups of trials, when nothing is open for a moment. */
const ratios = (looks: readonly Look[], total: number): number[] =>
  looks
    .filter(({ used, left }) => used >= FROM * total && used < total && left > 0)
    .map(({ used, left }) => left / (total - used));
const isRight = (ratio: number): boolean => Math.abs(ratio - 1) <= WITHIN;

const facts = someFacts({ rows: { train: 4000, dev: 400, test: 400, dropped: 0 } } as never);

function ofSearch(choice: BatchMomentumChoice, base: HyperparameterSet, lowest: (set: HyperparameterSet) => number) {
  const plan = batchMomentum.plan({
    configuration: { set: { learningRate: 0.1, steps: 800 }, decisions: [] },
    subject: { kind: 'builtIn', facts, dataDigest: 'digest', network: null },
    host: { cores: 2, defaultBackend: 'wasm' },
    choice,
    basis: { base: { ...DEFAULT_HYPERPARAMETERS, ...base }, backend: 'wasm' },
  });
  const train: Train = ({ set }) => {
    const [low, full] = [lowest(set), set.steps ?? 1];
    return {
      loss: step => 0.05 + low + Math.exp((-5 * step) / full),
      dev: step => low + (2 - low) * Math.exp((-6 * step) / full),
      divergesAt: null,
    };
  };
  const stage = new SimulatedStage(batchMomentum, plan, train);
  const used = () =>
    stage.record.trials.reduce((sum, { curve, point }) => sum + (curve?.count ?? 0) * stepCost(plan, point), 0);
  const looks: Look[] = [];
  stage.run((_, { length }) => {
    looks.push({ used: used(), left: workOf(batchMomentum.workload(plan, stage.record)) });
    return length;
  });
  return ratios(looks, used());
}

it('S2: a search’s time left is right within a quarter after a tenth, but where hardly a point can be pruned or few are searched', () => {
  const flat = ({ batchSize = 0, momentum = 0 }: HyperparameterSet) => 0.5 + 0.002 * Math.sin(7 * batchSize + momentum);
  const one = ({ batchSize, momentum }: HyperparameterSet) => (batchSize === 32 && momentum === 0.9 ? 0.3 : 0.6);
  const steep = ({ batchSize = 64, momentum = 0 }: HyperparameterSet) =>
    0.3 + 0.05 * Math.abs(Math.log2(batchSize / 32)) + 0.2 * Math.abs(momentum - 0.9);
  const few = { batchSizes: [32, 64], momenta: [0, 0.9] };
  const choices: [BatchMomentumChoice, HyperparameterSet][] = [
    [{ search: 'grid' }, {}],
    [{ search: 'random' }, {}],
    [few, {}],
    [{ ...few, race: true }, {}],
    [{}, { optimizer: 'adam' }],
  ];
  const all = choices.flatMap(([choice, base]) => [flat, one, steep].flatMap(world => ofSearch(choice, base, world)));
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter(isRight).length / all.length).toBeGreaterThan(0.8);
  for (const ratio of all) expect(Math.abs(Math.log(ratio))).toBeLessThan(Math.log(1.75));
});

it('D6: a decay stage’s time left counts a later start, the search and its verdict as soon as the pairs that ended show a gain', () => {
  const outcome = { constant: { loss: 0.5, at: 300 }, cosine: { loss: 0.3, at: 900 } };
  for (const classic of [false, true])
    for (const [loss, at] of [
      [0.4, 320],
      [0.4, 700],
      [0.5, 320],
    ] as const) {
      const train: TrainDecay = ({ set, key, ...rest }): Outcome => {
        const kind = set.schedule && !isConstant(set.schedule) ? set.schedule.kind : 'constant';
        const of = kind === 'constant' || kind === 'cosine' ? outcome[kind] : { loss, at };
        return { ...of, loss: of.loss + 0.001 * jitter({ set, key, ...rest }) };
      };
      const stage = new DecayRuns(decayPlan({ classic }), train);
      const used = () => stage.record.trials.reduce((sum, { trial }) => sum + STEPS - (trial.branch?.step ?? 0), 0);
      const looks: Look[] = [];
      for (;;) {
        const [action] = stage.next;
        if (!action) break;
        // Two pairs tell of the others.
        if (stage.record.trials.length >= 4)
          looks.push({ used: used(), left: workOf(decay.workload(stage.plan, stage.record)) });
        stage.apply(action);
      }
      const told = ratios(looks, used());
      expect(told.length).toBeGreaterThan(4);
      expect(told.filter(ratio => !isRight(ratio))).toEqual([]);
    }
});
