import { expect, it } from 'vitest';
import type { Candidate } from '#shared/domain/answer.ts';
import { horizonOf } from '#shared/method/stages/horizon.ts';
import { candidate, stageView } from './page-views.ts';

/** The horizon of a project whose ladder was accepted with num_steps of 900. */
function horizon(best: Partial<Candidate>) {
  const evidence = stageView([candidate(0.1, { steps: 1000, ...best }), candidate(0.01)]).recommendation.detail;
  const set = { learningRate: 0.1, steps: 900 };
  const inputs = { dataDigest: null, network: null, configuration: {} };
  const decision = { kind: 'learningRate', set, evidence, inputs };
  return horizonOf({ set, decisions: [{ decision, standing: 'holds' }] });
}

it('D3: the former peak is the best evaluation, also where the metric named it', () => {
  expect(horizon({ lowestAt: 300 })).toEqual({ steps: 900, numSteps: 900, peak: 300 });
  expect(horizon({ lowestAt: 300, metricBest: { at: 700, devLoss: 0.5, metric: 0.9 } }).peak).toBe(700);
  // At the run's end no peak was seen.
  expect(horizon({ lowestAt: 300, metricBest: { at: 1000, devLoss: 0.5, metric: 0.9 } }).peak).toBe(null);
});

it('D3: so it is where the rate was accepted with batch size and momentum', () => {
  const of = (point: object) => {
    const [trialId, numSteps] = ['t1', { overfitsFrom: 900 }];
    const points = [{ trialId, steps: 1000, lowestAt: 300, ...point }];
    const evidence = { kind: 'batchMomentum', points, best: { trialId }, numSteps };
    const inputs = { dataDigest: null, network: null, configuration: {} };
    const decision = { kind: 'batchMomentum' as const, set: { steps: 900 }, evidence, inputs };
    return horizonOf({ set: { steps: 900 }, decisions: [{ decision, standing: 'holds' }] }).peak;
  };
  expect(of({ bestAt: 700 })).toBe(700);
  expect(of({})).toBe(300);
});
