import type { Platform } from '../../core/platform';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import { isOffered } from '../../core/vault/record';
import type { RecordEnvelope } from '../../core/vault/record-envelope';
import { siteTag, TAG_KEY_LENGTH } from '../../core/vault/site-tag';
import type { VaultDatabase } from './database';
import { headerIn, loadHeader } from './header-row';
import type { RecordReader } from './record-reader';
import type { Unlocking } from './unlocked';

export type SiteTagsPorts = {
  readonly platform: Platform;
  readonly database: VaultDatabase;
  readonly reader: RecordReader;
  readonly unlocked: Unlocking;
  /** The person's setting. */
  readonly wanted: () => Promise<boolean>;
};

/** How often tags are worked out again because records changed meanwhile. */
const TRIES = 10;

/**
 * Brings tags in step with the setting: off removes all of them and their key at once, also while locked; on
 * needs the RP IDs, and so an unlocked vault. Throws locked, then.
 */
export async function applySiteTags(ports: SiteTagsPorts): Promise<void> {
  const header = await loadHeader(ports.database);
  const wanted = await ports.wanted();
  if (!header || wanted === (header.tagKey !== null)) return;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await (wanted ? tagAll(ports) : writeTags(ports, null, () => null))) return;
  }
}

async function tagAll(ports: SiteTagsPorts): Promise<boolean> {
  const { platform, reader, unlocked } = ports;
  const { at, pages } = await reader.read(await unlocked(), 'contents');
  const tagKey = platform.random(TAG_KEY_LENGTH);
  const tags = new Map<RecordId, number>();
  for (const { entries } of pages.values()) {
    for (const [id, { summary }] of entries) {
      if (isOffered(summary)) tags.set(id, await siteTag(platform, tagKey, summary.rpId));
    }
  }
  return writeTags(ports, { tagKey, at }, (id) => tags.get(id) ?? null);
}

/** Tags are no part of what is sealed, so rows are written as they are but for the tag. */
function writeTags(
  { database }: SiteTagsPorts,
  turnedOn: { readonly tagKey: Uint8Array<ArrayBuffer>; readonly at: number } | null,
  tagOf: (id: RecordId) => number | null,
): Promise<boolean> {
  return database.write(['vault', 'changes', 'records'], async (tx) => {
    const header = await headerIn(tx);
    const at = (await tx.objectStore('changes').get('count')) ?? 0;
    if (!header) throw new VaultError('no-vault');
    // Records that came meanwhile would be left without a tag.
    if (turnedOn && turnedOn.at !== at) return false;
    const rows = await tx.objectStore('records').getAll();
    await Promise.all([
      tx.objectStore('vault').put({ ...header, tagKey: turnedOn?.tagKey ?? null }, 'header'),
      // A writer that sealed with the old tag key must begin again.
      tx.objectStore('changes').put(at + 1, 'count'),
      ...rows.map((row) => tx.objectStore('records').put(tagged(row, tagOf(row.id)))),
    ]);
    return true;
  });
}

function tagged({ tag: _old, ...row }: RecordEnvelope, tag: number | null): RecordEnvelope {
  return tag === null ? row : { ...row, tag };
}
