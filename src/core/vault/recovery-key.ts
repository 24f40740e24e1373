import { base32crockford } from '@scure/base';
import { type Bytes, concat, own, utf8 } from '../bytes';
import type { Platform } from '../platform';

/** 160 bits: beyond any guessing, and still short enough to copy by hand. */
export const RECOVERY_KEY_LENGTH = 20;

const KEY_CHARACTERS = 32;
const CHECK_CHARACTERS = 4;
const GROUP = /.{4}/g;

/**
 * The key as a person copies it: nine groups of four from Crockford's base32, which has no letter that looks like
 * another or like a digit. The last group checks the others: 20 bits of a hash, so a slip is told from a wrong key.
 */
export async function formatRecoveryKey(platform: Platform, key: Bytes): Promise<string> {
  const text = base32crockford.encode(key) + (await checkOf(platform, key));
  return (text.match(GROUP) ?? []).join('-');
}

/** Takes small letters, spaces, no hyphens, O for 0 and I or L for 1. Null where something was mistyped. */
export async function parseRecoveryKey(platform: Platform, text: string): Promise<Bytes | null> {
  const characters = text
    .toUpperCase()
    .replace(/[\s\-‐‑–—]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (characters.length !== KEY_CHARACTERS + CHECK_CHARACTERS) return null;
  if (!/^[0-9A-HJKMNP-TV-Z]+$/.test(characters)) return null;
  const key = own(base32crockford.decode(characters.slice(0, KEY_CHARACTERS)));
  return characters.slice(KEY_CHARACTERS) === (await checkOf(platform, key)) ? key : null;
}

async function checkOf({ subtle }: Platform, key: Bytes): Promise<string> {
  const hash = await subtle.digest('SHA-256', concat(utf8('latchkey recovery key'), key));
  return base32crockford.encode(new Uint8Array(hash, 0, 5)).slice(0, CHECK_CHARACTERS);
}
