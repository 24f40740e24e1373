import { toBase64url } from '../../core/bytes';
import { pageOf } from '../../core/vault/contents';
import { VaultError } from '../../core/vault/error';
import type { RecordId } from '../../core/vault/keys';
import type { VaultDatabase } from './database';
import { headerIn } from './header-row';

/**
 * The rows of some records as they lie in storage, with the pages of the contents that list them and the header
 * that they are bound to: what someone needs who tries to repair them (docs/vault-format.md). All of it is still
 * encrypted. Needs no unlocked vault.
 */
export async function repairFile(database: VaultDatabase, records: readonly RecordId[]): Promise<string> {
  const pages = [...new Set(records.map(pageOf))];
  const rows = await database.read(['vault', 'records', 'contents'], async (tx) => {
    const header = await headerIn(tx);
    if (!header) throw new VaultError('no-vault');
    const kept = (found: readonly unknown[]) => found.filter((row) => row !== undefined);
    return {
      header,
      records: kept(await Promise.all(records.map((id) => tx.objectStore('records').get(id)))),
      contents: kept(await Promise.all(pages.map((page) => tx.objectStore('contents').get(page)))),
    };
  });
  return JSON.stringify({ format: 'latchkey damaged records', version: 1, ...rows }, bytesAsText, 1);
}

/** Bytes become `{ "bytes": base64url }`. */
function bytesAsText(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { bytes: toBase64url(value) } : value;
}
