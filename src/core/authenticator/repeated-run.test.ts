import { describe, expect, it } from 'vitest';
import { credentialId, makeParameters } from '../testing/ceremony-parameters';
import { credentialSource } from '../testing/credential-source';
import { type MemoryStore, memoryStore } from '../testing/memory-store';
import { scriptedConsent } from '../testing/scripted-consent';
import { testPlatform } from '../testing/test-platform';
import type { MakeCredentialParameters } from './authenticator';
import { createAuthenticator } from './create-authenticator';

const signal = new AbortController().signal;

/** One life of the worker: a fresh authenticator over the store that stays. */
function run(store: MemoryStore, seed: string, parameters: Partial<MakeCredentialParameters> = {}) {
  const authenticator = createAuthenticator({
    platform: testPlatform(seed),
    store,
    consent: scriptedConsent(),
  });
  return authenticator.makeCredential(makeParameters(parameters), signal);
}

/** The store as a worker sees it that dies around its n-th call: before it took effect, or after. */
function dyingAt(nth: number, moment: 'before' | 'after', store: MemoryStore): MemoryStore {
  let calls = 0;
  const mortal =
    <Arguments extends unknown[], Result>(call: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments): Promise<Result> => {
      calls += 1;
      if (calls === nth && moment === 'before') throw new Error('worker died');
      const result = await call(...given);
      if (calls === nth) throw new Error('worker died');
      return result;
    };
  return { ...store, find: mortal(store.find), add: mortal(store.add), recordUse: mortal(store.recordUse) };
}

describe('makeCredential, run again after the worker died', () => {
  it.each([1, 2, 3].flatMap((nth) => (['before', 'after'] as const).map((moment) => [moment, nth] as const)))(
    '%s call %i of the store: ends with one credential, and the old one in the trash once',
    async (moment, nth) => {
      const store = memoryStore(credentialSource('ada'));
      await expect(run(dyingAt(nth, moment, store), 'first life')).rejects.toThrow();
      expect(await run(store, 'second life')).toMatchObject({ id: credentialId('new') });
      expect(store.sources().map(({ id }) => id)).toEqual([credentialId('new')]);
      expect(store.trash().map(({ id }) => id)).toEqual([credentialId('ada')]);
    },
  );

  it('answers with the same key and the same outputs, and adds nothing', async () => {
    const store = memoryStore();
    const extensions = { credBlob: 'AQ', credProps: true, prf: { eval: { first: 'AQ' } } };
    const first = await run(store, 'first life', { extensions });
    expect(await run(store, 'second life', { extensions })).toEqual(first);
    expect(store.calls.filter((call) => call === 'add')).toHaveLength(1);
  });

  it('does not take its own credential for an excluded one', async () => {
    const store = memoryStore();
    await run(store, 'first life');
    expect(await run(store, 'second life', { excludeList: [credentialId('new')] })).toMatchObject({
      id: credentialId('new'),
    });
  });

  it('keeps the algorithm that was taken', async () => {
    const store = memoryStore();
    await run(store, 'first life', { algorithms: [-8] });
    expect(await run(store, 'second life', { algorithms: [-7] })).toMatchObject({ alg: -8 });
  });
});
