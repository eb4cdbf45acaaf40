import type { Candidate } from '../../domain/answer.ts';
import type { DatasetFacts } from '../../domain/dataset.ts';

/** Class frequencies count as equal where their entropy is that close to ln C, in nats. */
const BALANCED = 0.005;

/**
 * The training loss of the best answer that ignores its inputs, which training must beat: the entropy of the class
 * frequencies in train (ln C where they are `balanced`), or for regression the variance of the standardised target in
 * train, which is 1 by its making.
 */
export function lossBar({ entropy, classes }: Pick<DatasetFacts, 'entropy' | 'classes'>): {
  loss: number;
  kind: 'balanced' | 'entropy' | 'mean';
} {
  if (entropy === null) return { loss: 1, kind: 'mean' };
  const balanced = Math.log(classes.length) - entropy < BALANCED;
  return balanced ? { loss: Math.log(classes.length), kind: 'balanced' } : { loss: entropy, kind: 'entropy' };
}

/** Whether a curve's final smoothed loss lies below the bar, by more than its noise. */
export const beatsBar = (
  { finalLoss, noise }: Pick<Candidate, 'finalLoss' | 'noise'>,
  facts: Parameters<typeof lossBar>[0],
): boolean => finalLoss !== null && finalLoss + (noise ?? 0) < lossBar(facts).loss;
