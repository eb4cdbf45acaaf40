import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { Preparation } from '#shared/domain/preparation.ts';
import type { StagePlan } from '#shared/domain/project.ts';
import { sameSettings } from '#shared/method/fixed-hyperparameters.ts';

/** A preparation that is shown, and whether it is for the data and the settings as they are now, whichever optimizer trains. */
export interface ShownPreparation {
  preparation: Preparation;
  madeFor: 'this' | 'otherSettings' | 'otherData';
}

/** What a preparation is for. */
export interface PreparationTarget {
  /** Of the project's data as it is now; null: none is known. */
  dataDigest: string | null;
  /** Of the newest ladder, or of the one that would be started. */
  base: StagePlan['base'];
  /** Null: the fastest. */
  backend: BackendId | null;
}

/**
 * The newest preparation that was made for the target, else the newest at all; null without any.
 * @param preparations newest last
 */
export function shownPreparation(
  preparations: readonly Preparation[],
  target: PreparationTarget,
): ShownPreparation | null {
  const madeFor = (preparation: Preparation): ShownPreparation['madeFor'] => {
    if (preparation.dataDigest !== target.dataDigest) return 'otherData';
    const { hyperparameters } = preparation;
    const { optimizer, momentum } = hyperparameters;
    // What can be learnt is asked of data and network; a guided run trains ladders of two optimizers.
    return sameSettings({ ...target.base, optimizer, momentum }, hyperparameters) ? 'this' : 'otherSettings';
  };
  const preparation = preparations.findLast(each => madeFor(each) === 'this') ?? preparations.at(-1);
  return preparation === undefined ? null : { preparation, madeFor: madeFor(preparation) };
}
