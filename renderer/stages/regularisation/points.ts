import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { RegularisationAnswer, Regularised, SearchedPoint } from '#shared/domain/regularisation.ts';
import { isConstant } from '#shared/domain/schedule.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { isNone } from '#shared/method/stages/regularisation/dots.ts';
import type { Translate } from '../../app/context.ts';
import { formatRate } from '../../format.ts';

export const regularisedIn = ({ weightDecay = 0, dropout = 0 }: HyperparameterSet): Regularised => ({
  weightDecay,
  dropout,
});

/** `0.04 · 0.2`: weight decay and dropout; without dropout the one number; `none` where both are 0. */
export function pointName(point: Regularised, hasDropout: boolean, t: Translate): string {
  if (isNone(point)) return t('regPage.none');
  return hasDropout ? `${formatRate(point.weightDecay)} · ${formatRate(point.dropout)}` : formatRate(point.weightDecay);
}

/** What is chosen, in words: `weight decay 0.04, dropout 0.2`. */
export function pointWords(set: HyperparameterSet, t: Translate): string {
  const { weightDecay = 0, dropout } = set;
  if (isNone(regularisedIn(set))) return t('regPage.off');
  return dropout === undefined
    ? t('reg.point.weightDecay', { wd: formatRate(weightDecay) })
    : t('reg.point', { wd: formatRate(weightDecay), dropout: formatRate(dropout) });
}

/** A trial's name, with its schedule where it has one of its own. */
export function trialName({ point: { set } }: Trial, t: Translate): string {
  const name = pointName(regularisedIn(set), set.dropout !== undefined, t);
  if (!set.schedule) return name;
  return t(isConstant(set.schedule) ? 'regPage.withoutDecay' : 'regPage.withDecay', { name });
}

/** The point that was chosen, as it stands in the search. */
export const chosenIn = ({ points, chosen }: RegularisationAnswer): SearchedPoint | null =>
  points.find(point => chosen && point.weightDecay === chosen.weightDecay && point.dropout === chosen.dropout) ?? null;
