const DAY = 86_400_000;

/** The days between two moments by the local calendar, so that "yesterday" is what a person calls it. */
function daysBetween(time: number, now: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(time)) / DAY);
}

/** Making one costs more than drawing a row. */
const formats = new Map<string, Intl.RelativeTimeFormat>();

function formatFor(locale: string): Intl.RelativeTimeFormat {
  const format = formats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  formats.set(locale, format);
  return format;
}

/** "today", "yesterday", "5 days ago", "3 months ago"; times in milliseconds since the epoch. */
export function agoText(time: number, now: number, locale: string): string {
  const format = formatFor(locale);
  const days = Math.max(0, daysBetween(time, now));
  if (days < 14) return format.format(-days, 'day');
  if (days < 60) return format.format(-Math.round(days / 7), 'week');
  if (days < 365) return format.format(-Math.round(days / 30.44), 'month');
  return format.format(-Math.round(days / 365.25), 'year');
}

/** A day and time in full; `medium` where room is short. */
export function dateText(time: number, locale: string, dateStyle: 'long' | 'medium' = 'long'): string {
  return new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: 'short' }).format(time);
}
