import { useMemo } from 'react';
import type { DecayPlan } from '#shared/domain/decay.ts';
import { useLanguage, useText } from '../../app/context.ts';
import { formatCount } from '../../format.ts';
import type { DevColumn } from '../../stage/paired-figures.ts';
import { devBand, valueAt } from './dev-band.ts';
import type { DrawnBand } from './schedule-model.ts';
import type { Accepted } from './use-chosen-run.ts';
import { useDevPoints } from './use-dev-points.ts';

/** The dev curve of the run that the configuration was accepted on. */
export function useAcceptedBand({ run }: Accepted, { peak, base }: DecayPlan, column: DevColumn): DrawnBand[] {
  const t = useText();
  const language = useLanguage();
  const trialId = run?.trial.id ?? null;
  const points = useDevPoints(run?.stageId ?? null, trialId === null ? [] : [trialId], column);
  const { steps = 1 } = base;
  return useMemo(() => {
    const own = trialId === null ? undefined : points.get(trialId);
    if (!own) return [];
    const band = devBand([own]);
    const value = peak === null ? null : valueAt(band, peak);
    return [
      {
        id: 'accepted',
        label: t('decayPage.chart.chosenRun'),
        color: null,
        band,
        schedule: null,
        peak:
          peak === null || value === null || peak >= steps
            ? null
            : { step: peak, value, label: t('decayPage.chart.peak', { step: formatCount(peak, language) }) },
      },
    ];
  }, [points, trialId, peak, steps, t, language]);
}
