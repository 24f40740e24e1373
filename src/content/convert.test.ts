import { describe, expect, it } from 'vitest';
import { creationOptions } from './convert';
import { jsonForm } from './json-form';
import { bytes, created, creation, plain, requested, watched } from './testing/options';

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

describe('shared memory, which no BufferSource here may be', () => {
  const { buffer } = new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 });
  const kinds = [buffer, new Uint8Array(buffer), new DataView(buffer)];
  const descriptor = (id: unknown) => [{ type: 'public-key', id }];

  it.each<[string, (shared: unknown) => unknown]>([
    ['create(): challenge', (challenge) => created({ challenge })],
    ['create(): user.id', (id) => created({ user: { id, name: 'ada', displayName: 'Ada' } })],
    ['create(): excludeCredentials', (id) => created({ excludeCredentials: descriptor(id) })],
    ['get(): challenge', (challenge) => requested({ challenge })],
    ['get(): allowCredentials', (id) => requested({ allowCredentials: descriptor(id) })],
    ['prf', (first) => requested({ extensions: { prf: { eval: { first } } } })],
    ['largeBlob', (write) => requested({ extensions: { largeBlob: { write } } })],
    ['credBlob', (credBlob) => created({ extensions: { credBlob } })],
  ])('%s', (_, convert) => {
    for (const shared of kinds) expect(() => convert(shared)).toThrow(TypeError);
  });
});
