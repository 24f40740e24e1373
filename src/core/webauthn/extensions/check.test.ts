import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../bytes';
import { creationOptions, requestOptions } from '../../testing/options';
import type { CreationOptions, ExtensionInputs, RequestOptions } from '../options';
import { checkCreateExtensions, checkGetExtensions } from './check';

const ID = 'AAAA';
const OTHER_ID = 'BBBB';
const first = 'AQ';
const allow = (...ids: string[]) => ids.map((id) => ({ type: 'public-key', id }));
const blob = (length: number) => toBase64url(new Uint8Array(length));

type Selection = NonNullable<CreationOptions['authenticatorSelection']>;
const selection = (given: Partial<Selection>): Partial<CreationOptions> => ({
  authenticatorSelection: { requireResidentKey: false, userVerification: 'preferred', ...given },
});
const discoverable = selection({ residentKey: 'required' });

describe('checkCreateExtensions refuses', () => {
  it.each<[string, ExtensionInputs, string, Partial<CreationOptions>?]>([
    ['appid', { appid: '' }, 'NotSupportedError'],
    ['an appidExclude that is no URL', { appidExclude: 'no url' }, 'SyntaxError'],
    ['prf.evalByCredential', { prf: { evalByCredential: {} } }, 'NotSupportedError'],
    ['largeBlob.read', { largeBlob: { read: false } }, 'NotSupportedError'],
    ['largeBlob.write', { largeBlob: { write: '' } }, 'NotSupportedError'],
    [
      'credProtect enforced without a policy',
      { enforceCredentialProtectionPolicy: true },
      'NotSupportedError',
    ],
    [
      'credProtect enforced with nothing to enforce',
      { enforceCredentialProtectionPolicy: true, credentialProtectionPolicy: 'userVerificationOptional' },
      'NotSupportedError',
      discoverable,
    ],
    [
      'a policy that loosens what cannot be discovered',
      { credentialProtectionPolicy: 'userVerificationOptional' },
      'NotSupportedError',
    ],
    [
      'userVerificationRequired where verification is not required',
      { credentialProtectionPolicy: 'userVerificationRequired' },
      'NotSupportedError',
      discoverable,
    ],
  ])('%s', (_, extensions, name, given = {}) => {
    expect(() => checkCreateExtensions(creationOptions({ ...given, extensions }))).toThrow(
      expect.objectContaining({ name, reason: 'extension-invalid' }),
    );
  });
});

describe('checkCreateExtensions lets pass', () => {
  it.each<[string, ExtensionInputs, Partial<CreationOptions>?]>([
    ['nothing', {}],
    ['credProps', { credProps: true }],
    ['prf', { prf: { eval: { first } } }],
    ['empty appidExclude', { appidExclude: '' }],
    ['appidExclude', { appidExclude: 'https://example.org/app-id.json' }],
    ['largeBlob of any support', { largeBlob: { support: 'someday' } }],
    ['an unknown policy', { credentialProtectionPolicy: 'someday' }],
    [
      'the policy with a list, enforced',
      {
        credentialProtectionPolicy: 'userVerificationOptionalWithCredentialIDList',
        enforceCredentialProtectionPolicy: true,
      },
    ],
    [
      'userVerificationOptional for a discoverable credential',
      { credentialProtectionPolicy: 'userVerificationOptional' },
      selection({ requireResidentKey: true }),
    ],
    [
      'userVerificationRequired where it is required',
      { credentialProtectionPolicy: 'userVerificationRequired', enforceCredentialProtectionPolicy: true },
      selection({ userVerification: 'required' }),
    ],
    ['blobs of any size', { credBlob: blob(1000) }],
  ])('%s', (_, extensions, given = {}) => {
    expect(() => checkCreateExtensions(creationOptions({ ...given, extensions }))).not.toThrow();
  });
});

describe('checkGetExtensions refuses', () => {
  it.each<[string, ExtensionInputs, string, RequestOptions['allowCredentials']?]>([
    ['credProps', { credProps: true }, 'NotSupportedError'],
    ['an appid that is no URL', { appid: 'no url' }, 'SyntaxError'],
    [
      'evalByCredential without allowCredentials',
      { prf: { evalByCredential: { [ID]: { first } } } },
      'NotSupportedError',
    ],
    [
      'evalByCredential for a stranger',
      { prf: { evalByCredential: { [OTHER_ID]: { first } } } },
      'SyntaxError',
      allow(ID),
    ],
    [
      'evalByCredential with an empty key',
      { prf: { evalByCredential: { '': { first } } } },
      'SyntaxError',
      allow(ID),
    ],
    [
      'evalByCredential with padding',
      { prf: { evalByCredential: { 'AA==': { first } } } },
      'SyntaxError',
      allow('AA'),
    ],
    ['largeBlob.support', { largeBlob: { support: 'preferred' } }, 'NotSupportedError'],
    [
      'reading and writing at once',
      { largeBlob: { read: true, write: first } },
      'NotSupportedError',
      allow(ID),
    ],
    ['a write for no credential', { largeBlob: { write: first } }, 'NotSupportedError'],
    [
      'a write for two credentials',
      { largeBlob: { write: first } },
      'NotSupportedError',
      allow(ID, OTHER_ID),
    ],
    ['a write of 2049 bytes', { largeBlob: { write: blob(2049) } }, 'NotSupportedError', allow(ID)],
  ])('%s', (_, extensions, name, allowCredentials = []) => {
    expect(() => checkGetExtensions(requestOptions({ extensions, allowCredentials }))).toThrow(
      expect.objectContaining({ name, reason: 'extension-invalid' }),
    );
  });
});

describe('checkGetExtensions lets pass', () => {
  it.each<[string, ExtensionInputs, RequestOptions['allowCredentials']?]>([
    ['nothing', {}],
    ['credProps: false', { credProps: false }],
    ['empty appid', { appid: '' }],
    ['prf.eval', { prf: { eval: { first } } }],
    ['an empty evalByCredential', { prf: { evalByCredential: {} } }],
    [
      'evalByCredential for allowed ones',
      { prf: { evalByCredential: { [ID]: { first } } } },
      allow(ID, OTHER_ID),
    ],
    ['largeBlob.read', { largeBlob: { read: true } }],
    ['a write of 2048 bytes', { largeBlob: { write: blob(2048), read: false } }, allow(ID)],
  ])('%s', (_, extensions, allowCredentials = []) => {
    expect(() => checkGetExtensions(requestOptions({ extensions, allowCredentials }))).not.toThrow();
  });
});
