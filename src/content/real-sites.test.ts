import { describe, expect, it } from 'vitest';
import { bytes, created, plain, requested } from './testing/options';

describe('what real sites send (each once broke a passkey manager)', () => {
  const params = (...pubKeyCredParams: unknown[]) => created({ pubKeyCredParams }).pubKeyCredParams;

  it('eBay, Sony, Keycloak: algorithms as strings, one of them -1', () =>
    expect(plain(params({ type: 'public-key', alg: '-7' }, { type: 'public-key', alg: -1 }))).toEqual([
      { type: 'public-key', alg: -7 },
      { type: 'public-key', alg: -1 },
    ]));

  it('algorithms that are no number are 0, which nothing supports', () =>
    expect(
      params({ type: 'public-key', alg: Number.NaN }, { type: 'public-key', alg: 'ES256' }),
    ).toMatchObject([{ alg: 0 }, { alg: 0 }]));

  it.each([
    ['CVS: "true"', 'true', true],
    ['"false", which is not empty', 'false', true],
    ['null', null, false],
  ])('requireResidentKey as %s', (_, requireResidentKey, expected) =>
    expect(created({ authenticatorSelection: { requireResidentKey } }).authenticatorSelection).toMatchObject({
      requireResidentKey: expected,
    }),
  );

  it('PayPal: timeout as a fraction', () => expect(created({ timeout: 60_000.5 }).timeout).toBe(60_000));
  it('timeout as a string, null and below zero', () => {
    expect(created({ timeout: '60000' }).timeout).toBe(60_000);
    expect(created({ timeout: null }).timeout).toBe(0);
    expect(created({ timeout: -1 }).timeout).toBe(2 ** 32 - 1);
  });

  it('SwissID: bytes as an object of numbers are no bytes', () =>
    expect(() => requested({ challenge: { 0: 1, 1: 2 } })).toThrow(TypeError));

  it.each([
    ['an array of numbers', [1, 2, 3]],
    ['base64 with its padding escaped', 'AQI\u003d'],
    ['the text "null"', 'null'],
    ['null', null],
    ['a view’s JSON form', { type: 'Buffer', data: [1, 2] }],
  ])('a challenge malformed at sign-in is a TypeError: %s', (_, challenge) =>
    expect(() => requested({ challenge })).toThrow(TypeError),
  );

  it('"true", "false" and "null" as texts, anywhere', () => {
    const authenticatorSelection = { residentKey: 'true', userVerification: 'null', requireResidentKey: '' };
    expect(created({ authenticatorSelection, timeout: 'null', attestation: 'false' })).toMatchObject({
      authenticatorSelection: { residentKey: 'true', userVerification: 'null', requireResidentKey: false },
      timeout: 0,
      attestation: 'false',
    });
    expect(
      requested({ userVerification: 'true', rpId: 'null', extensions: { prf: undefined } }),
    ).toMatchObject({
      userVerification: 'true',
      rpId: 'null',
    });
  });

  it('lists that are null or a text are no lists; transports may say anything', () => {
    const id = bytes(1);
    for (const allowCredentials of [null, 'AQID', { 0: { type: 'public-key', id } }])
      expect(() => requested({ allowCredentials })).toThrow(TypeError);
    expect(() => created({ excludeCredentials: null })).toThrow(TypeError);
    expect(() => requested({ allowCredentials: [{ type: 'public-key', id, transports: null }] })).toThrow(
      TypeError,
    );
    const transports = ['usb', 'cable', 'hybrid', null, 7];
    expect(
      requested({ allowCredentials: [{ type: 'public-key', id, transports }] }).allowCredentials,
    ).toEqual([{ type: 'public-key', id: 'AQ', transports: ['usb', 'cable', 'hybrid', 'null', '7'] }]);
  });

  it('Google: prf asked beside words that nobody knows', () =>
    expect(
      plain(
        requested({ extensions: { prf: { eval: { first: bytes(1) } }, uvm: true, other: { deep: [] } } })
          .extensions,
      ),
    ).toEqual({ prf: { eval: { first: 'AQ' } } }));

  it('iHerb, MyMailCheap: displayName and rp.name as null', () => {
    const user = { id: bytes(1), name: 'ada', displayName: null };
    expect(created({ user, rp: { name: null } })).toMatchObject({
      user: { displayName: 'null' },
      rp: { name: 'null' },
    });
  });

  it('an empty displayName stays empty', () =>
    expect(created({ user: { id: bytes(1), name: 'ada', displayName: '' } }).user.displayName).toBe(''));

  it('an empty pubKeyCredParams stays empty: the client knows what it means', () =>
    expect(params()).toEqual([]));

  it('porkbun: authenticatorSelection undefined, and null', () => {
    expect(created({ authenticatorSelection: undefined }).authenticatorSelection).toBeUndefined();
    expect(created({ authenticatorSelection: null }).authenticatorSelection).toMatchObject({
      userVerification: 'preferred',
    });
  });

  it('Azure: an attachment "none", and other unknown words, are kept', () => {
    const authenticatorSelection = {
      authenticatorAttachment: 'none',
      residentKey: true,
      userVerification: '',
    };
    expect(created({ authenticatorSelection, attestation: 'sure', hints: ['x'] })).toMatchObject({
      authenticatorSelection: { authenticatorAttachment: 'none', residentKey: 'true', userVerification: '' },
      attestation: 'sure',
      hints: ['x'],
    });
  });

  it('no rp.id; rp.id as null', () => {
    expect(created().rp.id).toBeUndefined();
    expect(created({ rp: { name: 'a', id: null } }).rp.id).toBe('null');
  });

  it('GitHub: a raw ArrayBuffer', () =>
    expect(requested({ challenge: bytes(1, 2, 3).buffer }).challenge).toBe('AQID'));

  it('extensions: null is none', () => expect(plain(requested({ extensions: null }).extensions)).toEqual({}));
});
