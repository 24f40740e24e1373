import { base64urlnopad } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url } from './base64url';

const bytesOf = (buffer: ArrayBuffer | null) => buffer && new Uint8Array(buffer);

describe('base64url', () => {
  it('agrees with an independent library on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = base64urlnopad.encode(bytes);
        expect(encodeBase64url(new Uint8Array(bytes).buffer)).toBe(text);
        expect(bytesOf(decodeBase64url(text))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it.each([
    ['', ''],
    ['66', 'Zg'],
    ['666f', 'Zm8'],
    ['666f6f', 'Zm9v'],
    ['fbff', '-_8'],
  ])('%s is %s (RFC 4648 §5, §10)', (hex, text) => {
    expect(encodeBase64url(new Uint8Array(Buffer.from(hex, 'hex')).buffer)).toBe(text);
    expect(bytesOf(decodeBase64url(text))).toEqual(new Uint8Array(Buffer.from(hex, 'hex')));
  });

  it.each(['A', 'Zg==', 'a+b/', 'a b', 'Zm9v\n', 'ÄÖÜß', '😀', '\u0000AAA', 'toString'.slice(0, 5)])(
    'refuses %j',
    (text) => expect(decodeBase64url(text)).toBeNull(),
  );

  it('takes a million bytes', () => {
    const bytes = new Uint8Array(1_000_000).fill(171);
    expect(encodeBase64url(bytes.buffer)).toBe(Buffer.from(bytes).toString('base64url'));
  });
});
