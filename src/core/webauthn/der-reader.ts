import { type Bytes, own } from '../bytes';
import { TAG, withoutLeadingZeros } from './der';

export type DerElement = { readonly tag: number; readonly content: Uint8Array };

/** A file or a site gave bytes that are not the DER they should be. Says nothing of the bytes. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

/** The one element that fills all the bytes, which must have this tag. Definite, shortest lengths only. */
export function readDer(bytes: Uint8Array, tag: number): Uint8Array {
  const [element, ...more] = readElements(bytes);
  if (element === undefined || more.length > 0) throw new DerError('der: not exactly one element');
  if (element.tag !== tag) throw new DerError('der: another type was expected');
  return element.content;
}

/** The elements that follow each other and fill all the bytes, such as a sequence's content. */
export function readElements(bytes: Uint8Array): readonly DerElement[] {
  const elements: DerElement[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const { element, end } = readElement(bytes, offset);
    elements.push(element);
    offset = end;
  }
  return elements;
}

function readElement(bytes: Uint8Array, offset: number): { element: DerElement; end: number } {
  const tag = octet(bytes, offset);
  if ((tag & 0x1f) === 0x1f) throw new DerError('der: tag number is too high');
  const first = octet(bytes, offset + 1);
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || count > 4) throw new DerError('der: length is indefinite or too long');
  let length = first & 0x7f;
  if (count > 0) {
    length = 0;
    for (let at = 0; at < count; at += 1) length = length * 0x100 + octet(bytes, offset + 2 + at);
    const shortest = length >= 0x80 && length >= 0x100 ** (count - 1);
    if (!shortest) throw new DerError('der: length is not the shortest');
  }
  const start = offset + 2 + count;
  const end = start + length;
  if (end > bytes.length) throw new DerError('der: too short');
  return { element: { tag, content: bytes.subarray(start, end) }, end };
}

function octet(bytes: Uint8Array, offset: number): number {
  const value = bytes[offset];
  if (value === undefined) throw new DerError('der: too short');
  return value;
}

/** The content of an element that must be there and have this tag. */
export function expectTag(element: DerElement | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new DerError('der: another type was expected');
  return element.content;
}

/** A non-negative INTEGER, without leading zeros; zero is empty. */
export function expectUnsigned(element: DerElement | undefined): Bytes {
  const content = expectTag(element, TAG.integer);
  const [first, second] = content;
  if (first === undefined || first >= 0x80) throw new DerError('der: integer is empty or negative');
  if (first === 0 && second !== undefined && second < 0x80)
    throw new DerError('der: integer is not the shortest');
  return withoutLeadingZeros(content);
}

/** A BIT STRING of whole octets. */
export function bitStringOctets(content: Uint8Array): Bytes {
  if (content[0] !== 0) throw new DerError('der: bit string has unused bits');
  return own(content.subarray(1));
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function expectOid(element: DerElement | undefined): string {
  const content = expectTag(element, TAG.oid);
  const arcs: number[] = [];
  let arc = 0;
  for (const value of content) {
    if (arc === 0 && value === 0x80) throw new DerError('der: object identifier is not the shortest');
    arc = arc * 0x80 + (value & 0x7f);
    if (arc > 2 ** 45) throw new DerError('der: object identifier is too large');
    if (value >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [joint] = arcs;
  if (joint === undefined || (content.at(-1) ?? 0) >= 0x80)
    throw new DerError('der: object identifier is cut off');
  const first = Math.min(Math.floor(joint / 40), 2);
  return [first, joint - first * 40, ...arcs.slice(1)].join('.');
}
