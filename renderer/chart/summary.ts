import { type Ending, type Language, type MessageKey, text } from '#shared/messages/text.ts';
import { formatCount, formatNumber, formatRate } from '../format.ts';
import type { ChartSeries, LossChartProps } from './types.ts';

/** The facts of a chart: of each curve, in the legend's order, its last step and its newest finite smoothed loss. */
export interface ChartFacts {
  title: string;
  plannedSteps: number;
  numSteps: LossChartProps['numSteps'];
  curves: readonly { series: ChartSeries; lastStep: number | null; loss: number | null }[];
}

/** A chart in a few sentences, for those who don't see it. */
export function summarize({ title, plannedSteps, numSteps, curves }: ChartFacts, language: Language): string {
  const say = (key: Ending<'chart.summary.'>, values: Record<string, string | number>): string =>
    text<MessageKey>(language, `chart.summary.${key}`, values);
  const steps = (count: number): string => formatCount(count, language);
  const last = curves.map(c => c.lastStep).filter(step => step !== null);
  if (last.length === 0) return say('none', { title });
  const done = steps(Math.min(plannedSteps, Math.max(...last) + 1));
  const sentences = [say('progress', { title, count: curves.length, done, planned: steps(plannedSteps) })];
  const losses = curves
    .flatMap(({ series, loss }) => (loss === null || series.divergedAt !== null ? [] : [{ series, loss }]))
    .sort((a, b) => a.loss - b.loss)
    .map(({ series, loss }) =>
      say('loss', { rate: formatRate(series.learningRate), loss: formatNumber(loss, language) }),
    );
  if (losses.length > 0) sentences.push(say('losses', { losses: losses.join(text(language, 'chart.separator')) }));
  for (const { series } of curves) {
    if (series.divergedAt === null) continue;
    const values = { rate: formatRate(series.learningRate), step: steps(series.divergedAt) };
    sentences.push(
      series.endReason === null
        ? say('divergedPlain', values)
        : say('diverged', { ...values, reason: withoutStop(series.endReason) }),
    );
  }
  for (const { series } of curves) {
    if (series.prunedAt === null) continue;
    sentences.push(say('pruned', { rate: formatRate(series.learningRate), step: steps(series.prunedAt) }));
  }
  if (numSteps !== null) {
    sentences.push(say('numSteps', { converged: steps(numSteps.convergedAt), steps: steps(numSteps.value) }));
  }
  return sentences.join(language === 'en' ? ' ' : '');
}

/** A reason may be a whole sentence; here it stands inside of one. */
const withoutStop = (reason: string): string => reason.replace(/[.。]$/, '');
