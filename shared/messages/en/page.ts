/** Texts of the page. */
export const page = {
  'page.duration.seconds': '{seconds} s',
  'page.duration.minutes': '{minutes} min',
  'page.duration.minutesSeconds': '{minutes} min {seconds} s',
  'page.duration.hours': '{hours} h',
  'page.duration.hoursMinutes': '{hours} h {minutes} min',
  'page.duration.about': 'about {duration}',
  'page.time.today': 'today, {time}',
  'page.time.day': '{day}, {time}',
  'page.time.now': 'now',
  'page.time.minutesAgo': '{minutes} min ago',
  'page.time.hoursAgo': '{hours} h ago',
} as const;
