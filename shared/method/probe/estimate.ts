import type { OptimizerKind } from '../../domain/hyperparameters.ts';

/** What the estimate is made of, an optimizer each: see `estimateRate`. */
export interface ProbeConstants {
  /** Where the probe's own answer typically lies. */
  typicalAnswer: number;
  /** Where the best rate typically lies. */
  typicalRate: number;
}

/**
 * Fitted on many tasks (PROBE.md's study). Nesterov is taken as momentum: at m = 0.9 their updates settle at the same size.
 */
export const PROBE_CONSTANTS: Readonly<Record<OptimizerKind, ProbeConstants>> = {
  sgd: { typicalAnswer: 0.4, typicalRate: 0.33 },
  momentum: { typicalAnswer: 0.2, typicalRate: 0.063 },
  nesterov: { typicalAnswer: 0.2, typicalRate: 0.063 },
  adam: { typicalAnswer: 0.02, typicalRate: 0.0052 },
};

/** Steps that the constants were fitted for. */
const FITTED_STEPS = 600;
/** Adam's best rate falls with the length of a run, by this power of it. */
const ADAM_HORIZON_POWER = 0.55;

/**
 * The share of what is learned of the batches that were seen which holds for examples that were not: (U₀ − U) / (S₀ − S), held
 * between 0.05 and 1; 1 where nothing was learned.
 */
export function generalisationShare(
  unseen: { before: number; after: number },
  seen: { before: number; after: number },
): number {
  const learned = seen.before - seen.after;
  if (!(learned > 0)) return 1;
  const share = (unseen.before - unseen.after) / learned;
  return Number.isFinite(share) ? Math.min(1, Math.max(0.05, share)) : 1;
}

/**
 * How far a noisy answer is believed: half of its deviation from the typical one, in decades; beyond three quarters of a decade
 * all but 0.375 of it.
 */
export const shrunk = (decades: number): number =>
  Math.abs(decades) <= 0.75 ? decades / 2 : Math.sign(decades) * (Math.abs(decades) - 0.375);

/**
 * The learning rate from the best rates of the three rounds: their geometric mean, its deviation from the typical answer shrunk,
 * put onto the typical best rate; for Adam times the generalisation share and scaled by the length of the run.
 * @param rounds the best rate of each round
 * @param steps num_steps of the run that it is for
 */
export function estimateRate(
  optimizer: OptimizerKind,
  rounds: readonly [number, number, number],
  share: number,
  steps: number,
): number {
  const { typicalAnswer, typicalRate } = PROBE_CONSTANTS[optimizer];
  const answer = Math.cbrt(rounds[0] * rounds[1] * rounds[2]);
  const rate = typicalRate * 10 ** shrunk(Math.log10(answer / typicalAnswer));
  return optimizer === 'adam' ? rate * share * (FITTED_STEPS / steps) ** ADAM_HORIZON_POWER : rate;
}
