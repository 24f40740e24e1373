import { describe, expect, test } from 'vitest';
import { processSignal, type SignalRequest } from './signal-methods';

const live = new AbortController().signal;
const ORIGIN = 'https://login.example.com';

const unknown = (credentialId: string, rpId = 'example.com'): SignalRequest => ({
  method: 'signalUnknownCredential',
  options: { rpId, credentialId },
});
const accepted = (userId: string, ...allAcceptedCredentialIds: string[]): SignalRequest => ({
  method: 'signalAllAcceptedCredentials',
  options: { rpId: 'example.com', userId, allAcceptedCredentialIds },
});
const details = (userId: string): SignalRequest => ({
  method: 'signalCurrentUserDetails',
  options: { rpId: 'example.com', userId, name: 'ada', displayName: '' },
});

const run = (request: SignalRequest, origin = ORIGIN, related = false) =>
  processSignal(request, origin, async () => related, live);

describe('signal methods (§sctn-signal-methods)', () => {
  test('signalUnknownCredential names a credential', async () => {
    expect(await run(unknown('AQID'))).toEqual({
      signal: 'unknown-credential',
      rpId: 'example.com',
      credentialId: Uint8Array.of(1, 2, 3),
    });
  });

  test('signalAllAcceptedCredentials lists credentials of a user handle', async () => {
    expect(await run(accepted('BA', 'AQ', 'Ag'))).toEqual({
      signal: 'all-accepted-credentials',
      rpId: 'example.com',
      userHandle: Uint8Array.of(4),
      accepted: [Uint8Array.of(1), Uint8Array.of(2)],
    });
  });

  test('an empty list is legal: none is accepted any more', async () => {
    expect(await run(accepted('BA'))).toMatchObject({ accepted: [] });
  });

  test('signalCurrentUserDetails carries both names, empty ones too', async () => {
    expect(await run(details('BA'))).toEqual({
      signal: 'current-user-details',
      rpId: 'example.com',
      userHandle: Uint8Array.of(4),
      name: 'ada',
      displayName: '',
    });
  });

  test('the standard’s own example decodes, stray bits and all', async () => {
    const { aabbcc: bytes } = { aabbcc: new Uint8Array(Buffer.from('aabbcc', 'base64url')) };
    expect(await run(unknown('aabbcc'))).toMatchObject({ credentialId: bytes });
  });

  test.each([
    unknown('a'),
    unknown('AQ=='),
    unknown('A+/B'),
    unknown('A QI'),
    unknown('ÄQ'),
    accepted('!', 'AQ'),
    accepted('BA', 'AQ', '%'),
    details('BA='),
  ])('step 1: bad base64url is a TypeError, whatever the RP ID: %j', async (request) => {
    await expect(run(request)).rejects.toMatchObject({ name: 'TypeError' });
    await expect(run(request, 'https://evil.test')).rejects.toMatchObject({ name: 'TypeError' });
  });

  test.each([
    ['https://evil.test', 'rp-id-unrelated'],
    ['https://127.0.0.1', 'domain-invalid'],
    ['http://example.com', 'domain-invalid'],
    ['null', 'origin-opaque'],
  ])('step 2: from %s it is a SecurityError', async (origin, reason) => {
    await expect(run(unknown('AQ'), origin)).rejects.toMatchObject({ name: 'SecurityError', reason });
  });

  test('step 2: a related origin may signal', async () => {
    expect(await run(unknown('AQ'), 'https://example.co.uk', true)).toMatchObject({ rpId: 'example.com' });
  });

  test('step 2: a public suffix is refused without asking anybody', async () => {
    const asked = () => Promise.reject(new Error('asked'));
    await expect(processSignal(unknown('AQ', 'com'), ORIGIN, asked, live)).rejects.toMatchObject({
      name: 'SecurityError',
    });
  });
});
