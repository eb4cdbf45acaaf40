import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Language } from '#shared/messages/text.ts';
import { trainBaseline } from '#shared/method/metrics/baseline.ts';
import type { Translate } from '../app/context.ts';
import type { StageChartProps } from '../chart/types.ts';
import { formatNumber } from '../format.ts';

/** The bar that the curves of a chart must come below: `ln 10`, `entropy 1.19`, `mean predictor`. */
export function chanceOf(facts: DatasetFacts | null, t: Translate, language: Language): StageChartProps['chance'] {
  if (facts === null) return null;
  const { loss, kind } = trainBaseline(facts);
  if (!Number.isFinite(loss)) return null;
  switch (kind) {
    case 'balanced':
      return { loss, label: `ln ${facts.classes.length}` };
    case 'entropy':
      return { loss, label: t('chart.entropy', { entropy: formatNumber(loss, language) }) };
    case 'mean':
      return { loss, label: t('chart.meanPredictor') };
  }
}
