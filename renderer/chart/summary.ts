import { isConstant } from '#shared/domain/schedule.ts';
import { type Language, text } from '#shared/messages/text.ts';
import { scheduleWords } from '#shared/method/schedules/words.ts';
import { formatCount } from '../format.ts';
import { formatValue, type Kind } from './measures.ts';
import type { ChartSeries, StageChartProps } from './types.ts';

/** The facts of a chart: of each curve, in the legend's order, its last step and its newest finite smoothed value. */
export interface SummaryFacts {
  title: string;
  of: 'trials' | 'layers';
  kind: Kind;
  plannedSteps: number;
  numSteps: StageChartProps['numSteps'];
  curves: readonly { series: ChartSeries; lastStep: number | null; value: number | null }[];
}

/** A chart in a few sentences, for those who don't see it. */
export function summarize({ title, of, kind, plannedSteps, numSteps, curves }: SummaryFacts): string {
  const { language } = kind;
  const steps = (count: number): string => formatCount(count, language);
  const last = curves.map(c => c.lastStep).filter(step => step !== null);
  if (last.length === 0) return text(language, 'chart.summary.none', { title });
  const done = steps(Math.min(plannedSteps, Math.max(...last) + 1));
  const progress = of === 'layers' ? 'chart.summary.layers' : 'chart.summary.progress';
  const sentences = [text(language, progress, { title, count: curves.length, done, planned: steps(plannedSteps) })];
  const values = curves
    .flatMap(({ series, value }) => (value === null || diverged(series, of) ? [] : [{ series, value }]))
    .sort((a, b) => a.value - b.value)
    .map(({ series, value }) =>
      text(language, 'chart.summary.value', { name: series.label, value: formatValue(value, kind) }),
    );
  const separator = text(language, 'chart.separator');
  if (values.length > 0) sentences.push(text(language, 'chart.summary.values', { values: values.join(separator) }));
  if (of === 'trials') sentences.push(...curves.flatMap(({ series }) => scheduleOf(series, language)));
  if (of === 'trials') sentences.push(...curves.flatMap(({ series }) => endOf(series, language)));
  if (numSteps !== null) {
    const said = { converged: steps(numSteps.convergedAt), steps: steps(numSteps.value) };
    sentences.push(text(language, numSteps.overfits ? 'chart.summary.overfits' : 'chart.summary.numSteps', said));
  }
  return sentences.join(language === 'en' ? ' ' : '');
}

const diverged = ({ divergedAt }: ChartSeries, of: 'trials' | 'layers'): boolean =>
  of === 'trials' && divergedAt !== null;

/** How a trial's learning rate changes, where it does. */
function scheduleOf({ label, rates }: ChartSeries, language: Language): string[] {
  if (rates === null || isConstant(rates.schedule)) return [];
  const { key, values } = scheduleWords(rates.schedule);
  return [text(language, 'chart.summary.schedule', { name: label, schedule: text(language, key, values) })];
}

/** How a trial ended that did not do what was planned. */
function endOf({ label, divergedAt, prunedAt, endReason }: ChartSeries, language: Language): string[] {
  const said = (step: number) => ({ rate: label, step: formatCount(step, language) });
  if (divergedAt !== null)
    return [
      endReason === null
        ? text(language, 'chart.summary.divergedPlain', said(divergedAt))
        : text(language, 'chart.summary.diverged', { ...said(divergedAt), reason: withoutStop(endReason) }),
    ];
  if (prunedAt === null) return [];
  return [
    endReason === null
      ? text(language, 'chart.summary.prunedPlain', said(prunedAt))
      : text(language, 'chart.summary.pruned', { ...said(prunedAt), reason: withoutStop(endReason) }),
  ];
}

/** A reason may be a whole sentence; here it stands inside of one. */
const withoutStop = (reason: string): string => reason.replace(/[.。]$/, '');
