import { encodeCBOR } from '@levischuck/tiny-cbor';
import { type Bytes, own } from '../bytes';

/** The version of the vault's format (docs/vault-format.md). */
export const FORMAT = 1;

export type Bound = string | number | Uint8Array | readonly Bound[];

/**
 * Names and values that a ciphertext or derived key is bound to, as one CBOR array (RFC 8949, core
 * deterministic encoding). CBOR tells apart lengths and types, so two different lists never give equal bytes.
 */
export function binding(...values: readonly Bound[]): Bytes {
  return own(encodeCBOR(values.map(plain)));
}

type Plain = string | number | Uint8Array | Plain[];

function plain(value: Bound): Plain {
  return typeof value === 'object' && !(value instanceof Uint8Array) ? value.map(plain) : value;
}
