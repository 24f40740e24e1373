import { describe, expect, test } from 'vitest';
import { toBase64url } from '../bytes';
import { credentialId, digest, RP_ID } from '../testing/ceremony-parameters';
import { credentialSource } from '../testing/credential-source';
import { CeremonyError, type PageErrorName } from '../webauthn/error';
import { caller, clientUnderTest, foreignFrame, ORIGIN, readClientData } from './testing/client-under-test';

const descriptor = (name: string) => ({ type: 'public-key', id: toBase64url(credentialId(name)) });
const sources = [credentialSource('ada')];

describe('get(): Credential Management', () => {
  test('silent is the page’s to answer; here it is an internal error', async () => {
    const silent = clientUnderTest({ sources }).get({}, caller(), { mediation: 'silent' });
    await expect(silent).rejects.toMatchObject({ name: 'NotAllowedError', reason: 'internal' });
  });

  test('signal already aborted: its own reason, before the policy', async () => {
    const aborted = clientUnderTest().get({}, caller({ policyAllows: false }), {
      signal: AbortSignal.abort(7),
    });
    await expect(aborted).rejects.toBe(7);
  });

  test('permissions policy denies: NotAllowedError (D6)', async () => {
    for (const by of [caller({ policyAllows: false }), foreignFrame({ policyAllows: false })]) {
      const { get, consent } = clientUnderTest({ sources });
      await expect(get({}, by)).rejects.toMatchObject({ name: 'NotAllowedError', reason: 'policy-denied' });
      expect(consent.questions).toEqual([]);
    }
  });

  test('permissions policy unknown: allowed at the top, left to the browser in a foreign frame', async () => {
    const { get } = clientUnderTest({ sources });
    expect((await get({}, caller({ policyAllows: null }))).kind).toBe('response');
    expect(await get({}, foreignFrame({ policyAllows: null }))).toEqual({
      kind: 'native',
      reason: 'policy-unknown',
    });
  });

  test('a cross-origin frame needs no activation, unlike create()', async () => {
    expect((await clientUnderTest({ sources }).get({}, foreignFrame({ userActivation: false }))).kind).toBe(
      'response',
    );
  });

  test('65 allowed credentials: RangeError before the RP ID, as Chromium; 64 are served', async () => {
    const list = (length: number) => Array.from({ length }, () => descriptor('ada'));
    const { get } = clientUnderTest({ sources });
    const tooMany = get({ allowCredentials: list(65), rpId: 'com' });
    await expect(tooMany).rejects.toMatchObject({ name: 'RangeError', reason: 'list-too-long' });
    expect((await get({ allowCredentials: list(64) })).kind).toBe('response');
  });
});

describe('get(): uiMode "immediate", as Chromium has it', () => {
  const immediate = { uiMode: 'immediate' } as const;

  test('with a passkey here the person is asked', async () => {
    const { get, consent } = clientUnderTest({ sources });
    expect((await get({}, caller(), immediate)).kind).toBe('response');
    expect(consent.questions).toHaveLength(1);
  });

  test.each([
    ['named credentials', { allowCredentials: [descriptor('ada')] }, {}, {}, 'NotAllowedError'],
    ['no activation', {}, { userActivation: false }, {}, 'NotAllowedError'],
    ['conditional mediation', {}, {}, { mediation: 'conditional' }, 'NotSupportedError'],
  ] as const)('%s: refused, and nobody is asked', async (_, options, by, more, name) => {
    const { get, consent } = clientUnderTest({ sources });
    await expect(get(options, caller(by), { ...immediate, ...more })).rejects.toMatchObject({ name });
    expect(consent.questions).toEqual([]);
  });

  test('an unknown uiMode means nothing', async () => {
    const { get } = clientUnderTest({ sources });
    const allowCredentials = [descriptor('ada')];
    expect((await get({ allowCredentials }, caller(), { uiMode: 'other' })).kind).toBe('response');
  });
});

describe('get(): §sctn-discover-from-external-source', () => {
  test('step 3: conditional mediation filters by the list, and only discoverable credentials take part', async () => {
    const hidden = credentialSource('hidden', { discoverable: false });
    const { get, got, consent } = clientUnderTest({ sources: [hidden, ...sources, credentialSource('bob')] });
    const allowCredentials = [descriptor('hidden'), descriptor('ada')];
    const outcome = await get({ allowCredentials }, caller(), { mediation: 'conditional' });
    expect(outcome).toMatchObject({ response: { id: toBase64url(credentialId('ada')) } });
    expect(got[0]?.discoverableOnly).toBe(true);
    const [question] = consent.questions;
    const accounts = question?.ceremony === 'get' ? await question.accounts() : [];
    expect(accounts.map(({ userName }) => userName)).toEqual(['ada@example.org']);
  });

  test('step 5: an opaque origin is a NotAllowedError', async () => {
    await expect(clientUnderTest().get({}, caller({ origin: 'null' }))).rejects.toMatchObject({
      name: 'NotAllowedError',
      reason: 'origin-opaque',
    });
  });

  test.each(['https://127.0.0.1', 'http://example.org', 'https://example.org.'])(
    'step 6: from %s it is a SecurityError',
    async (origin) => {
      await expect(clientUnderTest().get({ rpId: RP_ID }, caller({ origin }))).rejects.toMatchObject({
        name: 'SecurityError',
        reason: 'domain-invalid',
      });
    },
  );

  test('step 7: without rpId it is the effective domain', async () => {
    const { get, got } = clientUnderTest({ sources });
    await get();
    expect(got[0]).toMatchObject({ rpId: RP_ID, origin: ORIGIN });
  });

  test.each(['evil.test', 'org', 'EXAMPLE.org', 'null', ''])(
    'step 7: rpId %j is a SecurityError',
    async (rpId) => {
      const { get, store, consent } = clientUnderTest({ sources });
      await expect(get({ rpId })).rejects.toMatchObject({ name: 'SecurityError', reason: 'rp-id-unrelated' });
      expect([store.calls, consent.questions]).toEqual([[], []]);
    },
  );

  test('step 7.1: a related origin is served', async () => {
    const { get } = clientUnderTest({ sources, related: { [RP_ID]: ['https://example.co.uk'] } });
    expect((await get({ rpId: RP_ID }, caller({ origin: 'https://example.co.uk' }))).kind).toBe('response');
    await expect(get({ rpId: RP_ID }, caller({ origin: 'https://example.de' }))).rejects.toMatchObject({
      name: 'SecurityError',
    });
  });

  test('step 9: extensions that contradict their rules end it', async () => {
    const { get } = clientUnderTest({ sources });
    const value = { first: 'AQ' };
    await expect(get({ extensions: { prf: { evalByCredential: { AQ: value } } } })).rejects.toMatchObject({
      name: 'NotSupportedError',
      reason: 'extension-invalid',
    });
    await expect(get({ extensions: { appid: 'https://evil.test' } })).rejects.toMatchObject({
      name: 'SecurityError',
    });
    expect(await get({ extensions: { appid: `https://www.${RP_ID}/u2f.json` } })).toMatchObject({
      response: { clientExtensionResults: { appid: false } },
    });
  });

  test('steps 10 to 12: client data to the byte, and its hash to the authenticator', async () => {
    const { get, got } = clientUnderTest({ sources });
    const outcome = await get({}, foreignFrame());
    if (outcome.kind !== 'response') throw new Error(outcome.reason);
    const bytes = Buffer.from(outcome.response.response.clientDataJSON, 'base64url');
    expect(bytes.toString()).toBe(
      '{"type":"webauthn.get","challenge":"Y2hhbGxlbmdl","origin":"https://example.org","crossOrigin":true,"topOrigin":"https://shop.test"}',
    );
    expect(got[0]?.hash).toEqual(digest(bytes));
  });

  test('step 10: inner A of A in B in A is cross-origin (D5)', async () => {
    const by = caller({ ancestorOrigins: ['https://shop.test', ORIGIN] });
    const outcome = await clientUnderTest({ sources }).get({}, by);
    if (outcome.kind !== 'response') throw new Error(outcome.reason);
    expect(readClientData(outcome.response.response.clientDataJSON)).toMatchObject({
      crossOrigin: true,
      topOrigin: ORIGIN,
    });
  });

  test('step 13: aborted meanwhile: the reason, and nobody is asked', async () => {
    const controller = new AbortController();
    const { get, consent } = clientUnderTest({
      ports: {
        isRelatedOrigin: async () => {
          controller.abort('stop');
          return true;
        },
      },
    });
    await expect(get({ rpId: 'other.test' }, caller(), { signal: controller.signal })).rejects.toBe('stop');
    expect(consent.questions).toEqual([]);
  });

  test.each([['security-key'], ['hybrid']])('step 18: a first hint %s goes to the browser', async (hint) => {
    const native = await clientUnderTest({ sources }).get({ hints: [hint, 'client-device'] });
    expect(native).toEqual({ kind: 'native', reason: 'hint-elsewhere' });
  });

  test('step 20: only the listed credentials, with the site’s list in its order', async () => {
    const { get, got } = clientUnderTest({ sources: [credentialSource('bob'), ...sources] });
    const allowCredentials = [
      { ...descriptor('bob'), type: 'other' },
      { type: 'public-key', id: 'garbled!' },
      { ...descriptor('ada'), transports: ['usb'] },
      descriptor('carol'),
    ];
    expect(await get({ allowCredentials })).toMatchObject({
      response: { id: toBase64url(credentialId('ada')) },
    });
    expect(got[0]?.allowList).toEqual([credentialId('ada'), credentialId('carol')]);
  });

  test('step 20: a list of unknown types only is an error, never "any credential"', async () => {
    const { get, got } = clientUnderTest({ sources });
    const unknown = get({ allowCredentials: [{ ...descriptor('ada'), type: 'other' }] });
    await expect(unknown).rejects.toMatchObject({ name: 'NotAllowedError', reason: 'type-unknown' });
    expect(got).toEqual([]);
  });

  test('step 20: a list of garbled ids names nothing, never "any credential"', async () => {
    const { get, got } = clientUnderTest({ sources });
    const native = await get({ allowCredentials: [{ type: 'public-key', id: '====' }] });
    expect(native).toEqual({ kind: 'native', reason: 'nothing-found' });
    expect(got).toEqual([]);
  });

  test('step 20: an empty list asks for any discoverable credential', async () => {
    const { get, got } = clientUnderTest({ sources });
    expect(await get()).toMatchObject({ response: { response: { userHandle: 'YWRh' } } });
    expect(got[0]?.allowList).toBeNull();
  });

  test.each([
    ['required', 'required'],
    ['discouraged', 'discouraged'],
    ['unheard-of', 'preferred'],
  ])('step 20: user verification %s counts as %s', async (userVerification, effective) => {
    const { get, got } = clientUnderTest({ sources });
    await get({ userVerification });
    expect(got[0]?.userVerification).toBe(effective);
  });

  test('step 20: without a match the browser has the call', async () => {
    expect(await clientUnderTest().get()).toEqual({ kind: 'native', reason: 'nothing-found' });
  });

  test.each<PageErrorName>(['InvalidStateError', 'ConstraintError', 'NotSupportedError', 'UnknownError'])(
    'step 20: the authenticator’s %s shows as NotAllowedError: get() knows no other',
    async (name) => {
      const fail = () => Promise.reject(new CeremonyError(name, 'internal'));
      const { get } = clientUnderTest({
        ports: { authenticator: { makeCredential: fail, getAssertion: fail } },
      });
      await expect(get()).rejects.toMatchObject({ name: 'NotAllowedError' });
    },
  );

  test('step 20: cancelled: NotAllowedError; sent elsewhere: the browser', async () => {
    const cancelled = clientUnderTest({ sources, answer: { decision: 'cancelled' } }).get();
    await expect(cancelled).rejects.toMatchObject({ name: 'NotAllowedError', reason: 'cancelled' });
    const other = clientUnderTest({ sources, answer: { decision: 'use-other' } }).get();
    expect(await other).toEqual({ kind: 'native', reason: 'use-other' });
  });

  test('step 20: aborted while the person is asked: the reason itself, and nothing is signed', async () => {
    const controller = new AbortController();
    const { get, store } = clientUnderTest({
      sources,
      answer: () => {
        controller.abort('stop');
        return { decision: 'approved', userVerified: true, id: credentialId('ada') };
      },
    });
    await expect(get({}, caller(), { signal: controller.signal })).rejects.toBe('stop');
    expect(store.calls).not.toContain('recordUse');
  });
});
