import type { ProbeAnswer } from '../../domain/probe.ts';
import { type Network, parameterCountOf, parametersOf, sizeOf } from '../networks/network.ts';
import type { ProbeRound, RaceResult } from './race.ts';
import { lowest } from './vertex.ts';

/** The guide's target for the update ratio [B1]. */
export const TARGET_RATIO = 1e-3;

/**
 * Where ratios lie at good rates over the first hundred steps [B7], as measured: 2e-3 to 2e-2, down to 5e-4 for networks that are
 * mostly embedding.
 */
const HEALTHY_BAND: readonly [number, number] = [2e-3, 2e-2];
const EMBEDDING_BAND: readonly [number, number] = [5e-4, 2e-2];

/** The healthy update ratios of a network, from and to [B7]. */
export function healthyBand(network: Network): readonly [number, number] {
  const embedding = parametersOf(network).filter(({ kind }) => kind === 'embedding');
  const embedded = embedding.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return 2 * embedded > parameterCountOf(network) ? EMBEDDING_BAND : HEALTHY_BAND;
}

/** The most that one round of the guide's rule changes a rate by [B3]. */
const MOST_FACTOR = 100;

/** What the guide's rule says, from the first round's best rate [B3]: lr · 1e-3 / ratio, by a factor of 100 at most. */
export function ratioRule(
  rounds: readonly ProbeRound[],
  band: readonly [number, number] = HEALTHY_BAND,
): ProbeAnswer['ratioRule'] {
  const first = rounds.filter(({ round }) => round === 1);
  const byRate = first.map(({ learningRate, unseenLoss }) => ({ learningRate, loss: unseenLoss }));
  const { learningRate, ratio } = first[lowest(byRate)] as ProbeRound;
  const factor = Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, TARGET_RATIO / ratio));
  const usable = Number.isFinite(ratio) && ratio > 0;
  return { learningRate, ratio, estimate: usable ? learningRate * factor : null, band: [band[0], band[1]] };
}

/** An estimate as it is recommended, shown, trained and compared: with two digits, since it has no more. */
export const estimateOf = ({ learningRate }: Pick<ProbeAnswer, 'learningRate'>): number =>
  Number(learningRate.toPrecision(2));

/** The whole probe's budget in optimizer steps. */
export const PROBE_BUDGET = 100;

/** Steps of one check [B6]; fewer where the budget has no more. */
const CHECK_STEPS = 4;

/**
 * How many steps the next check may take within the budget; 0: none is left. (The race costs 95 at most, so the first one has at
 * least three.)
 * @param cost what was spent so far
 * @param forwardCost what evaluating once costs, in optimizer steps
 */
export const checkSteps = (cost: number, forwardCost: number): number =>
  Math.max(0, Math.min(CHECK_STEPS, Math.floor(PROBE_BUDGET - cost - forwardCost)));

/**
 * A few steps that raise the loss by no more than this share may have met noise, as where a network starts flat, or the first leaps of
 * a rate that does well in the end.
 */
const RISE = 0.5;

/** Whether a short run diverged: its loss rose clearly, or is no number any more. */
export const divergedBetween = (before: number, after: number): boolean => !(after <= before * (1 + RISE));

/** Decades between the rounds' best rates up to which they agree well, or somewhat. */
const AGREE = 0.5;
const DISAGREE = 1;
/** Share of the loss that the probe must have taken off for its differences to mean much. */
const LEAST_FALL = 0.01;

/**
 * How far to trust an estimate: high where the rounds' best rates lie within half a decade, the check passed at once and the loss
 * fell at all; low where they lie more than a decade apart, the check failed, or the loss hardly fell.
 */
export function confidenceOf(
  { best, lossBefore, lossAfter }: Pick<RaceResult, 'best' | 'lossBefore' | 'lossAfter'>,
  check: Pick<ProbeAnswer['check'], 'passed' | 'halvings'>,
): ProbeAnswer['confidence'] {
  const spread = Math.log10(Math.max(...best) / Math.min(...best));
  const fell = (lossBefore - lossAfter) / lossBefore;
  if (!check.passed || spread > DISAGREE || !(fell > LEAST_FALL)) return 'low';
  return spread <= AGREE && check.halvings === 0 ? 'high' : 'medium';
}
