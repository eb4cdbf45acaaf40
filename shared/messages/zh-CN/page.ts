/** Texts of the page. */
export const page = {
  'page.duration.seconds': '{seconds} 秒',
  'page.duration.minutes': '{minutes} 分钟',
  'page.duration.minutesSeconds': '{minutes} 分 {seconds} 秒',
  'page.duration.hours': '{hours} 小时',
  'page.duration.hoursMinutes': '{hours} 小时 {minutes} 分',
  'page.duration.about': '约 {duration}',
  'page.time.today': '今天 {time}',
  'page.time.day': '{day} {time}',
  'page.time.now': '刚刚',
  'page.time.minutesAgo': '{minutes} 分钟前',
  'page.time.hoursAgo': '{hours} 小时前',
} as const;
