import type { ModelKind, OptimizerKind } from '../../domain/hyperparameters.ts';

/**
 * What typical rates depend on: what the network begins with (numbers; word vectors of which it takes the mean, which divides each word's
 * gradient by their number; word vectors that it looks at one by one), and for numbers what is learned. The gradient of a squared error
 * grows with the error, so SGD diverges at lower rates; and it doesn't punish confident mistakes as the cross-entropy does, so
 * Adam's rate may be higher.
 */
export type ProbedKind = 'classes' | 'target' | 'bagOfWords' | 'words';

/** What kind a network is, by its loss. */
export function probedKind(model: ModelKind, loss: 'crossEntropy' | 'squaredError'): ProbedKind {
  if (model === 'fasttext') return 'bagOfWords';
  if (model === 'textcnn') return 'words';
  return loss === 'squaredError' ? 'target' : 'classes';
}

/** What the estimate is made of, for an optimizer: see `estimateRate`. */
export interface ProbeConstants {
  /** Where the probe's own answer typically lies. */
  typicalAnswer: number;
  /** Where the best rate for 600 steps typically lies. */
  typicalRate: Readonly<Record<ProbedKind, number>>;
  /** The best rate falls with the length of a run, by this power of it; not where a target is learned. */
  horizonPower: number;
}

/** Momentum that the constants of `momentum` were fitted for. */
const FITTED_MOMENTUM = 0.9;

/** Fitted by docs/measurements/probe.md, from the constants of an earlier study on; `momentum` at m = 0.9. */
export const PROBE_CONSTANTS: Readonly<Record<'sgd' | 'momentum' | 'adam', ProbeConstants>> = {
  sgd: {
    typicalAnswer: 0.45,
    typicalRate: { classes: 0.36, target: 0.12, bagOfWords: 0.85, words: 0.4 },
    horizonPower: 0.05,
  },
  momentum: {
    typicalAnswer: 0.28,
    typicalRate: { classes: 0.054, target: 0.045, bagOfWords: 0.38, words: 0.065 },
    horizonPower: 0.2,
  },
  adam: {
    typicalAnswer: 0.011,
    typicalRate: { classes: 0.004, target: 0.011, bagOfWords: 0.006, words: 0.005 },
    horizonPower: 0.56,
  },
};

/** What the rate is for. */
export interface ProbedRun {
  optimizer: OptimizerKind;
  /** Counts with `momentum` and `nesterov`. */
  momentum: number;
  /** num_steps. */
  steps: number;
  kind: ProbedKind;
  /** The loss of the best guess that ignores the inputs. */
  bar: number;
}

/**
 * The constants for a run. Those of a momentum m lie on the line through SGD's (m = 0) and those fitted at m = 0.9, logarithms over
 * log(1 − m): an update grows with m between 1/√(1 − m²), gradients unrelated, and 1/(1 − m), gradients aligned, which both are powers of
 * 1 − m or nearly so [B3]. Nesterov is taken as momentum: their updates settle at the same size.
 */
export function constantsFor(
  { optimizer, momentum }: Pick<ProbedRun, 'optimizer' | 'momentum'>,
  constants = PROBE_CONSTANTS,
): ProbeConstants {
  if (optimizer === 'adam' || optimizer === 'sgd') return constants[optimizer];
  const share = Math.log(1 - momentum) / Math.log(1 - FITTED_MOMENTUM);
  const { sgd, momentum: fitted } = constants;
  const between = (from: number, to: number): number => from * (to / from) ** share;
  const rateOf = (kind: ProbedKind): number => between(sgd.typicalRate[kind], fitted.typicalRate[kind]);
  return {
    typicalAnswer: between(sgd.typicalAnswer, fitted.typicalAnswer),
    typicalRate: {
      classes: rateOf('classes'),
      target: rateOf('target'),
      bagOfWords: rateOf('bagOfWords'),
      words: rateOf('words'),
    },
    horizonPower: sgd.horizonPower + share * (fitted.horizonPower - sgd.horizonPower),
  };
}

/** Steps that the typical rates were fitted for. */
const FITTED_STEPS = 600;

/** However much is learned by heart. */
const LEAST_SHARE = 0.4;

/** A smaller fall of the loss than this share tells as much less about the rate: the start is nearly flat, and the answer noise. */
const CLEAR_FALL = 0.06;

/** What an answer says falls by this power of how far above the bar the start lies. */
const START_POWER = 1.5;

/**
 * The share of what is learned of the batches that were seen which holds for examples that were not: (U₀ − U) / (S₀ − S), held
 * between 0.4 and 1; 1 where nothing was learned.
 */
export function generalisationShare(
  unseen: { before: number; after: number },
  seen: { before: number; after: number },
): number {
  const learned = seen.before - seen.after;
  if (!(learned > 0)) return 1;
  const share = (unseen.before - unseen.after) / learned;
  return Number.isFinite(share) ? Math.min(1, Math.max(LEAST_SHARE, share)) : 1;
}

/**
 * How far a noisy answer is believed: half of its deviation from the typical one, in decades; beyond three quarters of a decade
 * all but 0.375 of it.
 */
export const shrunk = (decades: number): number =>
  Math.abs(decades) <= 0.75 ? decades / 2 : Math.sign(decades) * (Math.abs(decades) - 0.375);

/**
 * How much an answer says, from 0 to 1: less where the loss hardly fell, and less where it began above the bar, since the first
 * steps are then spent on undoing the random start, and like other rates than the rest.
 * @param unseen loss before the probe and after its longest run
 */
export function beliefIn(unseen: { before: number; after: number }, bar: number): number {
  const fall = (unseen.before - unseen.after) / unseen.before;
  const clear = Math.min(1, Math.max(0, fall / CLEAR_FALL));
  return clear * Math.min(1, bar / unseen.before) ** START_POWER;
}

/**
 * The learning rate whose dev loss gets deepest within num_steps [B9], from the best rates of the three rounds: their geometric mean,
 * its deviation from the typical answer shrunk, and shrunk once more by how little it says, put onto the typical best rate; scaled by
 * the length of the run, since a short one must get far while a long one grows ever more confident, which the cross-entropy punishes and a
 * squared error doesn't know; for Adam times the generalisation share. That a network learns small data by heart lowers nothing: its lowest dev loss comes before.
 * @param rounds the best rate of each round
 * @param share see `generalisationShare`
 * @param unseen see `beliefIn`
 */
export function estimateRate(
  run: ProbedRun,
  rounds: readonly [number, number, number],
  share: number,
  unseen: { before: number; after: number },
  constants = PROBE_CONSTANTS,
): number {
  const { optimizer, steps, kind, bar } = run;
  const { typicalAnswer, typicalRate, horizonPower } = constantsFor(run, constants);
  const answer = Math.cbrt(rounds[0] * rounds[1] * rounds[2]);
  const moved = 10 ** (beliefIn(unseen, bar) * shrunk(Math.log10(answer / typicalAnswer)));
  const horizon = kind === 'target' ? 1 : (FITTED_STEPS / steps) ** horizonPower;
  const rate = typicalRate[kind] * moved * horizon;
  return optimizer === 'adam' ? rate * share : rate;
}
