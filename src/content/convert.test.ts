import { describe, expect, it } from 'vitest';
import type { CreationOptions, RequestOptions } from '../core/webauthn/options';
import { convertCreate, convertGet } from './calls';
import { createCall, creationOptions, getCall, requestOptions } from './convert';
import { jsonForm } from './json-form';

const bytes = (...values: number[]) => new Uint8Array(values);

const creation = (over: object = {}) => ({
  rp: { name: 'Harbour' },
  user: { id: bytes(1), name: 'ada', displayName: 'Ada' },
  challenge: bytes(2),
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  ...over,
});

const created = (over: object = {}): CreationOptions => jsonForm(creationOptions(creation(over)));
const requested = (over: object = {}): RequestOptions =>
  jsonForm(requestOptions({ challenge: bytes(2), ...over }));

/** As the structured clone would make it; null prototypes and absent members do not matter. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Logs reads of every member, at any depth. */
function watched<T extends object>(value: T, log: string[], path = ''): T {
  return new Proxy(value, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof name === 'symbol' || ArrayBuffer.isView(target)) return member;
      if (Array.isArray(target)) return member;
      log.push(path + name);
      const isPlain = typeof member === 'object' && member !== null && !ArrayBuffer.isView(member);
      return isPlain && !Array.isArray(member) ? watched(member, log, `${path}${name}.`) : member;
    },
  });
}

describe('creation options', () => {
  it('have the defaults of the standard', () => {
    expect(plain(created())).toEqual({
      rp: { name: 'Harbour' },
      user: { id: 'AQ', name: 'ada', displayName: 'Ada' },
      challenge: 'Ag',
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      excludeCredentials: [],
      hints: [],
      attestation: 'none',
      attestationFormats: [],
      extensions: {},
    });
    expect(plain(created({ authenticatorSelection: {} }).authenticatorSelection)).toEqual({
      requireResidentKey: false,
      userVerification: 'preferred',
    });
  });

  it.each(['rp', 'user', 'challenge', 'pubKeyCredParams'])('need %s', (member) => {
    expect(() => created({ [member]: undefined })).toThrow(TypeError);
    expect(() => created({ [member]: null })).toThrow(TypeError);
  });

  it.each([
    { rp: {} },
    { rp: 'Harbour' },
    { user: { name: 'ada', displayName: 'Ada' } },
    { user: { id: bytes(1), displayName: 'Ada' } },
    { user: { id: bytes(1), name: 'ada' } },
    { user: { id: 'AQ', name: 'ada', displayName: 'Ada' } },
    { challenge: [1, 2, 3] },
    { challenge: { 0: 1, 1: 2 } },
    { pubKeyCredParams: { type: 'public-key', alg: -7 } },
    { pubKeyCredParams: [{ type: 'public-key' }] },
    { pubKeyCredParams: [{ alg: -7 }] },
    { pubKeyCredParams: [1] },
    { excludeCredentials: null },
    { excludeCredentials: [{ type: 'public-key' }] },
    { excludeCredentials: [{ id: bytes(1) }] },
    { excludeCredentials: [{ type: 'public-key', id: bytes(1), transports: 'usb' }] },
    { authenticatorSelection: 'platform' },
    { extensions: true },
    { extensions: { prf: { eval: {} } } },
    { extensions: { prf: { eval: { first: 'AAAA' } } } },
    { extensions: { prf: { evalByCredential: null } } },
    { hints: 5 },
  ])('refuse %o', (over) => expect(() => created(over)).toThrow(TypeError));

  it('read each member once, in WebIDL’s order', () => {
    const log: string[] = [];
    const given = creation({ rp: { id: 'a.test', name: 'Harbour' }, authenticatorSelection: {} });
    creationOptions(watched({ ...given, extensions: { prf: {} } }, log));
    expect(log.filter((name) => !name.startsWith('extensions.'))).toEqual([
      'attestation',
      'attestationFormats',
      'authenticatorSelection',
      'authenticatorSelection.authenticatorAttachment',
      'authenticatorSelection.requireResidentKey',
      'authenticatorSelection.residentKey',
      'authenticatorSelection.userVerification',
      'challenge',
      'excludeCredentials',
      'extensions',
      'hints',
      'pubKeyCredParams',
      'rp',
      'rp.name',
      'rp.id',
      'timeout',
      'user',
      'user.name',
      'user.displayName',
      'user.id',
    ]);
    const extensions = log.filter((name) => name.startsWith('extensions.'));
    expect(extensions).toEqual([...extensions].sort());
    expect(extensions).toHaveLength(new Set(extensions).size);
  });

  it('are a copy: nothing done to the page’s objects later shows', () => {
    const given = creation({ excludeCredentials: [{ type: 'public-key', id: bytes(3) }] });
    const converted = creationOptions(given);
    given.challenge.fill(9);
    given.user.id.fill(9);
    given.pubKeyCredParams.length = 0;
    expect(plain(jsonForm(converted))).toMatchObject({
      challenge: 'Ag',
      user: { id: 'AQ' },
      pubKeyCredParams: [{ alg: -7 }],
      excludeCredentials: [{ id: 'Aw' }],
    });
  });
});

describe('request options', () => {
  it('have the defaults of the standard', () => {
    expect(plain(requested())).toEqual({
      challenge: 'Ag',
      allowCredentials: [],
      userVerification: 'preferred',
      hints: [],
      extensions: {},
    });
  });

  it('carry bytes of all extensions as base64url', () => {
    const values = { first: bytes(1), second: new DataView(bytes(0, 2, 0).buffer, 1, 1) };
    const extensions = {
      appid: 'https://a.test',
      getCredBlob: 1,
      largeBlob: { write: bytes(5).buffer, read: 0 },
      prf: { eval: values, evalByCredential: { AQ: { first: bytes() } } },
      unheardOf: { first: bytes(1) },
    };
    expect(plain(requested({ extensions }).extensions)).toEqual({
      appid: 'https://a.test',
      getCredBlob: true,
      largeBlob: { write: 'BQ', read: false },
      prf: { eval: { first: 'AQ', second: 'Ag' }, evalByCredential: { AQ: { first: '' } } },
    });
  });
});

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

describe('calls', () => {
  it('without a public key, or with null beside nothing, are not ours to judge', () => {
    expect(convertGet({})).toBeNull();
    expect(convertGet({ publicKey: undefined, password: true })).toBeNull();
    expect(() => convertGet({ publicKey: null })).toThrow(TypeError);
    expect(() => convertCreate({ publicKey: null })).toThrow(TypeError);
  });

  it.each([
    { password: true },
    { federated: { providers: ['https://a.test'] } },
    { otp: { transport: ['sms'] } },
    { identity: {} },
    { digital: {} },
    { mediation: 'surprise' },
  ])('with %o are the browser’s', (beside) =>
    expect(convertGet({ publicKey: { challenge: bytes(1) }, ...beside })).toBeNull(),
  );

  it('with words that change nothing are ours', () => {
    const publicKey = { challenge: bytes(1) };
    expect(convertGet({ publicKey, password: false, uiMode: 'sideways' })?.mediation).toBe('optional');
  });

  it('need a real signal', () => {
    const publicKey = { challenge: bytes(1) };
    for (const signal of [null, {}, 'abort', Object.create(AbortSignal.prototype)])
      expect(() => convertGet({ publicKey, signal })).toThrow(TypeError);
    const { signal } = new AbortController();
    expect(convertGet({ publicKey, signal })?.signal).toBe(signal);
  });

  it('read their own members in WebIDL’s order', () => {
    for (const convert of [createCall, getCall]) {
      const log: string[] = [];
      convert(watched({}, log));
      expect(log).toEqual([...log].sort());
    }
  });

  it('give the browser what was converted, and what is unknown here as the page has it', () => {
    const publicKey = { challenge: bytes(1), extensions: { payment: { isPayment: true, payeeName: 'A' } } };
    const options = { publicKey, unheardOf: 7 };
    const call = convertGet(options);
    publicKey.challenge.fill(9);
    const signal = AbortSignal.abort();
    const native = call?.nativeOptions(signal) as unknown as typeof options & { signal: AbortSignal };
    expect([...new Uint8Array(native.publicKey.challenge as unknown as ArrayBuffer)]).toEqual([1]);
    expect(native.publicKey.extensions.payment.payeeName).toBe('A');
    expect(native.unheardOf).toBe(7);
    expect(native.signal).toBe(signal);
  });
});
