import { describe, expect, test } from 'vitest';
import { toBase64url } from '../bytes';
import { credentialId, digest, RP_ID } from '../testing/ceremony-parameters';
import { parseAuthenticatorData } from '../testing/parse-authenticator-data';
import { caller, clientUnderTest, foreignFrame, ORIGIN, readClientData } from './testing/client-under-test';

const key = { type: 'public-key', alg: -7 };
const user = (length: number) => ({
  user: { id: toBase64url(new Uint8Array(length).fill(1)), name: 'ada', displayName: '' },
});
const rp = (id: string) => ({ rp: { id, name: 'Example' } });
const descriptor = (name: string) => ({ type: 'public-key', id: toBase64url(credentialId(name)) });

async function responseOf(outcome: ReturnType<ReturnType<typeof clientUnderTest>['create']>) {
  const ended = await outcome;
  if (ended.kind !== 'response') throw new Error(`native: ${ended.reason}`);
  return ended.response;
}

describe('create(): Credential Management', () => {
  test('permissions policy denies: NotAllowedError, in any frame', async () => {
    for (const by of [caller({ policyAllows: false }), foreignFrame({ policyAllows: false })]) {
      const { create, consent } = clientUnderTest();
      await expect(create({}, by)).rejects.toMatchObject({
        name: 'NotAllowedError',
        reason: 'policy-denied',
      });
      expect(consent.questions).toEqual([]);
    }
  });

  test('permissions policy unknown: allowed at the top, left to the browser in a foreign frame', async () => {
    const { create } = clientUnderTest();
    expect((await create({}, caller({ policyAllows: null }))).kind).toBe('response');
    expect(await create({}, foreignFrame({ policyAllows: null }))).toEqual({
      kind: 'native',
      reason: 'policy-unknown',
    });
  });

  test('in a frame of the same origin throughout: left to the browser where policy is unknown alone', async () => {
    const framed = { ancestorOrigins: [ORIGIN, ORIGIN] };
    const { create } = clientUnderTest();
    expect(await create({}, caller({ ...framed, policyAllows: null }))).toEqual({
      kind: 'native',
      reason: 'policy-unknown',
    });
    expect((await create({}, caller({ ...framed, policyAllows: true }))).kind).toBe('response');
  });

  test('signal already aborted: its own reason, before anything is asked', async () => {
    const { create, consent, lookedUp } = clientUnderTest();
    const aborted = create(rp('other.test'), caller(), { signal: AbortSignal.abort('stop') });
    await expect(aborted).rejects.toBe('stop');
    expect([consent.questions, lookedUp]).toEqual([[], []]);
  });

  test('65 excluded credentials: RangeError, as Chromium; 64 are served', async () => {
    const list = (length: number) => ({ excludeCredentials: Array.from({ length }, () => descriptor('x')) });
    const { create } = clientUnderTest();
    await expect(create(list(65))).rejects.toMatchObject({ name: 'RangeError', reason: 'list-too-long' });
    expect((await create(list(64))).kind).toBe('response');
  });
});

describe('create(): §sctn-createCredential', () => {
  test('step 2.1: conditional in a cross-origin frame is a NotAllowedError, whatever the person consented to', async () => {
    const { create } = clientUnderTest({ ports: { upgradeConsented: async () => true } });
    await expect(create({}, foreignFrame(), { mediation: 'conditional' })).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });

  test('step 2.2: a cross-origin frame needs activation, a top-level document does not', async () => {
    const { create } = clientUnderTest();
    await expect(create({}, foreignFrame({ userActivation: false }))).rejects.toMatchObject({
      name: 'NotAllowedError',
      reason: 'activation-missing',
    });
    expect((await create({}, foreignFrame())).kind).toBe('response');
    expect((await create({}, caller({ userActivation: false }))).kind).toBe('response');
  });

  test.each([65, 1023])('step 5: a user handle of %i bytes is a TypeError', async (length) => {
    const { create } = clientUnderTest();
    await expect(create(user(length))).rejects.toMatchObject({
      name: 'TypeError',
      reason: 'user-handle-invalid',
    });
  });

  test.each([0, 1, 64])('step 5: a user handle of %i bytes is right', async (length) => {
    expect((await clientUnderTest().create(user(length))).kind).toBe('response');
  });

  test('step 5: an empty user handle is a TypeError where the credential must be discoverable', async () => {
    const authenticatorSelection = {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'preferred',
    };
    await expect(clientUnderTest().create({ ...user(0), authenticatorSelection })).rejects.toMatchObject({
      name: 'TypeError',
      reason: 'user-handle-invalid',
    });
  });

  test('step 5: a user handle that is no base64url is a TypeError', async () => {
    const odd = { user: { id: '!', name: '', displayName: '' } };
    await expect(clientUnderTest().create(odd)).rejects.toMatchObject({ name: 'TypeError' });
  });

  test('step 5 comes before step 8, as Chromium has it', async () => {
    await expect(clientUnderTest().create({ ...user(65), ...rp('com') })).rejects.toMatchObject({
      name: 'TypeError',
    });
  });

  test('step 6: an opaque origin is a NotAllowedError', async () => {
    const opaque = clientUnderTest().create({}, caller({ origin: 'null' }));
    await expect(opaque).rejects.toMatchObject({ name: 'NotAllowedError', reason: 'origin-opaque' });
  });

  test.each([['null'], [ORIGIN], ['https://shop.test']])(
    'step 6: an opaque frame below %s is refused here, whatever is known of its policy (D1 to D4)',
    async (top) => {
      for (const policyAllows of [true, null]) {
        const by = caller({ origin: 'null', ancestorOrigins: [top], policyAllows });
        await expect(clientUnderTest().create(rp(RP_ID), by)).rejects.toMatchObject({
          reason: 'origin-opaque',
        });
        await expect(clientUnderTest().get({ rpId: RP_ID }, by)).rejects.toMatchObject({
          reason: 'origin-opaque',
        });
      }
    },
  );

  test.each(['https://127.0.0.1', 'https://[::1]', 'http://example.org', 'https://example.org.'])(
    'step 7: from %s it is a SecurityError',
    async (origin) => {
      const { create, lookedUp } = clientUnderTest();
      await expect(create(rp('example.org'), caller({ origin }))).rejects.toMatchObject({
        name: 'SecurityError',
        reason: 'domain-invalid',
      });
      expect(lookedUp).toEqual([]);
    },
  );

  test('step 8: without rp.id it is the effective domain, without port (D16)', async () => {
    const { create, made } = clientUnderTest();
    const response = await responseOf(create({}, caller({ origin: 'https://login.example.org:8443' })));
    expect(made[0]?.rp).toEqual({ id: 'login.example.org', name: 'Example' });
    expect(readClientData(response.response.clientDataJSON)).toMatchObject({
      origin: 'https://login.example.org:8443',
    });
  });

  test('step 8: a registrable suffix is taken and hashed', async () => {
    const { create } = clientUnderTest();
    const { response } = await responseOf(create(rp(RP_ID), caller({ origin: 'https://login.example.org' })));
    const { rpIdHash } = parseAuthenticatorData(Buffer.from(response.authenticatorData, 'base64url'));
    expect(rpIdHash).toBe(Buffer.from(digest(new TextEncoder().encode(RP_ID))).toString('hex'));
  });

  test.each(['evil.test', 'org', 'EXAMPLE.org', 'https://example.org', ''])(
    'step 8: rp.id %j is a SecurityError, and nobody is asked',
    async (id) => {
      const { create, consent } = clientUnderTest();
      await expect(create(rp(id))).rejects.toMatchObject({
        name: 'SecurityError',
        reason: 'rp-id-unrelated',
      });
      expect(consent.questions).toEqual([]);
    },
  );

  test('step 8.1: a related origin is served, under its own origin and the common RP ID', async () => {
    const by = caller({ origin: 'https://example.co.uk' });
    const { create, made, lookedUp } = clientUnderTest({ related: { [RP_ID]: ['https://example.co.uk'] } });
    const { response } = await responseOf(create(rp(RP_ID), by));
    expect(made[0]?.rp.id).toBe(RP_ID);
    expect(readClientData(response.clientDataJSON)).toMatchObject({ origin: 'https://example.co.uk' });
    expect(lookedUp).toEqual([`${RP_ID} for https://example.co.uk`]);
  });

  test('step 8.1: no file is asked for where the RP ID fits, or can never be one', async () => {
    const { create, lookedUp } = clientUnderTest();
    await create(rp(RP_ID));
    for (const id of ['org', 'EXAMPLE.com', '127.0.0.1', 'x@y.com']) await create(rp(id)).catch(() => null);
    expect(lookedUp).toEqual([]);
  });

  test('step 8.1: a look-up that fails refuses; one that is aborted ends with the reason', async () => {
    const failing = clientUnderTest({
      ports: { isRelatedOrigin: () => Promise.reject(new Error('offline')) },
    });
    await expect(failing.create(rp('other.test'))).rejects.toMatchObject({ name: 'SecurityError' });
    const controller = new AbortController();
    const isRelatedOrigin = async () => {
      controller.abort('stop');
      return true;
    };
    const aborted = clientUnderTest({ ports: { isRelatedOrigin } });
    await expect(aborted.create(rp('other.test'), caller(), { signal: controller.signal })).rejects.toBe(
      'stop',
    );
    expect(aborted.consent.questions).toEqual([]);
  });

  test('step 8.1: aborted while the look-up finds nothing: the reason, not a SecurityError', async () => {
    const controller = new AbortController();
    const isRelatedOrigin = async () => {
      controller.abort('stop');
      return false;
    };
    const { create } = clientUnderTest({ ports: { isRelatedOrigin } });
    await expect(create(rp('other.test'), caller(), { signal: controller.signal })).rejects.toBe('stop');
  });

  test('step 10: an empty list means ES256, then RS256', async () => {
    const { create, made } = clientUnderTest();
    await create({ pubKeyCredParams: [] });
    expect(made[0]?.algorithms).toEqual([-7, -257]);
  });

  test('step 10: the site’s order stays; unknown types, unknown algorithms and repetitions go', async () => {
    const { create, made } = clientUnderTest();
    const params = [-65535, -257, -7, -257, -8].map((alg) => ({ type: 'public-key', alg }));
    await create({ pubKeyCredParams: [{ type: 'other', alg: -8 }, ...params] });
    expect(made[0]?.algorithms).toEqual([-257, -7, -8]);
  });

  test('step 10: only unknown types are a NotSupportedError', async () => {
    const unknown = clientUnderTest().create({ pubKeyCredParams: [{ type: 'other', alg: -7 }] });
    await expect(unknown).rejects.toMatchObject({ name: 'NotSupportedError', reason: 'type-unknown' });
  });

  test('step 10: only unsupported algorithms go to the browser', async () => {
    const native = await clientUnderTest().create({ pubKeyCredParams: [{ ...key, alg: -65535 }] });
    expect(native).toEqual({ kind: 'native', reason: 'algorithm-unsupported' });
  });

  test('step 12: extensions that contradict their rules end it', async () => {
    const { create } = clientUnderTest();
    const byCredential = create({ extensions: { prf: { evalByCredential: {} } } });
    await expect(byCredential).rejects.toMatchObject({
      name: 'NotSupportedError',
      reason: 'extension-invalid',
    });
    const foreign = create({ extensions: { appidExclude: 'https://evil.test/u2f.json' } });
    await expect(foreign).rejects.toMatchObject({ name: 'SecurityError', reason: 'extension-invalid' });
  });

  test('step 12 comes after step 8', async () => {
    const both = clientUnderTest().create({ ...rp('com'), extensions: { prf: { evalByCredential: {} } } });
    await expect(both).rejects.toMatchObject({ name: 'SecurityError' });
  });

  test('steps 13 to 15: client data to the byte, and its hash to the authenticator', async () => {
    const { create, made } = clientUnderTest();
    const { response } = await responseOf(create());
    const bytes = Buffer.from(response.clientDataJSON, 'base64url');
    expect(bytes.toString()).toBe(
      '{"type":"webauthn.create","challenge":"Y2hhbGxlbmdl","origin":"https://example.org","crossOrigin":false}',
    );
    expect(made[0]?.hash).toEqual(digest(bytes));
  });

  test.each([
    ['another site', ['https://shop.test'], 'https://shop.test'],
    ['A in B in A (D5)', ['https://shop.test', ORIGIN], ORIGIN],
    ['another port', [`${ORIGIN}:8443`], `${ORIGIN}:8443`],
    ['below an opaque frame', ['null', 'https://shop.test'], 'https://shop.test'],
  ])('step 13: %s is cross-origin, with the top origin', async (_title, ancestorOrigins, topOrigin) => {
    const { response } = await responseOf(clientUnderTest().create({}, caller({ ancestorOrigins })));
    expect(readClientData(response.clientDataJSON)).toMatchObject({ crossOrigin: true, topOrigin });
  });

  test('step 13: same origin with all ancestors is not cross-origin, and names no top origin', async () => {
    const { response } = await responseOf(
      clientUnderTest().create({}, caller({ ancestorOrigins: [ORIGIN] })),
    );
    expect(readClientData(response.clientDataJSON)).toEqual({
      type: 'webauthn.create',
      challenge: 'Y2hhbGxlbmdl',
      origin: ORIGIN,
      crossOrigin: false,
    });
  });

  test.each([['null'], [''], ['shop.test'], ['https://shop.test/']])(
    'step 13: where the top origin is %j the browser has the call',
    async (top) => {
      const native = await clientUnderTest().create({}, caller({ ancestorOrigins: [top] }));
      expect(native).toEqual({ kind: 'native', reason: 'policy-unknown' });
    },
  );
});
