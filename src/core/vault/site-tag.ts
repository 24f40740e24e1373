import { type Bytes, utf8 } from '../bytes';
import type { Platform } from '../platform';

export const TAG_KEY_LENGTH = 32;

/**
 * 16 bits of an HMAC of the RP ID. The key lies in the vault's header, readable while locked: a thief can test a
 * name, but one name in 65,536 fits each tag by chance, so a fit proves little.
 */
export async function siteTag({ subtle }: Platform, tagKey: Bytes, rpId: string): Promise<number> {
  const key = await subtle.importKey('raw', tagKey, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = await subtle.sign('HMAC', key, utf8(rpId));
  return new DataView(mac).getUint16(0);
}
