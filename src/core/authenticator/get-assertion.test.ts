import { describe, expect, it } from 'vitest';
import { as, concat, toBase64url } from '../bytes';
import { credentialId, digest, getParameters, RP_ID, userHandle } from '../testing/ceremony-parameters';
import { credentialSource, sourceSpki } from '../testing/credential-source';
import { type MemoryStore, memoryStore } from '../testing/memory-store';
import { parseAuthenticatorData } from '../testing/parse-authenticator-data';
import { approved, scriptedConsent } from '../testing/scripted-consent';
import { hex, testPlatform } from '../testing/test-platform';
import { verifies } from '../testing/vectors';
import type { CredentialSource } from '../webauthn/credential-source';
import type { GetAssertionParameters, MadeAssertion } from './authenticator';
import type { Answer } from './consent';
import { createAuthenticator } from './create-authenticator';

const never = new AbortController().signal;
const UP = 0x01;
const UV = 0x04;
const BE = 0x08;
const BS = 0x10;
const ED = 0x80;

type Given = { store?: MemoryStore; consent?: ReturnType<typeof scriptedConsent> };

function run(parameters: Partial<GetAssertionParameters> = {}, given: Given = {}) {
  const { store = memoryStore(credentialSource('ada')), consent = scriptedConsent() } = given;
  const authenticator = createAuthenticator({ platform: testPlatform(), store, consent });
  return authenticator.getAssertion(getParameters(parameters), never);
}

async function made(
  parameters: Partial<GetAssertionParameters> = {},
  given: Given = {},
): Promise<MadeAssertion> {
  const result = await run(parameters, given);
  if ('declined' in result) throw new Error(`declined: ${result.declined}`);
  return result;
}

/** The ids that the prompt would offer. */
async function offered(parameters: Partial<GetAssertionParameters>, store: MemoryStore): Promise<unknown[]> {
  const ids: unknown[] = [];
  const consent = scriptedConsent(async (question) => {
    if (question.ceremony === 'get') ids.push(...(await question.accounts()).map(({ id }) => id));
    return { decision: 'cancelled' };
  });
  await run(parameters, { store, consent }).catch(() => {});
  return ids;
}

const failure = (name: string, reason: string) => expect.objectContaining({ name, reason });
const unverified: Answer = { ...approved, userVerified: false };
const [ada, bob, eve] = ['ada', 'bob', 'eve'].map(credentialId) as [
  ReturnType<typeof credentialId>,
  ReturnType<typeof credentialId>,
  ReturnType<typeof credentialId>,
];

describe('getAssertion', () => {
  it.each<[string, Partial<GetAssertionParameters>]>([
    ['hash', { hash: hex('00') }],
    ['RP ID', { rpId: '' }],
    ['list that allows nothing', { allowList: [] }],
  ])('step 1: refuses a malformed %s', async (_, parameters) => {
    const consent = scriptedConsent();
    await expect(run(parameters, { consent })).rejects.toThrow(failure('UnknownError', 'internal'));
    expect(consent.questions).toEqual([]);
  });

  it('step 3: offers what is allowed, discoverable or not, last used first', async () => {
    const store = memoryStore(
      credentialSource('ada', { discoverable: false }),
      credentialSource('bob'),
      credentialSource('eve'),
    );
    await store.recordUse(bob, { signCount: 0, verified: true, origin: 'https://example.org' });
    expect(await offered({ allowList: [ada, bob, credentialId('x')] }, store)).toEqual([bob, ada]);
  });

  it('step 4: offers only what is discoverable, and has a user handle, where nothing is listed', async () => {
    const store = memoryStore(
      credentialSource('ada', { discoverable: false }),
      credentialSource('bob'),
      credentialSource('eve', { userHandle: null }),
    );
    expect(await offered({}, store)).toEqual([bob]);
    expect(await offered({ allowList: [eve] }, store)).toEqual([eve]);
  });

  it('step 5: removes sources of another RP ID, whatever the store gives', async () => {
    const store = memoryStore(credentialSource('ada'), credentialSource('bob', { rpId: 'sub.example.org' }));
    const careless = {
      ...store,
      find: async () => [...(await store.find(RP_ID)), ...(await store.find('sub.example.org'))],
    };
    expect(await offered({ allowList: [ada, bob] }, careless)).toEqual([ada]);
    expect(await offered({}, careless)).toEqual([ada]);
  });

  it('step 6: leaves the call to the browser where nothing can answer', async () => {
    expect(await run({}, { store: memoryStore() })).toEqual({ declined: 'nothing' });
    const insisting = scriptedConsent({ ...approved, id: ada });
    expect(await run({}, { store: memoryStore(), consent: insisting })).toEqual({ declined: 'nothing' });
  });

  it('step 7: asks once, and reads no store before the person lets it', async () => {
    const store = memoryStore(credentialSource('ada'));
    let callsBefore = -1;
    const consent = scriptedConsent(() => {
      callsBefore = store.calls.length;
      return approved;
    });
    await run({}, { store, consent });
    expect(callsBefore).toBe(0);
    expect(consent.questions).toEqual([
      expect.objectContaining({ ceremony: 'get', rpId: RP_ID, verify: true }),
    ]);
  });

  it('step 7: asks for verification unless it is discouraged, and always for prf', async () => {
    const consent = scriptedConsent();
    await run({ userVerification: 'required' }, { consent });
    await run({ userVerification: 'preferred' }, { consent });
    await run({ userVerification: 'discouraged' }, { consent });
    await run({ userVerification: 'discouraged', extensions: { prf: {} } }, { consent });
    expect(consent.questions.map(({ verify }) => verify)).toEqual([true, true, false, true]);
  });

  it('step 7: signs with the account that was chosen', async () => {
    const store = memoryStore(credentialSource('ada'), credentialSource('bob'));
    const consent = scriptedConsent({ ...approved, id: bob });
    expect(await made({}, { store, consent })).toMatchObject({ id: bob, userHandle: userHandle('bob') });
  });

  it.each<[string, ReturnType<typeof credentialId> | null]>([
    ['of another site', eve],
    ['that is not allowed', bob],
    ['that does not exist', credentialId('x')],
  ])('step 7: refuses a choice %s', async (_, id) => {
    const store = memoryStore(
      credentialSource('ada'),
      credentialSource('bob'),
      credentialSource('eve', { rpId: 'other.example' }),
    );
    const result = run({ allowList: [ada, eve] }, { store, consent: scriptedConsent({ ...approved, id }) });
    await expect(result).rejects.toThrow(failure('NotAllowedError', 'nothing-found'));
    expect(store.calls).not.toContain('recordUse');
  });

  it.each<[Answer['decision'], object]>([
    ['use-other', { declined: 'use-other' }],
    ['nothing', { declined: 'nothing' }],
  ])('step 7: gives the call away when the answer is %s', async (decision, expected) => {
    expect(await run({}, { consent: scriptedConsent({ decision } as Answer) })).toEqual(expected);
  });

  it('step 7: fails when the person does not consent', async () => {
    const result = run({}, { consent: scriptedConsent({ decision: 'cancelled' }) });
    await expect(result).rejects.toThrow(failure('NotAllowedError', 'cancelled'));
  });

  it('step 7: fails where verification is required and was not done', async () => {
    const result = run({ userVerification: 'required' }, { consent: scriptedConsent(unverified) });
    await expect(result).rejects.toThrow(failure('NotAllowedError', 'verification-unavailable'));
  });

  it.each<[CredentialSource['credProtect'], boolean, Partial<GetAssertionParameters>, boolean]>([
    [2, true, {}, true],
    [2, false, {}, false],
    [2, false, { allowList: [ada] }, true],
    [3, true, {}, true],
    [3, false, {}, false],
    [3, false, { allowList: [ada] }, false],
  ])(
    'step 7: credProtect %i with verification %s and %o: usable %s',
    async (credProtect, uv, parameters, usable) => {
      for (const userVerification of ['discouraged', 'preferred'] as const) {
        // A discouraged verification does not happen, whatever the prompt claims.
        if (uv && userVerification === 'discouraged') continue;
        const store = memoryStore(credentialSource('ada', { credProtect }));
        const consent = scriptedConsent({ ...(uv ? approved : unverified), id: ada });
        const result = await run({ ...parameters, userVerification }, { store, consent });
        expect('declined' in result ? result : { id: result.id }).toEqual(
          usable ? { id: ada } : { declined: 'nothing' },
        );
      }
    },
  );

  it('step 8: tells of extensions in the authenticator data and beside it', async () => {
    const store = memoryStore(credentialSource('ada', { credBlob: hex('c0ffee') }));
    const extensions = {
      getCredBlob: true,
      prf: { eval: { first: 'AQ', second: 'Ag' } },
      largeBlob: { read: true },
    };
    const { authenticatorData, extensionOutputs } = await made({ extensions }, { store });
    const parsed = parseAuthenticatorData(authenticatorData);
    expect(parsed.flags).toBe(UP | UV | BE | ED);
    expect(parsed.extensions).toEqual(new Map([['credBlob', hex('c0ffee')]]));
    const results = {
      first: expect.stringMatching(/^[\w-]{43}$/),
      second: expect.stringMatching(/^[\w-]{43}$/),
    };
    expect(extensionOutputs).toEqual({
      getCredBlob: toBase64url(hex('c0ffee')),
      prf: { results },
      largeBlob: {},
    });
  });

  it('step 8: gives no prf results to a person who was not verified', async () => {
    const extensions = { prf: { eval: { first: 'AQ' } } };
    const { extensionOutputs } = await made({ extensions }, { consent: scriptedConsent(unverified) });
    expect(extensionOutputs).toEqual({ prf: {} });
  });

  it('step 8: writes a large blob before it says so, and reads it at the next sign-in', async () => {
    const store = memoryStore(credentialSource('ada'));
    const write = toBase64url(hex('b10b'));
    const written = await made({ allowList: [ada], extensions: { largeBlob: { write } } }, { store });
    expect(written.extensionOutputs).toEqual({ largeBlob: { written: true } });
    const { extensionOutputs } = await made({ extensions: { largeBlob: { read: true } } }, { store });
    expect(extensionOutputs).toEqual({ largeBlob: { blob: write } });
  });

  it('step 9: keeps a counter of zero, and counts on from a higher one', async () => {
    const counts: number[] = [];
    for (const signCount of [0, 41, 0xffff_ffff]) {
      const store = memoryStore(credentialSource('ada', { signCount }));
      const { authenticatorData } = await made({}, { store });
      counts.push(parseAuthenticatorData(authenticatorData).signCount);
      expect(store.sources()[0]?.signCount).toBe(counts.at(-1));
    }
    expect(counts).toEqual([0, 42, 0xffff_ffff]);
  });

  it.each<[boolean, boolean, number]>([
    [true, false, UP | UV | BE],
    [true, true, UP | UV | BE | BS],
    [false, false, UP | UV],
    [false, true, UP | UV],
  ])('step 10: BE %s and backed up %s give flags %i', async (backupEligible, backedUp, flags) => {
    const store = memoryStore(credentialSource('ada', { backupEligible }));
    store.backedUp = backedUp;
    const parsed = parseAuthenticatorData((await made({}, { store })).authenticatorData);
    expect(parsed.flags).toBe(flags);
    expect(parsed.credentialId).toBeNull();
    expect(parsed.rpIdHash).toBe(Buffer.from(digest(Buffer.from(RP_ID))).toString('hex'));
  });

  it('step 10: sets UV only for a verification that this ceremony asked for', async () => {
    const flags = async (parameters: Partial<GetAssertionParameters>, answer: Answer) =>
      parseAuthenticatorData((await made(parameters, { consent: scriptedConsent(answer) })).authenticatorData)
        .flags;
    expect(await flags({ userVerification: 'preferred' }, unverified)).toBe(UP | BE);
    expect(await flags({ userVerification: 'discouraged' }, approved)).toBe(UP | BE);
  });

  it('step 11: signs authenticator data and hash with the key of the chosen source', async () => {
    const { authenticatorData, signature } = await made();
    const message = concat(authenticatorData, getParameters().hash);
    expect(verifies(-7, sourceSpki, message, signature)).toBe(true);
  });

  it('step 12: fails as UnknownError when the key cannot sign, and records nothing', async () => {
    const store = memoryStore(credentialSource('ada', { privateKey: hex('3000') }));
    await expect(run({}, { store })).rejects.toThrow(failure('UnknownError', 'internal'));
    expect(store.calls).not.toContain('recordUse');
  });

  it('step 13: returns nothing before the use is durable', async () => {
    const store = memoryStore(credentialSource('ada'));
    await made({ origin: 'https://login.example.org' }, { store });
    expect(store.origins).toEqual(['https://login.example.org']);
    const failing = {
      ...memoryStore(credentialSource('ada')),
      recordUse: () => Promise.reject(new Error('disk full')),
    };
    await expect(run({}, { store: failing })).rejects.toThrow(failure('UnknownError', 'storage-failed'));
  });

  it('step 13: returns the user handle always, and null for none', async () => {
    expect(await made({ allowList: [ada] })).toMatchObject({ userHandle: userHandle('ada') });
    for (const none of [null, as(hex(''))] as CredentialSource['userHandle'][]) {
      const store = memoryStore(credentialSource('ada', { userHandle: none }));
      expect(await made({ allowList: [ada] }, { store })).toMatchObject({ userHandle: null });
    }
  });
});
