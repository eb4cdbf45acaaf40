import { type Schedule, sameSchedule } from '#shared/domain/schedule.ts';
import type { Translate } from '../../app/context.ts';
import { rampColor, type Theme } from '../../ramp.ts';
import { scheduleText } from '../../stage/plain-parts.tsx';

/** What a schedule is called where there is little room: by its way, or with its parts where another one has the same. */
export function shortName(schedule: Schedule, all: readonly Schedule[], t: Translate): string {
  const others = all.filter(other => other.kind === schedule.kind && !sameSchedule(other, schedule));
  if (others.length > 0) return scheduleText(schedule, t);
  switch (schedule.kind) {
    case 'constant':
      return t('decayPage.none');
    case 'linear':
      return t('decayPage.way.linear');
    case 'cosine':
      return t('decayPage.way.cosine');
    default:
      return t(`decayPage.kind.${schedule.kind}`);
  }
}

/** Places on the ramp: of the linear way, then of what is run after it. The preview has a colour of its own between them. */
const RUN_PLACES = [0.6, 0.2, 0.8, 1, 0, 0.5, 0.7, 0.1, 0.9, 0.3];
/** Of the schedules that were laid over each other. */
const KEPT_PLACES = [0, 1, 0.8];

/** The colour of the n-th schedule that was run; the same in chart and tables. */
export const runColor =
  (place: number) =>
  (theme: Theme): string =>
    rampColor(RUN_PLACES[place % RUN_PLACES.length] ?? 0, theme);

export const keptColor =
  (slot: number) =>
  (theme: Theme): string =>
    rampColor(KEPT_PLACES[slot] ?? 0, theme);
