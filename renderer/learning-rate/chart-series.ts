import type { StageView } from '#shared/contract/requests.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { type Language, text } from '#shared/messages/text.ts';
import type { ChartSeries } from '../chart/types.ts';

/** The step at which a trial diverged; null where it did not. */
export function divergedAt(trial: Trial): number | null {
  if (trial.status !== 'diverged') return null;
  const said = trial.reason?.values.step;
  return typeof said === 'number' ? said : (trial.result?.steps ?? null);
}

/** Why a trial ended, as a text; null where it ended as planned, or has not. */
export const endReason = (trial: Trial, language: Language): string | null =>
  trial.reason && text(language, trial.reason.key, trial.reason.values);

/** A stage's trials as the chart draws them, from high rate to low. */
export const chartSeries = (
  { trials, answer }: Pick<StageView, 'trials' | 'answer'>,
  language: Language,
): ChartSeries[] =>
  trials
    .map(trial => ({
      trialId: trial.id,
      learningRate: trial.hyperparameters.learningRate,
      status: trial.status,
      endReason: endReason(trial, language),
      divergedAt: divergedAt(trial),
      lead: trial.id === answer.best?.trialId,
    }))
    .sort((a, b) => b.learningRate - a.learningRate);
