import { inputWidth } from '#shared/domain/dataset.ts';
import type { RawSplit } from '#shared/domain/prepared-file.ts';
import { inOwnUnit } from '#shared/method/metrics/target-scale.ts';
import { takesTokens } from '#shared/method/networks/network-of.ts';
import { Random, STREAMS } from '#shared/method/random.ts';
import { inputsOf } from '../trainer/dataset.ts';
import { createKernelEngine } from '../trainer/engines/kernel/kernel-engine.ts';
import type { TrainedNetwork } from './trained-network.ts';

/** Rows that are put through a network at once. */
export const ROWS_AT_ONCE = 256;

/** Stored rows (`[rows, features]`, as a prepared file has them) on their way through a network. */
export interface Forward {
  /** What the network sees of them, `[rows, width]`. */
  inputs(stored: RawSplit['inputs'], rows: number): Float32Array | Int32Array;
  /** What it says of them, `[rows, outputs]`: logits, or the standardised target. At most `ROWS_AT_ONCE` rows. */
  outputs(stored: RawSplit['inputs'], rows: number): Promise<Float32Array>;
}

/** Puts a trained network into memory, on the kernels that are the same everywhere. */
export async function forwardOf({ trial, network, weights, prepared }: TrainedNetwork): Promise<Forward> {
  const { model } = trial.hyperparameters;
  const { facts } = prepared;
  const width = takesTokens(model) ? facts.features : inputWidth(facts);
  // Without an optimizer's memory; the weights that training began with are replaced at once.
  const trainee = { network, optimizer: 'sgd', momentum: 0, weightDecay: 0, seed: 0 } as const;
  const loss = facts.task === 'regression' ? 'squaredError' : 'crossEntropy';
  const engine = await createKernelEngine({ ...trainee, loss }, ROWS_AT_ONCE, width);
  engine.restore({ parameters: weights, slots: {}, updates: 0, dropout: Random.from(0, STREAMS.dropout).state });
  const inputs: Forward['inputs'] = (stored, rows) => {
    const out = takesTokens(model) ? new Int32Array(rows * width) : new Float32Array(rows * width);
    inputsOf(
      stored,
      prepared,
      model,
    )(
      Uint32Array.from({ length: rows }, (_, row) => row),
      out,
    );
    return out;
  };
  return { inputs, outputs: (stored, rows) => engine.outputs({ rows, inputs: inputs(stored, rows) }) };
}

/** What a network says of one row, in a person's terms: probabilities of the classes, or the target in its own unit. */
export type Answer = { kind: 'class'; best: number; probabilities: Float64Array } | { kind: 'value'; value: number };

/**
 * The answers in a network's outputs, one a row.
 * @param outputs `[rows, outputs]`
 */
export function answersIn(outputs: Float32Array, { prepared }: Pick<TrainedNetwork, 'prepared'>): Answer[] {
  const { targetScale, classes } = prepared.facts;
  if (targetScale) return Array.from(outputs, value => ({ kind: 'value', value: inOwnUnit(value, targetScale) }));
  return Array.from({ length: outputs.length / classes.length }, (_, row) => {
    const logits = outputs.subarray(row * classes.length, (row + 1) * classes.length);
    const highest = Math.max(...logits);
    const powers = Float64Array.from(logits, logit => Math.exp(logit - highest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return { kind: 'class', best: logits.indexOf(highest), probabilities: powers.map(power => power / sum) };
  });
}
