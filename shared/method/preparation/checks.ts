import type { PreparationCheck } from '../../domain/preparation.ts';
import type { Check, CheckInput } from './check.ts';
import { batchSize, command, curves, initialisation, log, memory, metric, regularisation } from './guide-checks.ts';
import { bar, gradients, inputs, record, singleBatch, size, target, trace, untrainedLoss } from './learning-checks.ts';

const CHECKS: readonly Check[] = [
  ...[metric, log, command, curves, memory, regularisation, batchSize, initialisation],
  ...[target, inputs, untrainedLoss, gradients, singleBatch, bar, size, record, trace],
];

/** The checks of stage 0: M1 to M8 in their order, then whether anything can be learnt at all. */
export const checksOf = (input: CheckInput): PreparationCheck[] => CHECKS.map(check => check(input));
