import type { PreparationMeasured } from '#shared/domain/preparation.ts';

/** What a preparation of a small network measured where all is well; `changes` take what they are about. */
export const someMeasured = (changes: Partial<PreparationMeasured> = {}): PreparationMeasured => ({
  parameterCount: 2378,
  initialLoss: 0.81,
  notFinite: [],
  layers: [
    { name: 'hidden1.weight', initialisation: 'he', count: 2048, std: 0.0886, expectedStd: 0.0884 },
    { name: 'output.weight', initialisation: 'glorot', count: 16, std: 0.42, expectedStd: 0.447 },
  ],
  constantInputs: { constant: 0, inputs: 256, rows: 8 },
  singleBatch: { rows: 8, steps: 30, before: 0.8, after: 0.05, bar: 0.068, brokenOff: false },
  stepMs: 0.42,
  evaluationMs: 3,
  startMs: 400,
  memoryBytes: 100 * 2 ** 20,
  log: { folder: '/home/someone/logs', problem: null },
  digestBefore: 'ab'.repeat(32),
  digestAfter: 'ab'.repeat(32),
  seconds: 0.3,
  ...changes,
});
