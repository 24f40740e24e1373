import { decode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../testing/test-platform';
import { vectors } from '../testing/vectors';
import { type CborValue, encodeCbor } from './cbor';

const strict = { useMaps: true, strict: true, rejectDuplicateMapKeys: true, allowIndefinite: false };
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('encodeCbor', () => {
  it('puts map keys in the order of CTAP2: unsigned, negative, text; shorter first', () => {
    const map = new Map<number | string, CborValue>(
      ['bb', 'a', 'aa', -1, 300, -25, 3, 1].map((key) => [key, true]),
    );
    expect(toHex(encodeCbor(map))).toBe('a801f503f519012cf520f53818f56161f5626161f5626262f5');
  });

  it.each(vectors)(
    'writes the vector’s attestation object again, byte for byte: $name',
    ({ registration }) => {
      const bytes = hex(registration.attestationObject);
      expect(toHex(encodeCbor(decode(bytes, strict)))).toBe(registration.attestationObject);
    },
  );

  it('is read back by an independent library in its strict mode', () => {
    const leaf = fc.oneof(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.string(),
      fc.boolean(),
      fc.uint8Array({ maxLength: 300 }),
    );
    const { value } = fc.letrec<{ value: CborValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('value'), { maxLength: 5 }),
        fc
          .uniqueArray(fc.tuple(fc.oneof(fc.integer(), fc.string()), tie('value')), {
            selector: ([key]) => key,
            maxLength: 30,
          })
          .map((entries) => new Map(entries)),
      ),
    }));
    fc.assert(
      fc.property(value, (tree) => {
        const bytes = encodeCbor(tree);
        expect(decode(bytes, strict)).toEqual(tree);
      }),
    );
  });

  it('refuses what CTAP2 has no form for', () => {
    expect(() => encodeCbor(1.5)).toThrow(TypeError);
    expect(() => encodeCbor(Number.NaN)).toThrow(TypeError);
  });
});
