import { type Bytes, concat, own } from '../bytes';
import {
  contextTag,
  der,
  derBitString,
  derNull,
  derOctetString,
  derOid,
  derSequence,
  derUnsigned,
  TAG,
  withoutLeadingZeros,
} from './der';
import {
  bitStringOctets,
  type DerElement,
  DerError,
  expectOid,
  expectTag,
  expectUnsigned,
  readDer,
  readElements,
} from './der-reader';
import {
  byOid,
  EC_PUBLIC_KEY,
  type EcCurve,
  ecCurves,
  type MlDsaSet,
  mlDsaSets,
  type OkpCurve,
  okpCurves,
  type PrivateKey,
  RSA_ENCRYPTION,
} from './key';

const ZERO = new Uint8Array();
const ONE = Uint8Array.of(1);
const ML_DSA_SEED_LENGTH = 32;

/** PrivateKeyInfo in DER (RFC 5958, version 0), the form in which every key is kept and exported. */
export function encodePkcs8(key: PrivateKey): Bytes {
  const { algorithm, inner } = partsOf(key);
  return derSequence(derUnsigned(ZERO), algorithm, derOctetString(inner));
}

function partsOf(key: PrivateKey): { algorithm: Bytes; inner: Bytes } {
  switch (key.type) {
    case 'ec':
      return {
        algorithm: derSequence(derOid(EC_PUBLIC_KEY), derOid(ecCurves[key.curve].oid)),
        inner: ecPrivateKey(key.d, key.point),
      };
    case 'okp':
      return { algorithm: derSequence(derOid(okpCurves[key.curve].oid)), inner: derOctetString(key.seed) };
    case 'rsa':
      return { algorithm: derSequence(derOid(RSA_ENCRYPTION), derNull()), inner: key.pkcs1 };
    case 'ml-dsa':
      return {
        algorithm: derSequence(derOid(mlDsaSets[key.set].oid)),
        inner: 'seed' in key ? der(contextTag(0, 'primitive'), key.seed) : derOctetString(key.expanded),
      };
  }
}

/** ECPrivateKey (RFC 5915). With the point, as WebCrypto writes it and other providers expect it. */
function ecPrivateKey(d: Bytes, point: Bytes | null): Bytes {
  const publicKey = point === null ? [] : [der(contextTag(1, 'constructed'), derBitString(point))];
  return derSequence(derUnsigned(ONE), derOctetString(d), ...publicKey);
}

/** Reads PKCS#8 of either version, whoever wrote it. Throws DerError for anything else. */
export function decodePkcs8(pkcs8: Uint8Array): PrivateKey {
  const [version, algorithm, inner] = readElements(readDer(pkcs8, TAG.sequence));
  if ((expectUnsigned(version)[0] ?? 0) > 1) throw new DerError('pkcs8: unknown version');
  const [oidElement, parameters] = readElements(expectTag(algorithm, TAG.sequence));
  const oid = expectOid(oidElement);
  const content = expectTag(inner, TAG.octetString);
  if (oid === EC_PUBLIC_KEY) return readEc(byOid(ecCurves, expectOid(parameters)), content);
  if (oid === RSA_ENCRYPTION) return readRsa(content);
  const okp = byOid(okpCurves, oid);
  if (okp !== null) return readOkp(okp, content);
  const mlDsa = byOid(mlDsaSets, oid);
  if (mlDsa !== null) return readMlDsa(mlDsa, content);
  throw new DerError('pkcs8: unknown algorithm');
}

function readEc(curve: EcCurve | null, content: Uint8Array): PrivateKey {
  if (curve === null) throw new DerError('pkcs8: unknown curve');
  const [version, scalar, ...optional] = readElements(readDer(content, TAG.sequence));
  if (expectUnsigned(version)[0] !== 1) throw new DerError('pkcs8: unknown version');
  const d = padded(expectTag(scalar, TAG.octetString), ecCurves[curve].length);
  const inside = (number: number) =>
    optional.find((element) => element.tag === contextTag(number, 'constructed'))?.content;
  const parameters = inside(0);
  if (parameters !== undefined && expectOid(readElements(parameters)[0]) !== ecCurves[curve].oid) {
    throw new DerError('pkcs8: two different curves');
  }
  const point = inside(1);
  return {
    type: 'ec',
    curve,
    d,
    point: point === undefined ? null : bitStringOctets(readDer(point, TAG.bitString)),
  };
}

/** Some writers drop leading zeros of the scalar, or add one. */
function padded(number: Uint8Array, length: number): Bytes {
  const minimal = withoutLeadingZeros(number);
  if (minimal.length > length) throw new DerError('pkcs8: scalar is too long');
  return concat(new Uint8Array(length - minimal.length), minimal);
}

function readOkp(curve: OkpCurve, content: Uint8Array): PrivateKey {
  const seed = own(readDer(content, TAG.octetString));
  if (seed.length !== okpCurves[curve].length) throw new DerError('pkcs8: seed has the wrong length');
  return { type: 'okp', curve, seed };
}

function readRsa(content: Uint8Array): PrivateKey {
  const [version, ...numbers] = readElements(readDer(content, TAG.sequence));
  if (expectUnsigned(version).length !== 0) throw new DerError('pkcs8: unknown version');
  if (numbers.length !== 8) throw new DerError('pkcs8: RSA key is incomplete');
  const [n, e] = numbers.map(expectUnsigned);
  if (n === undefined || e === undefined) throw new DerError('pkcs8: RSA key is incomplete');
  return { type: 'rsa', pkcs1: own(content), n, e };
}

/** RFC 9881 §6: seed, expanded key, or both. The seed is preferred, for it is what others take. */
function readMlDsa(set: MlDsaSet, content: Uint8Array): PrivateKey {
  const [element] = readElements(content);
  const [first, second] =
    element?.tag === TAG.sequence ? readElements(element.content) : [element, undefined];
  const seed =
    second === undefined ? contentOf(first, contextTag(0, 'primitive')) : contentOf(first, TAG.octetString);
  if (seed !== null) {
    if (seed.length !== ML_DSA_SEED_LENGTH) throw new DerError('pkcs8: seed has the wrong length');
    return { type: 'ml-dsa', set, seed };
  }
  const expanded = own(expectTag(first, TAG.octetString));
  if (expanded.length !== mlDsaSets[set].expandedLength)
    throw new DerError('pkcs8: key has the wrong length');
  return { type: 'ml-dsa', set, expanded };
}

function contentOf(element: DerElement | undefined, tag: number): Bytes | null {
  return element?.tag === tag ? own(element.content) : null;
}
