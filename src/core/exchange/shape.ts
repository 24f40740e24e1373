/** Small readers for JSON of strangers: what is not of the type asked for is as good as absent. */

export type Members = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textIn(object: Members, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (typeof value === 'string') return value;
  }
  return null;
}

/** A whole number from nought on; a text of digits is taken too. */
export function countIn(object: Members, name: string): number | null {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

export function listIn(object: Members, name: string): readonly unknown[] {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return Array.isArray(value) ? value : [];
}

export function objectIn(object: Members, name: string): Members | null {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return isObject(value) ? value : null;
}

/** true and false, also as texts and as 1 and 0; null where it says neither. */
export function flagOf(value: unknown): boolean | null {
  if (value === true || value === 'true' || value === '1' || value === 1) return true;
  if (value === false || value === 'false' || value === '0' || value === 0) return false;
  return null;
}

/** The members but for those named. */
export function without(object: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
