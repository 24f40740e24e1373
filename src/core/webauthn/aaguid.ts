import { type Bytes, own } from '../bytes';

/** Latchkey's own identifier, the same in every installation (§aaguid); listed in docs/aaguid.json. */
export const AAGUID = 'dc9a32d6-68b4-4a35-85e7-6fc5f1e1297c';

/** The 16 bytes of `AAGUID`, in the order of its text, as attested credential data carries them. */
export function aaguidBytes(): Bytes {
  const pairs = AAGUID.replaceAll('-', '').match(/../g) ?? [];
  return own(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}
