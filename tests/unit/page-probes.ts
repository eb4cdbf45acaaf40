import { DEFAULT_HYPERPARAMETERS } from '#shared/domain/hyperparameters.ts';
import type { Probe, ProbeAnswer } from '#shared/domain/probe.ts';

type Round = ProbeAnswer['rounds'][number];

/** One rate of one round of a test's probe. */
export const probeRound = (round: number, learningRate: number, ratio: number, unseenLoss = 1): Round => ({
  round,
  learningRate,
  ratio,
  unseenLoss,
  steps: round * 4,
});

/** An answer as probes give it for a network that SGD trains well at 0.25. */
export const probeAnswer = (changes: Partial<ProbeAnswer> = {}): ProbeAnswer => ({
  learningRate: 0.2532,
  confidence: 'high',
  ratioRule: { learningRate: 0.1, ratio: 0.05, estimate: 0.002, band: [2e-3, 2e-2] },
  rounds: [
    probeRound(1, 0.01, 0.005),
    probeRound(1, 0.1, 0.05),
    probeRound(1, 1, 0.5),
    probeRound(2, 0.1, 0.01),
    probeRound(2, 1, 0.04),
    probeRound(3, 0.1, 0.008),
  ],
  layers: [
    { name: 'output.weight', ratio: 0.01 },
    { name: 'output.bias', ratio: 0.3 },
  ],
  generalisation: 0.9,
  steps: 95,
  seconds: 0.2,
  digestBefore: 'ab',
  digestAfter: 'ab',
  check: { passed: true, halvings: 0, lossBefore: 3.39, lossAfter: 2.21 },
  ...changes,
});

/** A probe with the hyperparameters and the data of `stageView`'s ladder. */
export const someProbe = (changes: Partial<Probe> = {}): Probe => ({
  id: 'probe',
  projectId: 'project',
  stageId: null,
  pointKey: null,
  hyperparameters: { ...DEFAULT_HYPERPARAMETERS },
  backend: 'wasm',
  dataDigest: 'digest',
  programVersion: '0.0.0',
  answer: probeAnswer(),
  createdAt: 0,
  ...changes,
});
