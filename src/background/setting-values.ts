import * as v from 'valibot';
import { excludedSites, personalFields, policyFields } from '../messages/surface/settings';
import type { SettingName, Settings } from '../messages/surface-background';
import { logFailure } from './log';

export type Values = Omit<Settings, 'managed'>;

const fields = { ...personalFields, ...policyFields, 'excluded-sites': excludedSites };
const PERSONAL = [...Object.keys(personalFields), 'excluded-sites'] as SettingName[];
const ALL = Object.keys(fields) as SettingName[];

/** What of it a person may set. */
export function personalValues(found: unknown): Partial<Values> {
  return valid(found, PERSONAL, 'setting');
}

/** What of it an organisation may set; the same names in the same order whatever the order found. */
export function policyValues(found: unknown): Partial<Values> {
  return valid(found, ALL, 'managed setting');
}

/** What of it is set and well formed: one bad value never loses the others. */
function valid(found: unknown, names: readonly SettingName[], what: string): Partial<Values> {
  const values = new Map(Object.entries(typeof found === 'object' && found !== null ? found : {}));
  const entries = names.flatMap((name) => {
    if (!values.has(name)) return [];
    const parsed = v.safeParse(fields[name], values.get(name));
    if (!parsed.success) logFailure(`${what} ${name}`, new TypeError('not valid'));
    return parsed.success ? [[name, parsed.output]] : [];
  });
  return Object.fromEntries(entries);
}
