import type { StageView } from '#shared/contract/requests.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { type Language, type MessageKey, text } from '#shared/messages/text.ts';
import type { Translate } from '../app/context.ts';
import type { ChartSeries } from '../chart/types.ts';
import type { Theme } from '../ramp.ts';
import { type AnyStageParts, leadOf, type Strong, trialLabel } from './stage-parts.ts';

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

/** Of those that are not strong. */
const MUTED: Record<Theme, string> = { light: '#8b867c', dark: '#79756c' };

/** A trial's colour where a few are strong. */
export const colorAmong = (strong: Strong, { id }: Trial, theme: Theme): string =>
  strong.get(id)?.(theme) ?? MUTED[theme];

/** Whether a trial is a further seed: drawn in the colour of the first one, dashed. */
export const isDashed = (trial: Trial, trials: readonly Trial[]): boolean =>
  trial.hyperparameters.seed !== trials[0]?.hyperparameters.seed;

/**
 * A stage's trials as the chart draws them, in the order of their kind; those of a band (`StageParts.band`) as one mean curve.
 * @param stale all are drawn faintly
 * @param strong the few that are not muted; null: none is
 */
export function chartSeries(
  parts: AnyStageParts,
  { trials, recommendation }: Pick<StageView, 'trials' | 'recommendation'>,
  language: Language,
  stale = false,
  strong: Strong | null = null,
): ChartSeries[] {
  const t: Translate = (key, ...values) => text(language, key, ...values);
  const lead = leadOf(recommendation);
  const inOrder = trials.filter(trial => parts.isDrawn?.(trial) ?? true).sort((a, b) => parts.compare(a, b));
  const ofBand = (trial: Trial): string => parts.band?.(trial) ?? trial.id;
  return [...Map.groupBy(inOrder, ofBand)].map(([id, group]) => {
    const [trial] = group as [Trial, ...Trial[]];
    const isBand = id !== trial.id;
    return {
      id,
      label: isBand ? parts.label(trial, t, language) : trialLabel(parts, trial, trials, t, language),
      name: isBand ? `mean ${id}` : parts.name(trial),
      color: theme => (strong ? colorAmong(strong, trial, theme) : parts.color(trial, trials, theme)),
      series: null,
      dashed: !isBand && isDashed(trial, trials),
      members: isBand ? group.filter(one => !isOut(one)).map(membership) : [],
      ...ofTrial(isBand ? (group.find(one => !isOut(one)) ?? trial) : trial, language),
      // Where one is out the others go on.
      ...(isBand && group.some(one => !isOut(one)) && { divergedAt: null, prunedAt: null, endReason: null }),
      ...(group.some(({ status }) => status === 'running') && { status: 'running' as const }),
      quiet: stale || group.every(({ status }) => status === 'pruned'),
      muted: strong !== null && !group.some(one => strong.has(one.id)),
      lead: group.some(one => one.id === lead),
    };
  });
}

/** Whether a trial is no part of a mean. */
const isOut = ({ status }: Trial): boolean => status === 'diverged' || status === 'failed' || status === 'pruned';

const membership = ({ id, status }: Trial): ChartSeries['members'][number] => ({
  trialId: id,
  isDone: status === 'finished',
});

/** What a curve says of its trial; where it is a mean, of the first one. */
const ofTrial = (trial: Trial, language: Language) => ({
  trialId: trial.id,
  rates: trial.hyperparameters,
  examplesPerStep: trial.hyperparameters.batchSize,
  status: trial.status,
  endReason: shortReason(trial, language),
  divergedAt: divergedAt(trial),
  prunedAt: prunedAt(trial),
});
