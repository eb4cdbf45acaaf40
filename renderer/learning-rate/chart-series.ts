import type { StageView } from '#shared/contract/requests.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { type Language, type MessageKey, text } from '#shared/messages/text.ts';
import type { ChartSeries } from '../chart/types.ts';
import { formatRate } from '../format.ts';
import { rateColor } from '../ramp.ts';

/** The step at which a trial diverged; null where it did not. */
export function divergedAt(trial: Trial): number | null {
  if (trial.status !== 'diverged') return null;
  const said = trial.reason?.values.step;
  return typeof said === 'number' ? said : (trial.result?.steps ?? null);
}

/** The step at which a trial was stopped since it can't win; null where it was not. */
export function prunedAt(trial: Trial): number | null {
  if (trial.status !== 'pruned') return null;
  const said = trial.reason?.values.step;
  return typeof said === 'number' ? said : (trial.result?.steps ?? 0);
}

/** Why a trial ended, as a text; null where it ended as planned, or has not. */
export const endReason = (trial: Trial, language: Language): string | null =>
  trial.reason && text(language, trial.reason.key, trial.reason.values);

/** What the chart has room for beside its ✕; the trials table has the whole sentence. */
const SHORT_REASONS: Readonly<Partial<Record<MessageKey, MessageKey>>> = {
  'reason.diverged.notFinite': 'chart.reason.notFinite',
  'reason.diverged.devNotFinite': 'chart.reason.devNotFinite',
  'reason.diverged.farAbove': 'chart.reason.farAbove',
};

function shortReason(trial: Trial, language: Language): string | null {
  const short = trial.reason && SHORT_REASONS[trial.reason.key];
  return short ? text(language, short) : endReason(trial, language);
}

/**
 * A stage's trials as the chart draws them, from high rate to low.
 * @param stale all are drawn faintly
 */
export const chartSeries = (
  { trials, answer }: Pick<StageView, 'trials' | 'answer'>,
  language: Language,
  stale = false,
): ChartSeries[] =>
  trials
    .map(trial => ({ ...trial.hyperparameters, trial }))
    .sort((a, b) => b.learningRate - a.learningRate)
    .map(({ trial, learningRate, batchSize }) => ({
      id: trial.id,
      label: formatRate(learningRate),
      // A plain hyphen: for programs.
      name: `lr=${learningRate}`,
      color: theme => rateColor(learningRate, theme),
      series: null,
      dashed: false,
      trialId: trial.id,
      examplesPerStep: batchSize,
      status: trial.status,
      endReason: shortReason(trial, language),
      divergedAt: divergedAt(trial),
      prunedAt: prunedAt(trial),
      quiet: stale || trial.status === 'pruned',
      lead: trial.id === answer.best?.trialId,
    }));
