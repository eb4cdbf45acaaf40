import { useEffect, useState } from 'react';
import type { RecordedColumn } from '#shared/domain/metrics.ts';
import { useSession } from '../../app/context.ts';
import type { DevColumn } from '../../stage/paired-figures.ts';
import type { DevPoints } from './dev-band.ts';

const column = (name: DevColumn): RecordedColumn => ({ series: 'eval', column: name });

/** The dev evaluations of a stage's trials, by trial, and more as they come; nothing without a stage. */
export function useDevPoints(
  stageId: string | null,
  trialIds: readonly string[],
  name: DevColumn,
): ReadonlyMap<string, DevPoints> {
  const session = useSession();
  const [points, setPoints] = useState<ReadonlyMap<string, DevPoints>>(new Map());
  const ids = trialIds.join(' ');
  useEffect(() => {
    if (stageId === null || ids === '') {
      setPoints(new Map());
      return;
    }
    const curves = session.curvesOf(stageId);
    const read = (): void =>
      setPoints(
        new Map(
          ids.split(' ').flatMap(id => {
            const found = curves.points(id, column(name));
            if (found === null) return [];
            const { steps, values, count } = found;
            return [[id, { steps: [...steps.subarray(0, count)], values: [...values.subarray(0, count)] }]];
          }),
        ),
      );
    const letGo = curves.hold([column(name)]);
    const unsubscribe = curves.subscribe(read);
    read();
    return () => {
      unsubscribe();
      letGo();
    };
  }, [session, stageId, ids, name]);
  return points;
}
