import { type Bytes, concat } from '../bytes';
import { contextTag, der, derOctetString, derOid, derSequence, derUnsigned } from '../webauthn/der';
import { type EcCurve, ecCurves, type OkpCurve, okpCurves } from '../webauthn/key';
import { encodePkcs8 } from '../webauthn/pkcs8';
import { uncompressedPoint } from '../webauthn/spki';
import { ItemError } from './error';
import { bytesOf } from './packed-bytes';
import { isObject, type Members } from './shape';

/** Names of COSE algorithms in its spelling. */
const ALGORITHMS: Readonly<Record<string, number>> = {
  ES256: -7,
  ES384: -35,
  ES512: -36,
  ES256K: -47,
  EdDSA: -8,
};

/** Labels of COSE key parameters (RFC 9053 §7). */
const CRV = -1;
const X = -2;
const Y = -3;
const D = -4;

/** A COSE private key, as Rust's serde writes it, as PKCS#8 with its public key, so that the two are compared. */
export function pkcs8FromCoseKey(key: Members): { readonly privateKey: Bytes; readonly alg: number } {
  const alg = ALGORITHMS[String(assigned(key.alg))];
  const parameters = parametersOf(key.par);
  const crv = parameters.get(CRV);
  const [x, y, d] = [X, Y, D].map((label) => bytesOf(parameters.get(label)));
  if (alg === undefined) throw new ItemError('key-unsupported');
  if (!x || !d) throw new ItemError('key-unreadable');
  const ec = curveOf(ecCurves, crv);
  if (ec !== null) {
    if (!y) throw new ItemError('key-unreadable');
    return { alg, privateKey: ecPkcs8(ec, d, x, y) };
  }
  const okp = curveOf(okpCurves, crv);
  if (okp === null) throw new ItemError('key-unsupported');
  return { alg, privateKey: okpPkcs8(okp, d, x) };
}

function ecPkcs8(curve: EcCurve, d: Bytes, x: Bytes, y: Bytes): Bytes {
  const { length } = ecCurves[curve];
  if ([d, x, y].some((number) => number.length > length)) throw new ItemError('key-unreadable');
  const [scalar = d, ...point] = [d, x, y].map((number) =>
    concat(new Uint8Array(length - number.length), number),
  );
  return encodePkcs8({
    type: 'ec',
    curve,
    d: scalar,
    point: uncompressedPoint(point[0] ?? x, point[1] ?? y),
  });
}

/** Version 2 of PKCS#8 (RFC 5958), which has room for the public key. */
function okpPkcs8(curve: OkpCurve, d: Bytes, x: Bytes): Bytes {
  return derSequence(
    derUnsigned(Uint8Array.of(1)),
    derSequence(derOid(okpCurves[curve].oid)),
    derOctetString(derOctetString(d)),
    der(contextTag(1, 'primitive'), Uint8Array.of(0), x),
  );
}

function curveOf<Name extends string>(
  curves: Readonly<Record<Name, { readonly crv: number }>>,
  crv: unknown,
): Name | null {
  for (const name in curves) if (curves[name].crv === crv) return name;
  return null;
}

/** `{ t: "assign", c: NAME }` */
function assigned(value: unknown): unknown {
  return isObject(value) ? value.c : value;
}

/** Pairs of tagged label and tagged value; an integer is 16 bytes, little-endian, or a plain number. */
function parametersOf(pairs: unknown): ReadonlyMap<unknown, unknown> {
  if (!Array.isArray(pairs)) throw new ItemError('key-unreadable');
  return new Map(
    pairs.map((pair): [unknown, unknown] => {
      const [label, value] = Array.isArray(pair) ? pair : [];
      return [untagged(label), untagged(value)];
    }),
  );
}

function untagged(tagged: unknown): unknown {
  if (!isObject(tagged)) return tagged;
  const { t, c } = tagged;
  return t === 'int' ? integerOf(c) : c;
}

function integerOf(value: unknown): unknown {
  const bytes = isObject(value) ? bytesOf(value.inner) : null;
  if (bytes?.length !== 16) return value;
  const little = bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return Number(BigInt.asIntN(128, little));
}
