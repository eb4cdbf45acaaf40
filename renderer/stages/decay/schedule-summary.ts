import type { Language } from '#shared/messages/text.ts';
import { learningRateAt } from '#shared/method/schedules/learning-rate-at.ts';
import type { Translate } from '../../app/context.ts';
import { formatCount } from '../../format.ts';
import { valueAt } from './dev-band.ts';
import { rateText } from './rate-path.ts';
import type { ScheduleModel } from './schedule-model.ts';

/** What the chart shows, for who doesn't see it. */
export function scheduleSummary(
  { learningRate, steps, bands, schedules }: ScheduleModel,
  formatValue: (value: number | null) => string,
  t: Translate,
  language: Language,
): string {
  const curves = bands.map(({ label, band, peak }) =>
    peak === null
      ? t('decayPage.summary.curve', { label, end: formatValue(valueAt(band, steps)) })
      : t('decayPage.summary.curvePeak', {
          label,
          end: formatValue(valueAt(band, steps)),
          peak: formatCount(peak.step, language),
        }),
  );
  const rates = schedules.map(({ label, schedule }) =>
    t('decayPage.summary.rate', {
      label,
      from: rateText(learningRateAt(schedule, learningRate, 0, steps)),
      middle: rateText(learningRateAt(schedule, learningRate, Math.floor(steps / 2), steps)),
      to: rateText(learningRateAt(schedule, learningRate, steps, steps)),
    }),
  );
  return [t('decayPage.summary', { steps: formatCount(steps, language) }), ...curves, ...rates].join(' ');
}
