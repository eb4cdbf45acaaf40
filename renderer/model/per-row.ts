import type { Language } from '#shared/messages/text.ts';
import type { Translate } from '../app/context.ts';
import { formatCount, formatRatio } from '../format.ts';

/**
 * How many numbers a network learns for each row, or the other way round. More numbers than rows is where learning all rows by heart
 * becomes possible; whether a trial does is seen by its dev loss (`numStepsOnDev`).
 */
export function perRow(parameters: number, rows: number, t: Translate, language: Language): string {
  if (parameters === rows) return t('modelStep.perRow.same');
  const [key, ratio] =
    parameters > rows ? (['more', parameters / rows] as const) : (['fewer', rows / parameters] as const);
  return t(`modelStep.perRow.${key}`, {
    ratio: formatRatio(ratio, language),
    parameters: formatCount(parameters, language),
    rows: formatCount(rows, language),
  });
}
