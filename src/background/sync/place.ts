import * as v from 'valibot';
import { parse } from '../../core/sync/codec';

/** Where the person has their passkeys synced to. Lies sealed in the vault's keeping, with its password. */
const place = v.variant('kind', [
  v.object({ kind: v.literal('browser') }),
  v.object({ kind: v.literal('webdav'), url: v.string(), user: v.string(), password: v.string() }),
]);

export type Place = v.InferOutput<typeof place>;
export type WebdavPlace = Extract<Place, { kind: 'webdav' }>;

/** Throws damaged. */
export function readPlace(stored: unknown): Place {
  return parse(place, stored);
}

/** Hosts of this very machine, where https would protect from nobody. */
const LOOPBACK = /^(localhost|[\w.-]+\.localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * The folder that Latchkey keeps below the address a person typed; null for what is no https address. Without a
 * scheme, https is meant.
 */
export function folderOf(typed: string): URL | null {
  const text = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!safe || url.username !== '' || url.password !== '') return null;
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  if (!url.pathname.endsWith('/latchkey/')) url.pathname += 'latchkey/';
  return url;
}
