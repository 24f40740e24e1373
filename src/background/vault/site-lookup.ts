import type { Platform } from '../../core/platform';
import type { RecordSummary } from '../../core/vault/contents';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import { isOffered } from '../../core/vault/record';
import type { OpenedRecord } from '../../core/vault/record-envelope';
import { siteTag } from '../../core/vault/site-tag';
import type { RecordReader, Snapshot, Wanted } from './record-reader';
import type { Unlocked } from './unlocked';

/** Records for exactly this RP ID that ceremonies may know of; damaged ones left out. */
export type SiteLookup = (vault: Unlocked, rpId: string) => Promise<readonly OpenedRecord[]>;

/** Finds records in memory where the contents are there, else by their site's tag in one keyed read. */
export function siteLookup(platform: Platform, reader: RecordReader): SiteLookup {
  async function candidates(vault: Unlocked, rpId: string): Promise<Snapshot> {
    const { tagKey } = vault.header;
    if (tagKey && !reader.holdsAll()) {
      return reader.read(vault, { tag: await siteTag(platform, tagKey, rpId) });
    }
    const contents = await reader.read(vault, 'contents');
    const wanted: Wanted = { ids: livingIds(contents, (summary) => summary.rpId === rpId) };
    return reader.read(vault, wanted);
  }

  return async (vault, rpId) => {
    const snapshot = await candidates(vault, rpId);
    const ids = livingIds(snapshot, (summary) => summary.rpId === rpId).filter((id) => snapshot.rows.has(id));
    const opened = await Promise.all(ids.map((id) => reader.open(vault, snapshot, id).catch(nullIfDamaged)));
    return opened.filter((record) => record !== null);
  };
}

function livingIds({ pages }: Snapshot, fits: (summary: RecordSummary) => boolean): RecordId[] {
  return [...pages.values()].flatMap(({ entries }) =>
    [...entries].flatMap(([id, { summary }]) => (isOffered(summary) && fits(summary) ? [id] : [])),
  );
}

/** One damaged record never hides the others; damage.ts tells of it. */
export function nullIfDamaged(error: unknown): null {
  if (error instanceof VaultError && (error.reason === 'damaged' || error.reason === 'version-too-new')) {
    return null;
  }
  throw error;
}
