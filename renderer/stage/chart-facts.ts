import type { StageView } from '#shared/contract/requests.ts';
import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Language } from '#shared/messages/text.ts';
import { trainBaseline } from '#shared/method/metrics/baseline.ts';
import { parametersOf } from '#shared/method/networks/network.ts';
import { networkOf } from '#shared/method/networks/network-of.ts';
import { healthyBand } from '#shared/method/probe/answer.ts';
import type { Translate } from '../app/context.ts';
import type { ChartFacts, StageChartProps } from '../chart/types.ts';
import { formatNumber } from '../format.ts';

/** The facts of the data that a stage's trials saw; null where the project has other data by now. */
export const trialFacts = ({ project, trials }: Pick<StageView, 'project' | 'trials'>): DatasetFacts | null =>
  trials.every(({ dataDigest, fold }) => fold !== null || dataDigest === project.dataDigest) ? project.facts : null;

/** What the chart has to know of a stage's data and network. */
export function chartFacts(view: Pick<StageView, 'project' | 'trials'>): ChartFacts {
  const facts = trialFacts(view);
  const [trial] = view.trials;
  const told = trial?.metric ?? 'none';
  const metric = told === 'none' ? 'accuracy' : told; // There is nothing to draw of it.
  // With other data nobody can say any more what went into the network.
  if (facts === null || !trial)
    return { metric, trainRows: null, parameters: null, healthy: healthyBand({ layers: [] }) };
  const network = networkOf(trial.hyperparameters, facts);
  return {
    metric,
    trainRows: facts.rows.train,
    parameters: parametersOf(network).map(({ name, kind }) => ({ name, isBias: kind === 'bias' })),
    healthy: healthyBand(network),
  };
}

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
