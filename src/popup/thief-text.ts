import { locale, text } from './text';

const UNITS = [
  ['year', 365.25 * 86_400],
  ['month', 30.44 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** More than this is of no use to say. */
const MOST_YEARS = 1_000_000;

/** What a thief of the disk would need, in words. */
export function thiefText(seconds: number): string {
  const years = seconds / UNITS[0][1];
  if (years > MOST_YEARS) return text('thiefNever');
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  const count = round(Math.max(1, seconds / length));
  return text(
    'thiefNeeds',
    new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(count),
  );
}

/** An estimate has no more than two digits. */
function round(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / step) * step;
}
