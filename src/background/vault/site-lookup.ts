import type { Platform } from '../../core/platform';
import type { OpenedRecord } from '../../core/vault/record-envelope';
import { siteTag } from '../../core/vault/site-tag';
import type { Contents, Records } from './records';
import type { Unlocked } from './unlocked';

export type SiteLookup = {
  /** Living records for exactly this RP ID; damaged ones left out. */
  living(vault: Unlocked, rpId: string): Promise<readonly OpenedRecord[]>;
  /** Everything, opened once and again only after a change. */
  contents(vault: Unlocked): Promise<Contents>;
  forget(): void;
};

/** Finds records: by their site's tag in one keyed read, or where tags are off in what is held in memory. */
export function siteLookup(platform: Platform, records: Records): SiteLookup {
  let held: Contents | null = null;

  async function contents(vault: Unlocked): Promise<Contents> {
    if (held?.at !== (await records.changes())) held = await records.all(vault);
    return held;
  }

  return {
    contents,

    async living(vault, rpId) {
      const { tagKey } = vault.header;
      const found = tagKey
        ? await records.withTag(vault, await siteTag(platform, tagKey, rpId))
        : (await contents(vault)).opened;
      return found.filter(({ record }) => record.rpId === rpId && record.deletedAt === null);
    },

    forget() {
      held = null;
    },
  };
}
