import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { own } from '../bytes';
import { pad, unpad } from './padding';

describe('padding', () => {
  it('is undone, and leaves few sizes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 10_000 }), (content) => {
        const padded = pad(content);
        expect(unpad(padded)).toEqual(content);
        expect([512, 1024, 2048, 4096, 8192, 12_288]).toContain(padded.length);
      }),
    );
  });

  it.each([
    [508, 512],
    [509, 1024],
    [4092, 4096],
    [4093, 8192],
    [0, 512],
  ])('%d bytes become %d', (length, size) => {
    expect(pad(new Uint8Array(length))).toHaveLength(size);
  });

  it.each([
    [0, 256],
    [252, 256],
    [253, 512],
    [509, 1024],
  ])('%d bytes become %d where that is little enough', (length, size) => {
    expect(pad(new Uint8Array(length), 256)).toHaveLength(size);
  });

  it('that claims more than there is, is damage', () => {
    for (const bytes of [[], [0, 0, 0], [0, 0, 0, 2, 9], [255, 255, 255, 255, 1]]) {
      expect(() => unpad(own(Uint8Array.from(bytes)))).toThrow(
        expect.objectContaining({ reason: 'damaged' }),
      );
    }
  });
});
