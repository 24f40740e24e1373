import { type Bytes, own } from '../bytes';
import { VaultError } from './error';

/** Length of content, big-endian, in front of it. */
const PREFIX = 4;
const STEPS = [256, 512, 1024, 2048, 4096];
const LEAST = 512;

/**
 * Content behind its length, filled up with zeros to one of a few sizes, so that the size of a ciphertext does
 * not tell the length of a name. Above 4096 bytes: multiples of 4096. None is below `least`.
 */
export function pad(content: Uint8Array, least = LEAST): Bytes {
  const needed = PREFIX + content.length;
  const size = STEPS.find((step) => step >= Math.max(needed, least)) ?? Math.ceil(needed / 4096) * 4096;
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, PREFIX);
  return padded;
}

/** The content that `pad` was given. Throws damaged. */
export function unpad(padded: Bytes): Bytes {
  if (padded.length < PREFIX) throw new VaultError('damaged');
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (PREFIX + length > padded.length) throw new VaultError('damaged');
  return own(padded.subarray(PREFIX, PREFIX + length));
}
