import type { BatchMomentumAnswer, BatchMomentumPoint } from '#shared/domain/batch-momentum.ts';
import type { Language } from '#shared/messages/text.ts';
import type { HeatCell, HeatLook, HeatMeasure } from '#shared/method/stages/batch-momentum/heat.ts';
import type { Translate } from '../../app/context.ts';
import { formatMetric, formatNumber, formatRate, formatShare, formatWithNoise } from '../../format.ts';
import { metricHeading } from '../../names.ts';
import { pointName, rateFromText } from './words.ts';

/** What stands below the figure of a cell: its noise, or how it stands. */
export function belowOf(
  { value, noise, look, share, overSeeds }: HeatCell,
  { metric }: BatchMomentumAnswer,
  measure: HeatMeasure,
  t: Translate,
  language: Language,
): string {
  switch (look) {
    case 'none':
      return '';
    case 'running':
      return formatShare(share);
    case 'waiting':
      return value === null ? '' : formatShare(share);
    case 'pruned':
    case 'diverged':
    case 'failed':
    case 'paused':
      return t(`batchMomentum.state.${look}`);
    case 'lowest':
      if (measure === 'loss') return t(overSeeds ? 'batchMomentum.heat.lowestOverSeeds' : 'batchMomentum.heat.lowest');
  }
  if (noise === null || value === null || noise === 0) return '';
  if (measure === 'loss') return `± ${formatWithNoise(value, noise, language).noise ?? ''}`;
  return `± ${isShare(metric) ? formatNumber(noise * 100, language) : formatNumber(noise, language)}`;
}

const isShare = (metric: BatchMomentumAnswer['metric']): boolean => metric === 'accuracy' || metric === 'macroF1';

/** All that a cell tells of one of its trials, in words. @param point null: none is tried there */
export function cellText(
  { batchSize, momentum, point: shown, look, share, overSeeds }: HeatCell,
  point: BatchMomentumPoint | null,
  { metric, points }: BatchMomentumAnswer,
  t: Translate,
  language: Language,
): string {
  const optimizer = point?.optimizer ?? points[0]?.optimizer ?? 'sgd';
  const name = pointName({ batchSize, momentum, optimizer });
  if (point === null) return t('batchMomentum.cell.none', { name });
  const { level, noise, learningRate } = point;
  const said = formatWithNoise(level, noise || null, language);
  const parts = [
    t('batchMomentum.cell.rate', { name, rate: formatRate(learningRate), from: rateFromText(point, t) }),
    ...(level === null
      ? []
      : [t('batchMomentum.cell.loss', { loss: noise ? `${said.value} ± ${said.noise ?? ''}` : said.value })]),
    ...(point.metric.value === null
      ? []
      : [`${metricHeading(metric, t)} ${formatMetric(metric, point.metric.value, language)}`]),
    // Another rate than the one that is shown: as the table has it.
    ...(point === shown ? [stateText(look, share, t)] : []),
    ...(point === shown && overSeeds ? [t('batchMomentum.heat.overSeeds')] : []),
  ];
  return parts.join(t('page.list.separator'));
}

const stateText = (look: HeatLook, share: number, t: Translate): string =>
  look === 'running'
    ? t('batchMomentum.state.running', { share: formatShare(share) })
    : t(`batchMomentum.state.${look as Exclude<HeatLook, 'running' | 'none'>}`);

/** A point among others of the same batch size and momentum, which differ by the rate alone. */
const withRate = (point: BatchMomentumPoint): string => `${pointName(point)} @ ${formatRate(point.learningRate)}`;

/** The whole map in a few sentences. */
export function mapText(answer: BatchMomentumAnswer, t: Translate, language: Language): string {
  const { best, points, batchSizes, momenta, open } = answer;
  const said = points.find(({ trialId }) => trialId === best?.trialId);
  const size = t('batchMomentum.summary', { batches: batchSizes.length, momenta: momenta.length, open });
  if (!said) return size;
  const equal = points.filter(one => one.part === 'search' && one.equal && one.trialId !== said.trialId);
  return [
    size,
    t('batchMomentum.summary.best', { name: pointName(said), loss: formatNumber(said.level, language) }),
    ...(equal.length > 0
      ? [t('batchMomentum.summary.equal', { names: equal.map(withRate).join(t('page.list.separator')) })]
      : []),
  ].join(language === 'en' ? ' ' : '');
}
