import { describe, expect, it } from 'vitest';
import { getParameters, makeParameters } from '../testing/ceremony-parameters';
import { credentialSource } from '../testing/credential-source';
import { type MemoryStore, memoryStore } from '../testing/memory-store';
import { scriptedConsent } from '../testing/scripted-consent';
import { testPlatform } from '../testing/test-platform';
import { createAuthenticator } from './create-authenticator';

const ceremonies = {
  makeCredential: (authenticator: ReturnType<typeof createAuthenticator>, signal: AbortSignal) =>
    authenticator.makeCredential(makeParameters(), signal),
  getAssertion: (authenticator: ReturnType<typeof createAuthenticator>, signal: AbortSignal) =>
    authenticator.getAssertion(getParameters(), signal),
};

/** A store that aborts in the middle of its n-th call. */
function abortingAt(nth: number, inner: MemoryStore, abort: () => void): MemoryStore {
  let calls = 0;
  const counted =
    <Arguments extends unknown[], Result>(call: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments): Promise<Result> => {
      calls += 1;
      if (calls === nth) abort();
      return call(...given);
    };
  return {
    ...inner,
    find: counted(inner.find),
    add: counted(inner.add),
    recordUse: counted(inner.recordUse),
  };
}

describe.each(Object.entries(ceremonies))('%s, aborted', (name, ceremony) => {
  const reason = { any: 'value' };

  function start(store: MemoryStore, consent = scriptedConsent(), controller = new AbortController()) {
    const authenticator = createAuthenticator({ platform: testPlatform(), store, consent });
    return ceremony(authenticator, controller.signal);
  }

  it('before it began: asks nobody, touches nothing', async () => {
    const controller = new AbortController();
    controller.abort(reason);
    const store = memoryStore();
    const consent = scriptedConsent();
    await expect(start(store, consent, controller)).rejects.toBe(reason);
    expect(consent.questions).toEqual([]);
    expect(store.calls).toEqual([]);
  });

  it('while the person thinks: stores nothing, though they approve', async () => {
    const controller = new AbortController();
    const store = memoryStore(credentialSource('ada'));
    const consent = scriptedConsent();
    const hasty = {
      ...consent,
      // Approves without a look at the signal.
      ask: async () => {
        controller.abort(reason);
        return { decision: 'approved' as const, userVerified: true, id: credentialSource('ada').id };
      },
    };
    await expect(start(store, hasty, controller)).rejects.toBe(reason);
    expect(store.calls).toEqual([]);
  });

  it('while the person thinks: ends with the reason, though the prompt says cancelled', async () => {
    const controller = new AbortController();
    const closing = {
      ...scriptedConsent(),
      ask: async () => {
        controller.abort(reason);
        return { decision: 'cancelled' as const };
      },
    };
    await expect(start(memoryStore(), closing, controller)).rejects.toBe(reason);
  });

  it('inside any call of the store: ends with the reason itself', async () => {
    for (const nth of [1, 2, 3]) {
      const controller = new AbortController();
      const store = memoryStore(credentialSource('bob'));
      const aborting = abortingAt(nth, store, () => controller.abort(reason));
      await expect(start(aborting, scriptedConsent(), controller)).rejects.toBe(reason);
      // What was aborted before the key was to be stored leaves none behind.
      if (name === 'makeCredential' && nth === 1) expect(store.sources()).toHaveLength(1);
    }
  });

  it('inside a call of the store that fails: ends with the reason, not with the failure', async () => {
    const controller = new AbortController();
    const failing: MemoryStore = {
      ...memoryStore(),
      find: async () => {
        controller.abort(reason);
        throw new Error('locked');
      },
    };
    const insisting = {
      ...scriptedConsent(),
      ask: async () => ({ decision: 'approved' as const, userVerified: true, id: null }),
    };
    await expect(start(failing, insisting, controller)).rejects.toBe(reason);
  });
});
