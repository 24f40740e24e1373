import { type Bytes, concat, own } from '../bytes';

/** Tags of the DER (X.690) that keys and signatures use. */
export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
} as const;

/** Tag of `[number]`, over content (constructed) or in place of another primitive tag. */
export function contextTag(number: number, form: 'constructed' | 'primitive'): number {
  return (form === 'constructed' ? 0xa0 : 0x80) | number;
}

export function der(tag: number, ...content: readonly Uint8Array[]): Bytes {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return concat(Uint8Array.of(tag, ...lengthOctets(length)), ...content);
}

function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) octets.unshift(rest % 0x100);
  return [0x80 | octets.length, ...octets];
}

export function derSequence(...content: readonly Uint8Array[]): Bytes {
  return der(TAG.sequence, ...content);
}

/** INTEGER from an unsigned big-endian number of any length. */
export function derUnsigned(number: Uint8Array): Bytes {
  const minimal = withoutLeadingZeros(number);
  // The highest bit is the sign; zero itself is one octet.
  const padded = minimal.length === 0 || (minimal[0] ?? 0) >= 0x80;
  return padded ? der(TAG.integer, Uint8Array.of(0), minimal) : der(TAG.integer, minimal);
}

export function derOctetString(content: Uint8Array): Bytes {
  return der(TAG.octetString, content);
}

/** BIT STRING of whole octets. */
export function derBitString(content: Uint8Array): Bytes {
  return der(TAG.bitString, Uint8Array.of(0), content);
}

export function derNull(): Bytes {
  return der(TAG.null);
}

/** Few are in use, and an import asks for them ten thousand times. */
const knownOids = new Map<string, Bytes>();

/** OBJECT IDENTIFIER from its dotted form. */
export function derOid(dotted: string): Bytes {
  const oid = knownOids.get(dotted) ?? encodeOid(dotted);
  knownOids.set(dotted, oid);
  return oid;
}

function encodeOid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(TAG.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(arc: number): readonly number[] {
  const digits = [arc % 0x80];
  for (let rest = Math.floor(arc / 0x80); rest > 0; rest = Math.floor(rest / 0x80)) {
    digits.unshift(0x80 | (rest % 0x80));
  }
  return digits;
}

export function withoutLeadingZeros(number: Uint8Array): Bytes {
  const start = number.findIndex((octet) => octet !== 0);
  return own(start === -1 ? new Uint8Array() : number.subarray(start));
}
