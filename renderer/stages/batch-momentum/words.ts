import type { BatchMomentumPoint, SearchCost } from '#shared/domain/batch-momentum.ts';
import type { HyperparameterSet } from '#shared/domain/evidence.ts';
import type { Hyperparameters } from '#shared/domain/hyperparameters.ts';
import type { Trial } from '#shared/domain/trial.ts';
import type { Language } from '#shared/messages/text.ts';
import type { Translate } from '../../app/context.ts';
import { formatCount, formatEstimate, formatRate } from '../../format.ts';

type Point = Pick<Hyperparameters, 'batchSize' | 'momentum' | 'optimizer'>;

/** Whether momentum is anything that is chosen with an optimizer. */
export const hasMomentum = (optimizer: Hyperparameters['optimizer'] | undefined): boolean => optimizer !== 'adam';

/** `32 × 0.9`; with Adam `32`. */
export const pointName = ({ batchSize, momentum, optimizer }: Point): string =>
  hasMomentum(optimizer) ? `${batchSize} × ${momentum}` : String(batchSize);

/** Among others: with the rate, where the same point came in at another one first: `32 × 0.9 @ 0.3`. */
export function curveName(own: Hyperparameters, among: readonly Trial[]): string {
  const name = pointName(own);
  const first = among
    .filter(({ hyperparameters }) => pointName(hyperparameters) === name)
    .reduce<Trial | null>((found, one) => (found && found.position <= one.position ? found : one), null);
  const isFirst = !first || first.hyperparameters.learningRate === own.learningRate;
  return isFirst ? name : `${name} @ ${formatRate(own.learningRate)}`;
}

/** What is chosen, in words and short: `batch size 32, momentum 0.9` and `32 and 0.9`. */
export function choiceWords(
  { batchSize, momentum }: HyperparameterSet,
  t: Translate,
  language: Language,
): { choice: string; short: string } {
  const batch = batchSize === undefined ? '' : formatCount(batchSize, language);
  if (momentum === undefined) return { choice: t('batchMomentum.choice.batch', { batch }), short: batch };
  const values = { batch, momentum: String(momentum) };
  return { choice: t('batchMomentum.choice', values), short: t('batchMomentum.choice.short', values) };
}

/** `25 trials, about 9 min`; where no time was measured, the steps. */
export const costText = ({ trials, steps, ms }: SearchCost, t: Translate, language: Language): string =>
  ms === null
    ? t('batchMomentum.cost.steps', { count: trials, steps: formatCount(steps, language) })
    : t('batchMomentum.cost', { count: trials, time: formatEstimate(ms, language) });

/** Where a point's rate comes from, and how many times that it is. */
export const rateFromText = ({ rateFrom, multiple }: BatchMomentumPoint, t: Translate): string => {
  const from = t(`batchMomentum.from.${rateFrom}`);
  if (multiple === 1 || rateFrom === 'person') return from;
  return `× ${multiple > 1 ? formatRate(multiple) : `1/${formatRate(1 / multiple)}`}`;
};
