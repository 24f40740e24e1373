import { describe, expect, it } from 'vitest';
import { fromUtf8, toBase64url } from '../bytes';
import { hex } from '../testing/test-platform';
import { type Vector, vectors } from '../testing/vectors';
import { ccdToString, serializeClientData } from './client-data';

type Ceremony = 'registration' | 'authentication';

/** The vector's client data by ours, from the challenge and the caller alone. */
function ours(vector: Vector, ceremony: Ceremony): string {
  const expected = JSON.parse(vector[ceremony].decoded.clientDataJSON) as { crossOrigin: boolean };
  const bytes = serializeClientData({
    type: ceremony === 'registration' ? 'webauthn.create' : 'webauthn.get',
    challenge: toBase64url(hex(vector[ceremony].challenge)),
    origin: vector.origin,
    crossOrigin: expected.crossOrigin,
    ...(vector.topOrigin === null ? {} : { topOrigin: vector.topOrigin }),
  });
  return fromUtf8(bytes);
}

describe('serializeClientData', () => {
  for (const vector of vectors) {
    for (const ceremony of ['registration', 'authentication'] as const) {
      const exact =
        ceremony === 'registration'
          ? vector.byteExact.registrationClientDataJSON
          : vector.byteExact.authenticationClientDataJSON;
      const theirs = fromUtf8(hex(vector[ceremony].clientDataJSON));

      it(`${exact ? 'equals' : 'begins as'} the vector: ${vector.name}, ${ceremony}`, () => {
        if (exact) expect(ours(vector, ceremony)).toBe(theirs);
        // The others go on with a member that a client may add at the end.
        else expect(theirs.startsWith(`${ours(vector, ceremony).slice(0, -1)},"extraData":`)).toBe(true);
      });
    }
  }

  it('leaves topOrigin out when there is none, and gives an empty challenge as ""', () => {
    const bytes = serializeClientData({
      type: 'webauthn.get',
      challenge: '',
      origin: 'https://a.test',
      crossOrigin: false,
    });
    expect(fromUtf8(bytes)).toBe(
      '{"type":"webauthn.get","challenge":"","origin":"https://a.test","crossOrigin":false}',
    );
  });
});

describe('ccdToString', () => {
  it.each([
    ['plain', '"plain"'],
    ['a"b', '"a\\"b"'],
    ['a\\b', '"a\\\\b"'],
    ['a/b', '"a/b"'],
    ['\n\t\b', '"\\u000a\\u0009\\u0008"'],
    ['\u0000\u001f', '"\\u0000\\u001f"'],
    ['\u007f', '"\u007f"'],
    ['é😀', '"é😀"'],
  ])('writes %j', (text, expected) => {
    expect(ccdToString(text)).toBe(expected);
    expect(JSON.parse(ccdToString(text))).toBe(text);
  });
});
