const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const MONTHS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/**
 * Milliseconds since the epoch of an ISO 8601 time, UTC where it names no zone; null where it is none. By hand,
 * since the core has no clock and `Date` reads the machine's time zone.
 */
export function timeOf(text: string | null): number | null {
  const match = ISO.exec(text ?? '');
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const before = MONTHS[month - 1];
  if (before === undefined || day < 1 || day > 31 || year < 1970) return null;
  const leapYears = (until: number) =>
    Math.floor(until / 4) - Math.floor(until / 100) + Math.floor(until / 400);
  const isLeap = leapYears(year) - leapYears(year - 1) === 1;
  const days =
    (year - 1970) * 365 +
    leapYears(year - 1) -
    leapYears(1969) +
    before +
    (isLeap && month > 2 ? 1 : 0) +
    day -
    1;
  const fraction = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  const minutes = (days * 24 + hour) * 60 + minute - offsetOf(match[8]);
  return Math.max(0, (minutes * 60 + second) * 1000 + fraction);
}

/** Minutes east of Greenwich. */
function offsetOf(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
