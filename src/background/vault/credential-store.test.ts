import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../core/testing/memory-store';
import type { CredentialSource } from '../../core/webauthn/credential-source';
import { memorySession, someSource } from './testing/fake-ports';
import { PIN, setUp } from './testing/set-up';
import { openVault, type Vault } from './vault';

let fixture: ReturnType<typeof setUp>;
let vault: Vault;
beforeEach(async () => {
  fixture = setUp();
  vault = fixture.vault;
  await vault.make(PIN);
});

async function names(rpId = 'example.org', opened = vault): Promise<readonly string[]> {
  return (await opened.store.find(rpId)).map(({ source }) => source.userName);
}

describe('the store', () => {
  it('gives back a source as it was, and only for its very RP ID', async () => {
    const source = someSource({
      userHandle: null,
      credBlob: new Uint8Array([1]),
      largeBlob: new Uint8Array(3000).fill(7),
      prf: null,
      signCount: 2 ** 32 - 1,
      credProtect: 3,
      alg: -65535,
      userName: '',
      userDisplayName: '🔑 שלום',
    });
    await vault.store.add(source);
    expect(await vault.store.find('example.org')).toEqual([
      { source, backedUp: false, lastUsedAt: null, displayName: '' },
    ]);
    await vault.edit(source.id, { displayName: 'work', note: '' });
    expect(await vault.store.find('example.org')).toMatchObject([{ displayName: 'work' }]);
    for (const rpId of ['login.example.org', 'org', 'example.org.', 'Example.org', '']) {
      expect(await vault.store.find(rpId)).toEqual([]);
    }
  });

  it('lists the last used first, then the newest', async () => {
    const sources = [someSource(), someSource(), someSource()];
    for (const source of sources) await vault.store.add(source);
    const [first, second, third] = sources.map(({ userName }) => userName);
    expect(await names()).toEqual([third, second, first]);
    const [used] = sources;
    if (used)
      await vault.store.recordUse(used.id, { signCount: 0, verified: true, origin: 'https://example.org' });
    expect(await names()).toEqual([first, third, second]);
    expect((await vault.list()).map(({ userName }) => userName)).toEqual([first, third, second]);
  });

  it('adds once, however often and from however many windows it is asked', async () => {
    const source = someSource();
    const windows = [vault, openVault(fixture.ports), openVault(fixture.ports)];
    await Promise.all(windows.flatMap(({ store }) => [store.add(source), store.add(source)]));
    await vault.store.add({ ...source, userName: 'another name' });
    expect(await names()).toEqual([source.userName]);
    expect(await vault.damaged()).toEqual([]);
  });

  it('puts the former passkey of an account into the trash', async () => {
    const former = someSource();
    const { userHandle } = former;
    const others = [
      someSource(),
      someSource({ rpId: 'example.com', userHandle }),
      someSource({ discoverable: false, userHandle }),
      someSource({ userHandle: null }),
    ];
    await vault.store.add(former);
    for (const other of others) await vault.store.add(other);
    expect(await vault.trashed()).toEqual([]);
    await vault.store.add(someSource({ userHandle, userName: 'new' }));
    expect(await vault.trashed()).toMatchObject([{ userName: former.userName }]);
    expect(await names()).toHaveLength(4);
    await vault.store.add(someSource({ discoverable: false, userHandle }));
    await vault.store.add(someSource({ userHandle: null }));
    expect(await vault.trashed()).toHaveLength(1);
  });

  it('keeps one passkey of an account, even if two windows add one at the same moment', async () => {
    const { userHandle } = someSource();
    const windows = Array.from({ length: 4 }, () => openVault(fixture.ports));
    await Promise.all(windows.map(({ store }) => store.add(someSource({ userHandle }))));
    expect(await names()).toHaveLength(1);
    expect(await vault.trashed()).toHaveLength(3);
    expect(await vault.damaged()).toEqual([]);
  });

  it('records a use, its origin and what was written with it', async () => {
    const source = someSource();
    await vault.store.add(source);
    fixture.platform.time += 5000;
    const largeBlob = new Uint8Array([9, 9]);
    await vault.store.recordUse(source.id, {
      signCount: 4,
      verified: true,
      origin: 'https://a.example.org',
      largeBlob,
    });
    expect(await vault.store.find('example.org')).toEqual([
      {
        ...{ source: { ...source, signCount: 4, largeBlob }, backedUp: false, displayName: '' },
        lastUsedAt: fixture.platform.time,
      },
    ]);
    expect(await vault.details(source.id)).toMatchObject({
      lastUsedOrigin: 'https://a.example.org',
      lastUsedVerified: true,
      hasLargeBlob: true,
      hasPrf: true,
      signCount: 4,
    });
    await vault.store.recordUse(source.id, { signCount: 5, verified: true, origin: 'https://example.org' });
    expect(await vault.details(source.id)).toMatchObject({ hasLargeBlob: true });
  });

  it('knows nothing of what is in the trash', async () => {
    const source = someSource();
    await vault.store.add(source);
    await vault.trash([source.id]);
    expect(await names()).toEqual([]);
    const use = { signCount: 0, verified: true, origin: 'https://example.org' };
    await expect(vault.store.recordUse(source.id, use)).rejects.toMatchObject({ reason: 'not-found' });
    await expect(vault.store.recordUse(someSource().id, use)).rejects.toMatchObject({ reason: 'not-found' });
    await vault.store.add(source);
    expect(await names()).toEqual([source.userName]);
  });

  it('sees at once what another window changed', async () => {
    const other = openVault(fixture.ports);
    await Promise.all([vault.list(), other.list()]);
    const source = someSource();
    await vault.store.add(source);
    expect(await names('example.org', other)).toEqual([source.userName]);
    await other.trash([source.id]);
    expect(await names()).toEqual([]);
    expect(await vault.list()).toEqual([]);
  });

  it('loses no change when two windows write at the same moment', async () => {
    const source = someSource();
    await vault.store.add(source);
    const other = openVault(fixture.ports);
    const words = { displayName: 'Work', note: 'n' };
    await Promise.all([
      vault.edit(source.id, words),
      other.store.recordUse(source.id, { signCount: 3, verified: true, origin: 'https://example.org' }),
    ]);
    expect(await vault.details(source.id)).toMatchObject({ ...words, signCount: 3 });
  });

  it('of two browsers of one profile, each locked and unlocked by itself, loses nothing', async () => {
    const other = openVault({ ...fixture.ports, session: memorySession() });
    expect(await other.state()).toBe('locked');
    await expect(other.store.add(someSource())).rejects.toMatchObject({ reason: 'locked' });
    await other.unlock(PIN);
    const sources = Array.from({ length: 12 }, () => someSource());
    await Promise.all(sources.map((source, index) => (index % 2 ? vault : other).store.add(source)));
    await vault.lock();
    expect(await other.list()).toHaveLength(12);
    await other.changePin({ pin: PIN }, 'battery staple');
    expect(await vault.unlock(PIN)).toMatchObject({ result: 'wrong-pin' });
    expect(await vault.unlock('battery staple')).toEqual({ result: 'ok' });
    expect(await vault.list()).toHaveLength(12);
    expect(await vault.damaged()).toEqual([]);
  });
});

/** Whatever is done, in whatever order and window: as a store that keeps its promises in memory. */
describe('any sequence of calls', () => {
  const pool: readonly CredentialSource[] = Array.from({ length: 6 }, (_, index) =>
    someSource({
      rpId: index % 2 ? 'example.org' : 'example.com',
      discoverable: index !== 3,
      ...(index < 4 ? { userHandle: someSource().id.slice(0, 16 + (index % 2)) as never } : {}),
    }),
  );
  const accounts = pool.map((source, index) =>
    index > 3 ? { ...source, userHandle: pool[index - 4]?.userHandle ?? null } : source,
  );
  const step = fc.record({
    act: fc.constantFrom('add', 'add', 'use', 'restart', 'lock', 'window'),
    which: fc.nat({ max: accounts.length - 1 }),
  });

  it('gives what the model gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.boolean(), async (steps, siteTags) => {
        const own = setUp();
        own.settings.siteTags = siteTags;
        await own.vault.make(PIN);
        const model = memoryStore();
        let current = own.vault;
        for (const { act, which } of steps) {
          const source = accounts[which];
          if (!source) continue;
          own.platform.time += 1000;
          if (act === 'restart') current = own.restarted();
          if (act === 'window') current = openVault(own.ports);
          if (act === 'lock') {
            await current.lock();
            await current.unlock(PIN);
          }
          const inTrash = model.trash().some(({ id }) => id === source.id);
          if (act === 'add' && !inTrash) {
            await Promise.all([current.store.add(source), model.add(source)]);
          }
          if (act === 'use') {
            const use = { signCount: which, verified: true, origin: 'https://example.org' };
            const results = await Promise.allSettled([
              current.store.recordUse(source.id, use),
              model.recordUse(source.id, use),
            ]);
            expect(new Set(results.map(({ status }) => status)).size).toBe(1);
          }
          for (const rpId of ['example.org', 'example.com']) {
            const [found, expected] = await Promise.all([current.store.find(rpId), model.find(rpId)]);
            expect(byId(found)).toEqual(byId(expected));
            expect(await current.mayHold(rpId)).toBe(expected.length > 0);
          }
        }
        expect(await current.damaged()).toEqual([]);
        expect(await current.trashed()).toHaveLength(model.trash().length);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

function byId(found: Awaited<ReturnType<Vault['store']['find']>>) {
  return new Map(found.map(({ source }) => [source.userName, source]));
}
