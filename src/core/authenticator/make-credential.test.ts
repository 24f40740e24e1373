import { decode } from 'cborg';
import { describe, expect, it } from 'vitest';
import { as, concat, toBase64url } from '../bytes';
import { credentialId, digest, makeParameters, RP_ID, userHandle } from '../testing/ceremony-parameters';
import { credentialSource } from '../testing/credential-source';
import { type MemoryStore, memoryStore } from '../testing/memory-store';
import { parseAuthenticatorData } from '../testing/parse-authenticator-data';
import { approved, scriptedConsent } from '../testing/scripted-consent';
import { hex, START, testPlatform } from '../testing/test-platform';
import { verifies } from '../testing/vectors';
import { AAGUID } from '../webauthn/aaguid';
import type { MadeCredential, MakeCredentialParameters } from './authenticator';
import type { Answer } from './consent';
import { createAuthenticator } from './create-authenticator';

const never = new AbortController().signal;
const UP = 0x01;
const UV = 0x04;
const BE = 0x08;
const BS = 0x10;
const AT = 0x40;

type Given = { store?: MemoryStore; consent?: ReturnType<typeof scriptedConsent>; signal?: AbortSignal };

function run(parameters: Partial<MakeCredentialParameters> = {}, given: Given = {}) {
  const { store = memoryStore(), consent = scriptedConsent(), signal = never } = given;
  const authenticator = createAuthenticator({ platform: testPlatform(), store, consent });
  return authenticator.makeCredential(makeParameters(parameters), signal);
}

async function made(
  parameters: Partial<MakeCredentialParameters> = {},
  given: Given = {},
): Promise<MadeCredential> {
  const result = await run(parameters, given);
  if ('declined' in result) throw new Error(`declined: ${result.declined}`);
  return result;
}

const failure = (name: string, reason: string) => expect.objectContaining({ name, reason });
const unverified: Answer = { ...approved, userVerified: false };

describe('makeCredential', () => {
  it.each<[string, Partial<MakeCredentialParameters>]>([
    ['hash', { hash: hex('00') }],
    ['RP ID', { rp: { id: '', name: '' } }],
    ['empty user handle', { user: { id: as(hex('')), name: '', displayName: '' }, discoverable: true }],
    ['long user handle', { user: { id: as(hex('00'.repeat(65))), name: '', displayName: '' } }],
    ['list of algorithms', { algorithms: [] }],
    ['short credential id', { newId: as(hex('00'.repeat(15))) }],
    ['long credential id', { newId: as(hex('00'.repeat(1024))) }],
  ])('step 1: refuses a malformed %s', async (_, parameters) => {
    const consent = scriptedConsent();
    await expect(run(parameters, { consent })).rejects.toThrow(failure('UnknownError', 'internal'));
    expect(consent.questions).toEqual([]);
  });

  it('names of any length are kept so far as anybody reads them (§sctn-strings-truncation)', async () => {
    const store = memoryStore();
    const long = 'a'.repeat(999) + '😀'.repeat(40_000);
    const name = `${'a'.repeat(999)}\ufffd`;
    const user = { id: userHandle('ada'), name: long, displayName: long };
    await made({ rp: { id: RP_ID, name: long }, user }, { store });
    const [kept] = await store.find(RP_ID);
    expect(kept?.source).toMatchObject({ rpName: name, userName: name, userDisplayName: name });
  });

  it('step 2: leaves the call to the browser where no algorithm is supported, and asks nobody', async () => {
    const consent = scriptedConsent();
    expect(await run({ algorithms: [-65535, -999] }, { consent })).toEqual({
      declined: 'algorithm-unsupported',
    });
    expect(consent.questions).toEqual([]);
  });

  it('step 3: tells of an excluded credential once the person approved', async () => {
    const store = memoryStore(credentialSource('old'));
    const result = run({ excludeList: [credentialId('x'), credentialId('old')] }, { store });
    await expect(result).rejects.toThrow(failure('InvalidStateError', 'credential-excluded'));
    expect(store.sources()).toHaveLength(1);
  });

  it.each<[Answer['decision'], object]>([
    ['use-other', { declined: 'use-other' }],
    ['nothing', { declined: 'nothing' }],
  ])('step 3: keeps an excluded credential to itself when the answer is %s', async (decision, expected) => {
    const store = memoryStore(credentialSource('old'));
    const consent = scriptedConsent({ decision } as Answer);
    expect(await run({ excludeList: [credentialId('old')] }, { store, consent })).toEqual(expected);
    expect(store.calls).toEqual([]);
  });

  it('step 3: answers a refusal as it would without an excluded credential', async () => {
    const store = memoryStore(credentialSource('old'));
    const consent = scriptedConsent({ decision: 'cancelled' });
    const result = run({ excludeList: [credentialId('old')] }, { store, consent });
    await expect(result).rejects.toThrow(failure('NotAllowedError', 'cancelled'));
  });

  it('step 3: excludes nothing for another RP ID', async () => {
    const store = memoryStore(credentialSource('old', { rpId: 'other.example' }));
    await made({ excludeList: [credentialId('old')] }, { store });
    expect(store.sources()).toHaveLength(2);
  });

  it('step 3: lets the prompt know, when it asks', async () => {
    const store = memoryStore(credentialSource('old'));
    const told: boolean[] = [];
    const consent = scriptedConsent(async (question) => {
      if (question.ceremony === 'create') told.push(await question.excluded());
      return { decision: 'cancelled' };
    });
    await run({ excludeList: [credentialId('old')] }, { store, consent }).catch(() => {});
    await run({ excludeList: [credentialId('x')] }, { store, consent }).catch(() => {});
    expect(told).toEqual([true, false]);
  });

  it('step 4: makes discoverable and other credentials, as asked', async () => {
    const store = memoryStore();
    await made({ discoverable: true, newId: credentialId('one') }, { store });
    await made({ discoverable: false, newId: credentialId('two') }, { store });
    expect(store.sources().map(({ discoverable }) => discoverable)).toEqual([true, false]);
  });

  it('step 5: asks for verification unless it is discouraged, and always for prf', async () => {
    const consent = scriptedConsent();
    await run({ userVerification: 'required' }, { consent });
    await run({ userVerification: 'preferred' }, { consent });
    await run({ userVerification: 'discouraged' }, { consent });
    await run({ userVerification: 'discouraged', extensions: { prf: {} } }, { consent });
    expect(consent.questions.map(({ verify }) => verify)).toEqual([true, true, false, true]);
  });

  it('step 6: asks once, with the names of site and account, and reads no store before', async () => {
    const store = memoryStore();
    let callsBefore = -1;
    const consent = scriptedConsent(() => {
      callsBefore = store.calls.length;
      return approved;
    });
    await run({}, { store, consent });
    expect(callsBefore).toBe(0);
    expect(consent.questions).toEqual([
      expect.objectContaining({
        ceremony: 'create',
        rpId: RP_ID,
        rpName: 'Example',
        userName: 'ada@example.org',
        userDisplayName: 'Ada',
        userHandle: userHandle('ada'),
      }),
    ]);
  });

  it('step 6: names the account whose passkey will be replaced, but not the new one of an earlier run', async () => {
    const store = memoryStore(credentialSource('ada'));
    const replaced: unknown[] = [];
    const consent = scriptedConsent(async (question) => {
      if (question.ceremony === 'create') replaced.push(await question.replaces());
      return approved;
    });
    await run({}, { store, consent });
    await run({}, { store, consent });
    await run({ discoverable: false, newId: credentialId('second') }, { store, consent });
    expect(replaced).toEqual([
      {
        id: credentialId('ada'),
        userName: 'ada@example.org',
        userDisplayName: 'ada',
        createdAt: START,
        lastUsedAt: null,
        displayName: '',
      },
      null,
      null,
    ]);
  });

  it('step 6: fails where verification is required and was not done', async () => {
    const store = memoryStore();
    const result = run({ userVerification: 'required' }, { store, consent: scriptedConsent(unverified) });
    await expect(result).rejects.toThrow(failure('NotAllowedError', 'verification-unavailable'));
    expect(store.sources()).toEqual([]);
  });

  it('step 6: sets UV only for a verification that this ceremony asked for', async () => {
    const flags = async (parameters: Partial<MakeCredentialParameters>, answer: Answer) =>
      parseAuthenticatorData((await made(parameters, { consent: scriptedConsent(answer) })).authenticatorData)
        .flags;
    expect(await flags({ userVerification: 'preferred' }, approved)).toBe(UP | UV | BE | AT);
    expect(await flags({ userVerification: 'preferred' }, unverified)).toBe(UP | BE | AT);
    expect(await flags({ userVerification: 'discouraged' }, approved)).toBe(UP | BE | AT);
  });

  it('step 7.1: takes the first supported algorithm in the site’s order', async () => {
    const store = memoryStore();
    expect(await made({ algorithms: [-65535, -8, -7] }, { store })).toMatchObject({ alg: -8 });
    expect(store.sources()).toMatchObject([{ alg: -8 }]);
  });

  it('step 7.3: stores a source with all its fields', async () => {
    const store = memoryStore();
    const extensions = { credBlob: toBase64url(hex('c0ffee')) };
    await made({ extensions }, { store });
    const [source] = store.sources();
    expect(source).toEqual({
      id: credentialId('new'),
      rpId: RP_ID,
      userHandle: userHandle('ada'),
      alg: -7,
      privateKey: expect.objectContaining({ length: 138 }),
      discoverable: true,
      backupEligible: true,
      signCount: 0,
      rpName: 'Example',
      userName: 'ada@example.org',
      userDisplayName: 'Ada',
      credProtect: 1,
      prf: { withUv: expect.any(Uint8Array), withoutUv: expect.any(Uint8Array) },
      credBlob: hex('c0ffee'),
      largeBlob: null,
      createdAt: expect.any(Number),
    });
    expect(source?.prf?.withUv).toHaveLength(32);
    expect(source?.prf?.withoutUv).toHaveLength(32);
    expect(source?.prf?.withoutUv).not.toEqual(source?.prf?.withUv);
  });

  it('step 7.4: replaces the discoverable credential of the same account', async () => {
    const store = memoryStore(credentialSource('ada'), credentialSource('bob'));
    await made({}, { store });
    expect(store.sources().map(({ id }) => id)).toEqual([credentialId('bob'), credentialId('new')]);
    expect(store.trash().map(({ id }) => id)).toEqual([credentialId('ada')]);
  });

  it('step 8: fails as UnknownError when the store does, and the cause stays inside', async () => {
    const store = memoryStore();
    store.locked = true;
    await expect(run({}, { store })).rejects.toThrow(failure('UnknownError', 'storage-failed'));
  });

  it('step 9: tells of extensions in the authenticator data and beside it', async () => {
    const extensions = {
      credentialProtectionPolicy: 'userVerificationOptionalWithCredentialIDList',
      credProps: true,
      prf: { eval: { first: 'AQ' } },
    };
    const { authenticatorData, extensionOutputs } = await made({ extensions });
    expect(parseAuthenticatorData(authenticatorData).extensions).toEqual(new Map([['credProtect', 2]]));
    expect(extensionOutputs).toEqual({
      credProps: { rk: true },
      prf: { enabled: true, results: { first: expect.stringMatching(/^[\w-]{43}$/) } },
    });
  });

  it('step 10: counts from zero', async () => {
    const { authenticatorData } = await made();
    expect(parseAuthenticatorData(authenticatorData).signCount).toBe(0);
  });

  it('step 11: attests the AAGUID, the id and the public key', async () => {
    const { authenticatorData, id } = await made();
    const parsed = parseAuthenticatorData(authenticatorData);
    expect(parsed.aaguid).toBe(AAGUID.replaceAll('-', ''));
    expect(id).toEqual(credentialId('new'));
    expect(parsed.credentialId).toBe(Buffer.from(id).toString('hex'));
    expect(parsed.publicKey?.get(3)).toBe(-7);
  });

  it('step 12: makes attestation "none", or "packed" signed by the credential’s own key', async () => {
    const none = await made();
    expect(decode(none.attestationObject, { useMaps: true })).toEqual(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', none.authenticatorData],
      ]),
    );

    const { hash } = makeParameters();
    const packed = await made({ attestation: 'packed' });
    const object = decode(packed.attestationObject, { useMaps: true }) as Map<string, unknown>;
    expect(object.get('fmt')).toBe('packed');
    const attStmt = object.get('attStmt') as Map<string, unknown>;
    expect([...attStmt.keys()]).toEqual(['alg', 'sig']);
    expect(attStmt.get('alg')).toBe(-7);
    const message = concat(packed.authenticatorData, hash);
    expect(verifies(-7, packed.publicKey ?? hash, message, attStmt.get('sig') as Uint8Array)).toBe(true);
  });

  it('step 13: hashes the RP ID, and tells BS as the store knows it', async () => {
    const store = memoryStore();
    store.backedUp = true;
    const { authenticatorData } = await made({}, { store });
    const parsed = parseAuthenticatorData(authenticatorData);
    expect(parsed.rpIdHash).toBe(Buffer.from(digest(Buffer.from(RP_ID))).toString('hex'));
    expect(parsed.flags).toBe(UP | UV | BE | BS | AT);
  });

  it('step 14: puts the very same authenticator data into the attestation object', async () => {
    const { attestationObject, authenticatorData } = await made();
    expect((decode(attestationObject, { useMaps: true }) as Map<string, unknown>).get('authData')).toEqual(
      authenticatorData,
    );
  });
});
