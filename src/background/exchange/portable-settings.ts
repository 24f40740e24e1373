import * as v from 'valibot';
import { excludedSites, personalFields } from '../../messages/surface/settings';
import type { Settings } from '../../messages/surface-background';

/** Each by itself, so that one that a later version knows otherwise loses no other. */
const fields = { ...personalFields, 'excluded-sites': excludedSites };
const NAMES = Object.keys(fields) as (keyof typeof fields)[];

type Portable = Partial<Pick<Settings, keyof typeof fields>>;

/** What a backup holds of the settings: the person's own, and nothing that an organisation set for this device. */
export function portableSettings(settings: Settings): Portable {
  const mine = NAMES.filter((name) => !settings.managed.includes(name));
  return Object.fromEntries(mine.map((name) => [name, settings[name]]));
}

/** What of a stranger's object is a setting, with a value that it can have. */
export function settingsIn(found: unknown): Portable {
  if (typeof found !== 'object' || found === null) return {};
  const given: Readonly<Record<string, unknown>> = { ...found };
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const parsed = v.safeParse(fields[name], Object.hasOwn(given, name) ? given[name] : undefined);
      return parsed.success ? [[name, parsed.output]] : [];
    }),
  );
}
