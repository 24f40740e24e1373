import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../testing/test-platform';
import { der, derBitString, derOid, derSequence, derUnsigned, TAG } from './der';
import { bitStringOctets, DerError, expectOid, expectUnsigned, readDer, readElements } from './der-reader';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('der', () => {
  it.each([
    [0, '0400'],
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_536, '0483010000'],
  ])('gives the shortest length for %i octets', (length, head) => {
    const element = der(TAG.octetString, new Uint8Array(length));
    expect(toHex(element.subarray(0, element.length - length))).toBe(head);
  });

  it.each([
    ['', '020100'],
    ['00', '020100'],
    ['7f', '02017f'],
    ['80', '02020080'],
    ['000080', '02020080'],
    ['ff00', '020300ff00'],
  ])('gives the shortest positive integer for %s', (number, expected) => {
    expect(toHex(derUnsigned(hex(number)))).toBe(expected);
  });

  it.each([
    ['1.2.840.10045.3.1.7', '06082a8648ce3d030107'],
    ['1.3.132.0.34', '06052b81040022'],
    ['1.3.101.112', '06032b6570'],
    ['1.2.840.113549.1.1.1', '06092a864886f70d010101'],
    ['2.16.840.1.101.3.4.3.17', '0609608648016503040311'],
    ['2.999.3', '0603883703'],
  ])('writes and reads object identifier %s', (dotted, expected) => {
    expect(toHex(derOid(dotted))).toBe(expected);
    expect(expectOid(readElements(hex(expected))[0])).toBe(dotted);
  });

  it('is read back as it was written', () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 6 }), bytes, (contents, number) => {
        const sequence = derSequence(...contents.map(derBitString), derUnsigned(number));
        const elements = readElements(readDer(sequence, TAG.sequence));
        expect(elements.slice(0, -1).map(({ content }) => toHex(bitStringOctets(content)))).toEqual(
          contents.map(toHex),
        );
        expect(toHex(expectUnsigned(elements.at(-1)))).toBe(toHex(number).replace(/^(00)+/, ''));
      }),
    );
  });
});

describe('readDer', () => {
  it.each([
    ['nothing', ''],
    ['a tag without length', '30'],
    ['too little content', '300201'],
    ['bytes behind the element', '300000'],
    ['an indefinite length', '30800000'],
    ['a length in five octets', '30850000000000'],
    ['a length in two octets that fits in one', '30810100'],
    ['a long length with a leading zero', `30820080${'00'.repeat(128)}`],
    ['a length of four gigabytes', '3084ffffffff00'],
    ['a high tag number', '3f1f00'],
    ['another type', '0400'],
  ])('refuses %s', (_, digits) => {
    expect(() => readDer(hex(digits), TAG.sequence)).toThrow(DerError);
  });

  it('throws nothing but DerError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          readElements(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
    );
  });
});

describe('expectUnsigned', () => {
  it.each(['0200', '020180', '02020001', '0401ff'])('refuses %s', (digits) => {
    expect(() => expectUnsigned(readElements(hex(digits))[0])).toThrow(DerError);
  });
});

describe('expectOid', () => {
  it.each(['0600', '060180', '06028001', `060a${'ff'.repeat(9)}7f`])('refuses %s', (digits) => {
    expect(() => expectOid(readElements(hex(digits))[0])).toThrow(DerError);
  });
});
