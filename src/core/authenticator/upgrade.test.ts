import { describe, expect, it } from 'vitest';
import { credentialId, makeParameters, userHandle } from '../testing/ceremony-parameters';
import { credentialSource } from '../testing/credential-source';
import { memoryStore } from '../testing/memory-store';
import { parseAuthenticatorData } from '../testing/parse-authenticator-data';
import { scriptedConsent } from '../testing/scripted-consent';
import { testPlatform } from '../testing/test-platform';
import type { CredentialSource } from '../webauthn/credential-source';
import type { MakeCredentialParameters } from './authenticator';
import { createAuthenticator } from './create-authenticator';

const signal = new AbortController().signal;
const user = { id: userHandle('ada'), name: 'ada', displayName: '' };

function setUp(...held: readonly CredentialSource[]) {
  const store = memoryStore(...held);
  const consent = scriptedConsent();
  const authenticator = createAuthenticator({ platform: testPlatform(), store, consent });
  const make = (given: Partial<MakeCredentialParameters> = {}) =>
    authenticator.makeCredential(makeParameters({ userPresence: false, user, ...given }), signal);
  return { store, consent, make };
}

describe('makeCredential without user presence (conditional mediation)', () => {
  it('asks nobody, and claims neither presence nor verification', async () => {
    const { store, consent, make } = setUp();
    const made = await make({ userVerification: 'preferred' });
    if ('declined' in made) throw new Error(made.declined);
    const { flags } = parseAuthenticatorData(made.authenticatorData);
    // AT and BE; neither UP nor UV.
    expect(flags).toBe(0x48);
    expect(consent.questions).toEqual([]);
    expect(store.sources()).toHaveLength(1);
  });

  it('replaces nothing: an account that has a passkey here is refused', async () => {
    const { store, make } = setUp(credentialSource('ada'));
    for (const discoverable of [true, false])
      await expect(make({ discoverable })).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(store.sources().map(({ id }) => id)).toEqual([credentialId('ada')]);
    expect(store.trash()).toEqual([]);
  });

  it('an excluded credential is a NotAllowedError, for nobody agreed that the site may know', async () => {
    const { make } = setUp(credentialSource('bob'));
    await expect(make({ excludeList: [credentialId('bob')] })).rejects.toMatchObject({
      name: 'NotAllowedError',
      reason: 'credential-excluded',
    });
  });

  it('performed again after the worker died, it makes no second one', async () => {
    const { store, make } = setUp();
    const first = await make();
    const second = await make();
    expect('id' in first && 'id' in second && second.id).toEqual('id' in first && first.id);
    expect(store.sources()).toHaveLength(1);
  });
});
