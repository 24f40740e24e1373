import { type Bytes, utf8 } from '../bytes';
import type { Base64url } from './options';

/** §dictdef-collectedclientdata, as far as Latchkey fills it. */
export type CollectedClientData = {
  readonly type: 'webauthn.create' | 'webauthn.get';
  /** base64url of the challenge; empty for an empty one. */
  readonly challenge: Base64url;
  /** ASCII serialisation of the caller's origin, without a slash at its end. */
  readonly origin: string;
  readonly crossOrigin: boolean;
  /** Only where crossOrigin is true. */
  readonly topOrigin?: string;
};

/**
 * The bytes that are hashed, signed and given to the relying party (§clientdatajson-serialization). Order and
 * escapes are fixed by the standard so that a verifier may compare a prefix without parsing JSON.
 */
export function serializeClientData(clientData: CollectedClientData): Bytes {
  const { type, challenge, origin, crossOrigin, topOrigin } = clientData;
  let json = `{"type":${ccdToString(type)},"challenge":${ccdToString(challenge)}`;
  json += `,"origin":${ccdToString(origin)},"crossOrigin":${crossOrigin}`;
  if (topOrigin !== undefined) json += `,"topOrigin":${ccdToString(topOrigin)}`;
  return utf8(`${json}}`);
}

/** §ccdtostring. Not JSON.stringify: that shortens some escapes (\n, \t) and keeps lone surrogates apart. */
export function ccdToString(text: string): string {
  let quoted = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') quoted += `\\${character}`;
    else if (code < 0x20) quoted += `\\u${code.toString(16).padStart(4, '0')}`;
    else quoted += character;
  }
  return `${quoted}"`;
}
