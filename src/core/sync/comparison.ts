import { utf8 } from '../bytes';
import type { Platform } from '../platform';
import type { LocalEntries } from './ports';
import type { Replica } from './replica';

/**
 * Eight digits that are the same on two devices exactly when they hold the same passkeys in the same state. A
 * device that has just joined cannot know whether the remote showed it the present or the past; a person who
 * compares this code with an older device's can.
 */
export async function comparisonCode(
  { subtle }: Platform,
  { group }: Pick<Replica, 'group'>,
  entries: LocalEntries,
): Promise<string> {
  const lines = [...entries]
    .filter(([, { entry }]) => entry.fields.size > 0)
    .map(([key, { entry }]) => {
      const stamps = [...entry.fields].map(
        ([number, { stamp }]) => `${number} ${stamp.at} ${stamp.count} ${stamp.device}`,
      );
      return `${key} ${entry.signCount} ${stamps.sort().join(' ')}`;
    });
  const all = [`latchkey comparison ${group.id} ${group.epoch} ${group.secret}`, ...lines.sort()].join('\n');
  const hash = new DataView(await subtle.digest('SHA-256', utf8(all)));
  const digits = String(hash.getUint32(0) % 100_000_000).padStart(8, '0');
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}
