import { type Language, text } from '#shared/messages/text.ts';

// One place to take every text of a number or a time from.
export * from '#shared/messages/numbers.ts';

/** A duration with its two largest units: `43 ms`, `3.1 s`, `51 s`, `8 min 51 s`, `2 h 5 min`; `not known` where nobody can tell. */
export function formatDuration(ms: number | null, language: Language): string {
  if (ms === null || !Number.isFinite(ms)) return text(language, 'page.duration.notKnown');
  const seconds = ms / 1000;
  if (seconds < 0.0995) return text(language, 'page.duration.milliseconds', { milliseconds: Math.round(ms) });
  if (seconds < 9.95) return text(language, 'page.duration.seconds', { seconds: Number(seconds.toFixed(1)) });
  const whole = Math.round(seconds);
  if (whole < 60) return text(language, 'page.duration.seconds', { seconds: whole });
  if (whole < 3600) {
    const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
    return rest === 0
      ? text(language, 'page.duration.minutes', { minutes })
      : text(language, 'page.duration.minutesSeconds', { minutes, seconds: rest });
  }
  const minutes = Math.round(whole / 60);
  return text(language, 'page.duration.hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** An estimate of time with one unit, rounded up so that it does not promise too much: `about 4 min`. */
export function formatEstimate(ms: number | null, language: Language): string {
  if (ms === null || !Number.isFinite(ms)) return text(language, 'page.duration.notKnown');
  const seconds = Math.ceil(ms / 1000);
  const duration =
    seconds < 60
      ? text(language, 'page.duration.seconds', {
          seconds: seconds <= 10 ? Math.max(1, seconds) : Math.ceil(seconds / 5) * 5,
        })
      : seconds < 5400
        ? text(language, 'page.duration.minutes', { minutes: Math.ceil(seconds / 60) })
        : text(language, 'page.duration.hours', { hours: Math.ceil(seconds / 3600) });
  return text(language, 'page.duration.about', { duration });
}

const DAY = 86_400_000;

/** The time of day with seconds: `14:32:07`. */
export const formatClock = (at: number, language: Language): string =>
  new Date(at).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** A day and time as said now: `today, 14:21`, `8 Nov, 14:21`, with the year where it is another. */
export function formatDayTime(at: number, now: number, language: Language): string {
  const time = new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (midnight(at) === midnight(now)) return text(language, 'page.time.today', { time });
  return text(language, 'page.time.day', { day: formatDay(at, now, language), time });
}

/** How long ago: `now`, `20 min ago`, `3 h ago`, then the day. A stamp from a clock that was ahead is told as it is. */
export function formatAgo(at: number, now: number, language: Language): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < -1) return formatDayTime(at, now, language);
  if (minutes < 1) return text(language, 'page.time.now');
  if (minutes < 60) return text(language, 'page.time.minutesAgo', { minutes });
  if (now - at < DAY / 2 || midnight(at) === midnight(now)) {
    return text(language, 'page.time.hoursAgo', { hours: Math.floor(minutes / 60) });
  }
  return formatDay(at, now, language);
}

function formatDay(at: number, now: number, language: Language): string {
  const date = new Date(at);
  if (midnight(now) - midnight(at) < 6.5 * DAY && at < now)
    return date.toLocaleDateString(language, { weekday: 'long' });
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  // British English puts the day first, as the rest of the page does ("8 Nov").
  return date.toLocaleDateString(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** Sizes of memory: `16 GB` (binary gigabytes, as systems show them). */
export const formatMemory = (bytes: number): string => {
  const gigabytes = bytes / 2 ** 30;
  return `${gigabytes < 10 ? Number(gigabytes.toFixed(1)) : Math.round(gigabytes)} GB`;
};
