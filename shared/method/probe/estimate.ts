import type { ModelKind, OptimizerKind } from '../../domain/hyperparameters.ts';

/** What a kind of network begins with. */
export const networkStart = (model: ModelKind): NetworkStart =>
  model === 'fasttext' ? 'bagOfWords' : model === 'textcnn' ? 'words' : 'numbers';

/** What the estimate is made of, an optimizer each: see `estimateRate`. */
export interface ProbeConstants {
  /** Where the probe's own answer typically lies. */
  typicalAnswer: number;
  /** Where the best rate typically lies, by what the network begins with. */
  typicalRate: Readonly<Record<NetworkStart, number>>;
}

/**
 * What a network begins with: numbers; word vectors of which it takes the mean, which divides each word's gradient by their number;
 * or word vectors that it looks at one by one.
 */
export type NetworkStart = 'numbers' | 'bagOfWords' | 'words';

/**
 * Fitted on 96 cases (docs/measurements/probe.md), from those of an earlier study on. Nesterov is taken as momentum: at m = 0.9 their
 * updates settle at the same size.
 */
export const PROBE_CONSTANTS: Readonly<Record<OptimizerKind, ProbeConstants>> = {
  sgd: { typicalAnswer: 0.4, typicalRate: { numbers: 0.33, bagOfWords: 1, words: 0.6 } },
  momentum: { typicalAnswer: 0.2, typicalRate: { numbers: 0.052, bagOfWords: 0.4, words: 0.07 } },
  nesterov: { typicalAnswer: 0.2, typicalRate: { numbers: 0.052, bagOfWords: 0.4, words: 0.07 } },
  adam: { typicalAnswer: 0.02, typicalRate: { numbers: 0.0048, bagOfWords: 0.0028, words: 0.005 } },
};

/** What the rate is for. */
export interface ProbedRun {
  optimizer: OptimizerKind;
  /** num_steps. */
  steps: number;
  /** How often it sees each row of train. */
  epochs: number;
  /** Whether the network has more parameters than train has rows, so that it can learn them by heart. */
  overfits: boolean;
  start: NetworkStart;
  /** The loss of the best guess that ignores the inputs. */
  bar: number;
}

/** Steps that the constants were fitted for. */
const FITTED_STEPS = 600;
/** Adam's best rate falls with the length of a run, by this power of it. */
const ADAM_HORIZON_POWER = 0.55;

/** However much is learned by heart. */
const LEAST_SHARE = 0.4;

/** A smaller fall of the loss than this share tells as much less about the rate: the start is nearly flat, and the answer noise. */
const CLEAR_FALL = 0.06;

/** Small data is seen so often before the probe's rates prove too high, by up to this factor (an earlier study: 2 to 7). */
const MANY_EPOCHS = 20;
const EPOCHS_POWER = 3.5;
const MOST_EPOCHS_FACTOR = 7;

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
 * By how much a rate is lowered for a run that sees its rows so often that it would learn them by heart: what is best for a hundred
 * steps is then too high for all of them.
 */
export function epochsFactor({ epochs, overfits }: Pick<ProbedRun, 'epochs' | 'overfits'>): number {
  if (!overfits || epochs <= MANY_EPOCHS) return 1;
  return Math.max(1 / MOST_EPOCHS_FACTOR, (MANY_EPOCHS / epochs) ** EPOCHS_POWER);
}

/**
 * How much an answer says, from 0 to 1: less where the loss hardly fell, and less where it began far above the bar, since the first
 * steps are then spent on undoing the random start, and like lower rates than the rest.
 * @param unseen loss before the probe and after its longest run
 */
export function beliefIn(unseen: { before: number; after: number }, bar: number): number {
  const fall = (unseen.before - unseen.after) / unseen.before;
  const clear = Math.min(1, Math.max(0, fall / CLEAR_FALL));
  return clear * Math.min(1, Math.sqrt(bar / unseen.before));
}

/**
 * The learning rate from the best rates of the three rounds: their geometric mean, its deviation from the typical answer shrunk, and
 * shrunk once more by how little it says, put onto the typical best rate; for Adam times the generalisation share and scaled by
 * the length of the run; lowered for small data that is seen many times.
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
  const { optimizer, steps, start, bar } = run;
  const { typicalAnswer, typicalRate } = constants[optimizer];
  const answer = Math.cbrt(rounds[0] * rounds[1] * rounds[2]);
  const moved = 10 ** (beliefIn(unseen, bar) * shrunk(Math.log10(answer / typicalAnswer)));
  const rate = typicalRate[start] * moved * epochsFactor(run);
  return optimizer === 'adam' ? rate * share * (FITTED_STEPS / steps) ** ADAM_HORIZON_POWER : rate;
}
