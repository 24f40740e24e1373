import { type CBORType, decodeCBOR } from '@levischuck/tiny-cbor';
import * as v from 'valibot';
import { type Bytes, own, toBase64url } from '../bytes';
import { SyncError } from './error';

const octets = v.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A byte string of CBOR, over a buffer of its own. */
export const bytes = v.pipe(
  octets,
  v.transform((value) => own(value)),
);
/** A byte string of CBOR, in base64url. */
export const base64url = v.pipe(
  octets,
  v.transform((value) => toBase64url(value)),
);
export const base64urlOf = (length: number) =>
  v.pipe(
    octets,
    v.check((value) => value.length === length),
    v.transform((value) => toBase64url(value)),
  );
export const hexadecimal = v.pipe(
  octets,
  v.transform((value) => Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')),
);
export const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Throws damaged. */
export function decode(content: Bytes): CBORType {
  try {
    return decodeCBOR(content);
  } catch (cause) {
    throw new SyncError('damaged', { cause });
  }
}

/** Throws damaged. */
export function parse<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (!result.success) throw new SyncError('damaged');
  return result.output;
}

/** Content whose first element is its version. Throws damaged or version-too-new. */
export function readVersioned<S extends v.GenericSchema>(
  schema: S,
  version: number,
  content: Bytes,
): v.InferOutput<S> {
  const value = decode(content);
  const found = Array.isArray(value) ? value[0] : undefined;
  if (typeof found === 'number' && found > version) throw new SyncError('version-too-new');
  return parse(schema, value);
}
