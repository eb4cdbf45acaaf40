import type { Translate } from '../app/context.ts';
import type { ShownPreparation } from '../preparation/shown-preparation.ts';
import { verdictCounts } from '../preparation/verdicts.ts';
import type { Standing } from './StageMark.tsx';

/** The mark of the preparation: done where it is for the present data and settings and nothing stops, stale where it is for others. */
export function preparationStanding(shown: ShownPreparation | null): Standing {
  if (shown === null) return { kind: 'here' };
  if (shown.madeFor !== 'this') return { kind: 'stale' };
  return { kind: verdictCounts(shown.preparation.checks).stops === 0 ? 'done' : 'here' };
}

/** The line under the preparation: how its checks ended, or that they are to be made. */
export function preparationLine(shown: ShownPreparation | null, t: Translate): string {
  if (shown === null) return t('preparationStep.rail.none');
  if (shown.madeFor !== 'this') return t('preparationStep.rail.stale');
  const { passes, warns, stops } = verdictCounts(shown.preparation.checks);
  if (stops > 0) return t('preparationStep.rail.stops', { count: stops });
  return warns > 0
    ? t('preparationStep.rail.warns', { count: warns })
    : t('preparationStep.rail.passes', { count: passes });
}
