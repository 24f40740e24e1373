import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../bytes';
import { credentialSource } from '../../testing/credential-source';
import { hex } from '../../testing/test-platform';
import type { CredentialSource } from '../credential-source';
import type { ExtensionInputs } from '../options';
import type { ExtensionOutputs } from '../response';
import { credBlobToStore } from './cred-blob';
import { isUsable, requestedCredProtect } from './cred-protect';
import { largeBlobToWrite } from './large-blob';
import { processCreateExtensions, processGetExtensions } from './outputs';

const blob = hex('c0ffee');
const blobText = toBase64url(blob);

describe('processCreateExtensions', () => {
  it.each<[string, ExtensionInputs, Partial<CredentialSource>, ExtensionOutputs, [string, unknown][]]>([
    ['nothing asked', {}, {}, {}, []],
    ['credProps, discoverable', { credProps: true }, {}, { credProps: { rk: true } }, []],
    [
      'credProps, not discoverable',
      { credProps: true },
      { discoverable: false },
      { credProps: { rk: false } },
      [],
    ],
    ['credProps: false', { credProps: false }, {}, {}, []],
    ['largeBlob', { largeBlob: {} }, {}, { largeBlob: { supported: true } }, []],
    [
      'credProtect',
      { credentialProtectionPolicy: 'userVerificationRequired' },
      { credProtect: 3 },
      {},
      [['credProtect', 3]],
    ],
    ['a policy that nobody knows', { credentialProtectionPolicy: 'someday' }, {}, {}, []],
    [
      'credBlob, stored',
      { credBlob: blobText },
      { credBlob: blob },
      { credBlob: true },
      [['credBlob', true]],
    ],
    ['credBlob, not stored', { credBlob: blobText }, {}, { credBlob: false }, [['credBlob', false]]],
    ['hmacCreateSecret', { hmacCreateSecret: true }, {}, { hmacCreateSecret: true }, [['hmac-secret', true]]],
    ['minPinLength', { minPinLength: true }, {}, {}, []],
    ['appidExclude', { appidExclude: '' }, {}, { appidExclude: true }, []],
  ])('%s', (_, inputs, given, client, authenticator) => {
    const processed = processCreateExtensions(inputs, credentialSource('ada', given), true);
    expect(processed.client).toEqual(client);
    expect([...processed.authenticator]).toEqual(authenticator);
  });
});

describe('processGetExtensions', () => {
  it.each<[string, ExtensionInputs, Partial<CredentialSource>, ExtensionOutputs, [string, unknown][]]>([
    ['nothing asked', {}, {}, {}, []],
    ['appid', { appid: 'https://example.org' }, {}, { appid: false }, []],
    [
      'largeBlob read',
      { largeBlob: { read: true } },
      { largeBlob: blob },
      { largeBlob: { blob: blobText } },
      [],
    ],
    ['largeBlob read, none stored', { largeBlob: { read: true } }, {}, { largeBlob: {} }, []],
    ['largeBlob neither read nor written', { largeBlob: { read: false } }, {}, {}, []],
    ['largeBlob written', { largeBlob: { write: blobText } }, {}, { largeBlob: { written: true } }, []],
    [
      'getCredBlob',
      { getCredBlob: true },
      { credBlob: blob },
      { getCredBlob: blobText },
      [['credBlob', blob]],
    ],
    ['getCredBlob, none stored', { getCredBlob: true }, {}, { getCredBlob: '' }, [['credBlob', hex('')]]],
    ['getCredBlob: false', { getCredBlob: false }, { credBlob: blob }, {}, []],
  ])('%s', (_, inputs, given, client, authenticator) => {
    const processed = processGetExtensions(inputs, credentialSource('ada', given), true);
    expect(processed.client).toEqual(client);
    expect([...processed.authenticator]).toEqual(authenticator);
  });
});

describe('credProtect', () => {
  it.each([
    ['userVerificationOptional', 1],
    ['userVerificationOptionalWithCredentialIDList', 2],
    ['userVerificationRequired', 3],
    ['toString', null],
  ])('reads %s as %s', (credentialProtectionPolicy, level) => {
    expect(requestedCredProtect({ credentialProtectionPolicy })).toBe(level);
  });

  it.each([
    [1, true, true, true],
    [2, false, true, true],
    [3, false, false, true],
  ] as const)('level %i: usable bare %s, listed %s, verified %s', (credProtect, bare, listed, verified) => {
    const source = credentialSource('ada', { credProtect });
    expect(isUsable(source, { verified: false, listed: false })).toBe(bare);
    expect(isUsable(source, { verified: false, listed: true })).toBe(listed);
    expect(isUsable(source, { verified: true, listed: false })).toBe(verified);
  });
});

describe('blobs have limits', () => {
  it('of 64 bytes for credBlob', () => {
    expect(credBlobToStore({ credBlob: toBase64url(new Uint8Array(64)) })).toHaveLength(64);
    expect(credBlobToStore({ credBlob: toBase64url(new Uint8Array(65)) })).toBeNull();
    expect(credBlobToStore({})).toBeNull();
  });

  it('of 2048 bytes for largeBlob', () => {
    expect(largeBlobToWrite({ write: toBase64url(new Uint8Array(2048)) })).toHaveLength(2048);
    expect(largeBlobToWrite({ write: toBase64url(new Uint8Array(2049)) })).toBeNull();
    expect(largeBlobToWrite({ read: true })).toBeNull();
  });
});
