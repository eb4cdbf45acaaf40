import type { SplitWay } from '#shared/domain/dataset.ts';
import type { Translate } from '../app/context.ts';

/** How rows are divided, in a few words: “by time (date)”. */
export function wayWords({ by, column }: SplitWay, t: Translate): string {
  if (by === 'random' || column === null) return t(`data.split.way.${by}`);
  return t(`data.split.way.${by}Of`, { column });
}
