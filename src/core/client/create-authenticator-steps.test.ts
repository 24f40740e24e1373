import { describe, expect, test } from 'vitest';
import { toBase64url } from '../bytes';
import { credentialId } from '../testing/ceremony-parameters';
import { credentialSource } from '../testing/credential-source';
import { CeremonyError, type CeremonyReason, type PageErrorName } from '../webauthn/error';
import { caller, clientUnderTest } from './testing/client-under-test';

const descriptor = (name: string) => ({ type: 'public-key', id: toBase64url(credentialId(name)) });
const selection = (given: object) => ({
  authenticatorSelection: { requireResidentKey: false, userVerification: 'preferred', ...given },
});

function failing(error: unknown) {
  const fail = () => Promise.reject(error);
  return clientUnderTest({ ports: { authenticator: { makeCredential: fail, getAssertion: fail } } });
}

describe('create(): §sctn-createCredential, from step 16', () => {
  test('step 19: conditional create is refused at once without standing consent', async () => {
    for (const ports of [{}, { upgradeConsented: async () => false }]) {
      const { create, consent } = clientUnderTest({ ports });
      await expect(create({}, caller(), { mediation: 'conditional' })).rejects.toMatchObject({
        name: 'NotAllowedError',
        reason: 'not-consented-to-upgrades',
      });
      expect(consent.questions).toEqual([]);
    }
  });

  test('step 19: with standing consent, for this origin and RP ID, it goes on', async () => {
    const asked: string[] = [];
    const upgradeConsented = async (origin: string, rpId: string) => {
      asked.push(`${origin} ${rpId}`);
      return true;
    };
    const { create, made, consent } = clientUnderTest({ ports: { upgradeConsented } });
    expect((await create({}, caller(), { mediation: 'conditional' })).kind).toBe('response');
    expect(asked).toEqual(['https://example.org example.org']);
    expect(made[0]?.userPresence).toBe(false);
    expect(consent.questions).toEqual([]);
  });

  test('step 22: conditional create that requires verification is a ConstraintError', async () => {
    const { create } = clientUnderTest({ ports: { upgradeConsented: async () => true } });
    const required = create(selection({ userVerification: 'required' }), caller(), {
      mediation: 'conditional',
    });
    await expect(required).rejects.toMatchObject({
      name: 'ConstraintError',
      reason: 'verification-unavailable',
    });
  });

  test.each([
    [['security-key'], 'native'],
    [['hybrid', 'client-device'], 'native'],
    [['unheard-of', 'security-key'], 'native'],
    [['client-device', 'security-key'], 'response'],
    [['unheard-of'], 'response'],
    [[], 'response'],
  ])('step 20: hints %j: %s', async (hints, kind) => {
    expect((await clientUnderTest().create({ hints })).kind).toBe(kind);
  });

  test('payment belongs to the browser', async () => {
    const { create } = clientUnderTest();
    const native = { kind: 'native', reason: 'payment' };
    expect(await create({ extensions: { payment: { isPayment: true } } })).toEqual(native);
    expect((await create({ extensions: { payment: { isPayment: false } } })).kind).toBe('response');
  });

  test.each([
    [undefined, 'platform'],
    ['platform', 'platform'],
    ['cross-platform', 'cross-platform'],
    ['unheard-of', 'platform'],
  ])('step 22: attachment %s is served and reported as %s', async (authenticatorAttachment, reported) => {
    const outcome = await clientUnderTest().create(selection({ authenticatorAttachment }));
    expect(outcome).toMatchObject({ response: { authenticatorAttachment: reported } });
  });

  test.each([
    [{ residentKey: 'required' }, true],
    [{ residentKey: 'preferred' }, true],
    [{ residentKey: 'discouraged', requireResidentKey: true }, false],
    [{ residentKey: 'unheard-of', requireResidentKey: true }, true],
    [{ residentKey: 'unheard-of' }, false],
    [{ requireResidentKey: true }, true],
    [{}, false],
  ])('step 22: effective resident key requirement of %j is %s', async (given, discoverable) => {
    const { create, made } = clientUnderTest();
    await create(selection(given));
    expect(made[0]?.discoverable).toBe(discoverable);
  });

  test.each([
    ['required', 'required'],
    ['preferred', 'preferred'],
    ['discouraged', 'discouraged'],
    ['unheard-of', 'preferred'],
  ])('step 22: user verification %s counts as %s', async (userVerification, effective) => {
    const { create, made } = clientUnderTest();
    await create(selection({ userVerification }));
    expect(made[0]?.userVerification).toBe(effective);
  });

  test('step 22: without authenticatorSelection: preferred, not discoverable', async () => {
    const { create, made } = clientUnderTest();
    await create();
    expect(made[0]).toMatchObject({ userVerification: 'preferred', discoverable: false });
  });

  test.each([
    ['none', ['packed'], 'none'],
    ['unheard-of', ['packed'], 'none'],
    ['direct', [], 'none'],
    ['direct', ['tpm'], 'none'],
    ['direct', ['tpm', 'packed', 'none'], 'packed'],
    ['direct', ['none', 'packed'], 'none'],
    ['indirect', ['packed'], 'packed'],
    ['enterprise', ['packed'], 'packed'],
  ])('step 22: attestation %s with formats %j is %s', async (attestation, attestationFormats, format) => {
    const { create, made } = clientUnderTest();
    await create({ attestation, attestationFormats });
    expect(made[0]?.attestation).toBe(format);
  });

  test('step 22: excluded are those of known type and readable id, whatever their transports', async () => {
    const { create, made } = clientUnderTest();
    const excludeCredentials = [
      { ...descriptor('a'), type: 'other' },
      { type: 'public-key', id: 'not base64url!' },
      { ...descriptor('b'), transports: ['usb'] },
      descriptor('c'),
    ];
    await create({ excludeCredentials });
    expect(made[0]?.excludeList).toEqual([credentialId('b'), credentialId('c')]);
  });

  test('step 22: InvalidStateError only after consent; a cancel is a NotAllowedError (D42)', async () => {
    const given = { excludeCredentials: [descriptor('ada')] };
    const sources = [credentialSource('ada')];
    await expect(clientUnderTest({ sources }).create(given)).rejects.toMatchObject({
      name: 'InvalidStateError',
      reason: 'credential-excluded',
    });
    const cancelled = clientUnderTest({ sources, answer: { decision: 'cancelled' } });
    await expect(cancelled.create(given)).rejects.toMatchObject({
      name: 'NotAllowedError',
      reason: 'cancelled',
    });
    expect(cancelled.store.sources()).toHaveLength(1);
  });

  test.each<[PageErrorName, CeremonyReason]>([
    ['UnknownError', 'storage-failed'],
    ['ConstraintError', 'verification-unavailable'],
    ['NotSupportedError', 'algorithm-unsupported'],
  ])(
    'step 22: the authenticator’s %s shows as NotAllowedError, and keeps its reason',
    async (name, reason) => {
      const error = new CeremonyError(name, reason);
      await expect(failing(error).create()).rejects.toMatchObject({
        name: 'NotAllowedError',
        reason,
        cause: error,
      });
    },
  );

  test('step 22: an unforeseen error shows as NotAllowedError, without its words', async () => {
    const error = await failing(new Error('secret'))
      .create()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'NotAllowedError', reason: 'internal' });
    expect(String(error)).not.toContain('secret');
  });

  test('step 22: aborted while the person is asked: the reason itself, and nothing is stored', async () => {
    const controller = new AbortController();
    const reason = { any: 'value' };
    const { create, store } = clientUnderTest({
      answer: () => {
        controller.abort(reason);
        return { decision: 'approved', userVerified: true, id: null };
      },
    });
    await expect(create({}, caller(), { signal: controller.signal })).rejects.toBe(reason);
    expect(store.sources()).toEqual([]);
  });

  test('aborted after the response: nothing changes any more', async () => {
    const controller = new AbortController();
    const { create, store } = clientUnderTest();
    const outcome = await create({}, caller(), { signal: controller.signal });
    controller.abort();
    expect(outcome.kind).toBe('response');
    expect(store.sources()).toHaveLength(1);
  });

  test.each([
    ['use-other', 'use-other'],
    ['nothing', 'nothing-found'],
  ] as const)('the person’s %s gives the call to the browser', async (decision, reason) => {
    expect(await clientUnderTest({ answer: { decision } }).create()).toEqual({ kind: 'native', reason });
  });

  test('transports are unique and in lexicographic order', async () => {
    const outcome = await clientUnderTest().create();
    expect(outcome).toMatchObject({ response: { response: { transports: ['hybrid', 'internal'] } } });
  });

  test.each([[42], [0], [0, 1]])(
    'step 10: only %i, no number of a signature: NotAllowedError',
    async (...algs) => {
      const pubKeyCredParams = algs.map((alg) => ({ type: 'public-key', alg }));
      await expect(clientUnderTest().create({ pubKeyCredParams })).rejects.toMatchObject({
        name: 'NotAllowedError',
        reason: 'algorithm-unsupported',
      });
    },
  );
});
