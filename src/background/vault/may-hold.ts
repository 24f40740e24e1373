import type { Platform } from '../../core/platform';
import type { VaultHeader } from '../../core/vault/header';
import { siteTag } from '../../core/vault/site-tag';
import type { VaultDatabase } from './database';

/**
 * Whether a locked vault may have something for a site. With tags: whether a record carries that site's, so
 * never a wrong no, and a wrong yes for one site in 65,536 and record. Without: whether it has anything at all.
 */
export async function lockedMayHold(
  { platform, database }: { readonly platform: Platform; readonly database: VaultDatabase },
  { tagKey }: VaultHeader,
  rpId: string,
): Promise<boolean> {
  const tag = tagKey && (await siteTag(platform, tagKey, rpId));
  return database.read(['records'], async (tx) => {
    const store = tx.objectStore('records');
    return (tag === null ? await store.count() : await store.index('tag').count(tag)) > 0;
  });
}
