import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { failingStorage } from './testing/failing-storage';
import { memorySession, someSource } from './testing/fake-ports';
import { PIN, setUp } from './testing/set-up';
import { openVault, type Vault } from './vault';

// Each test does its act anew for every storage call it makes.
vi.setConfig({ testTimeout: 60_000 });

const NEXT_PIN = 'battery staple';
type Fixture = ReturnType<typeof setUp>;

/** All that a person could notice of a vault, as a freshly started browser finds it. */
async function look({ ports }: Fixture) {
  const vault = openVault({ ...ports, session: memorySession() });
  const state = await vault.state();
  if (state === 'none') return { state };
  const byOld = (await vault.unlock(PIN)).result;
  const byNew = byOld === 'ok' ? null : (await vault.unlock(NEXT_PIN)).result;
  const [living, trashed] = await Promise.all([vault.list(), vault.trashed()]);
  const found = await vault.store.find('example.org');
  return {
    ...{ state, byOld, byNew },
    damaged: await vault.damaged(),
    living: living.map(({ id }) => id).sort(),
    trashed: trashed.map(({ id }) => id).sort(),
    found: found.map(({ source }) => source.userName).sort(),
  };
}

type Way = { readonly mode: 'one call' | 'from then on'; readonly error?: string; readonly late?: boolean };

/**
 * Runs `act` with the first storage call failing, then the second, and so on until it gets through. After each
 * the vault, seen by a new browser, is as before `act` if it threw and as after it if not: never between.
 */
async function failEach(
  prepare: () => Promise<Fixture>,
  act: (vault: Vault, fixture: Fixture) => Promise<unknown>,
  { mode, error = 'UnknownError', late = false }: Way,
): Promise<number> {
  for (let failAt = 0; ; failAt += 1) {
    const fixture = await prepare();
    const before = await look(fixture);
    let reached = false;
    const result = await failingStorage(async (failing) => {
      Object.assign(failing, { error, late });
      failing.when = (_, index) => {
        const fails = mode === 'one call' ? index === failAt : index >= failAt;
        reached ||= fails;
        return fails;
      };
      return act(fixture.vault, fixture).then(
        () => 'done',
        (thrown: unknown) => thrown,
      );
    });
    if (result === 'done') {
      const after = await look(fixture);
      expect(after).not.toEqual(before);
      if (!reached) return failAt;
    } else {
      expect(result).toMatchObject({
        name: 'VaultError',
        reason: error === 'UnknownError' ? 'storage-failed' : 'storage-full',
      });
      expect(await look(fixture)).toEqual(before);
    }
  }
}

const ways: readonly Way[] = [
  { mode: 'one call' },
  { mode: 'from then on', error: 'QuotaExceededError' },
  { mode: 'from then on', error: 'QuotaExceededError', late: true },
];

const user = { userHandle: someSource().userHandle, userName: 'ada@example.org' };
const old = someSource(user);
const other = someSource();

async function filled(): Promise<Fixture> {
  const fixture = setUp();
  await fixture.vault.make(PIN);
  await fixture.vault.store.add(old);
  await fixture.vault.store.add(other);
  return fixture;
}

describe.each(ways)('storage that fails: %o', (way) => {
  it('make: a vault or none', async () => {
    const calls = await failEach(
      async () => setUp(),
      (vault) => vault.make(PIN),
      way,
    );
    expect(calls).toBeGreaterThan(5);
  });

  it('add: the new passkey with the old one in the trash, or the old one alone', async () => {
    const calls = await failEach(filled, (vault) => vault.store.add(someSource(user)), way);
    expect(calls).toBeGreaterThan(10);
  });

  it('trash: all of them or none', async () => {
    await failEach(filled, (vault) => vault.trash([old.id, other.id]), way);
  });

  it('restore', async () => {
    const trashed = async () => {
      const fixture = await filled();
      await fixture.vault.trash([old.id, other.id]);
      return fixture;
    };
    await failEach(trashed, (vault) => vault.restore([old.id, other.id]), way);
  });

  it('discarding old trash', async () => {
    const trashed = async () => {
      const fixture = await filled();
      await fixture.vault.trash([old.id]);
      return fixture;
    };
    const month = 30 * 24 * 60 * 60 * 1000;
    const discard = async (vault: Vault, { platform }: Fixture) => {
      platform.time += month;
      try {
        await vault.clearOldTrash();
      } finally {
        platform.time -= month;
      }
    };
    await failEach(trashed, discard, way);
  });

  it('changing the PIN: the old one or the new one', async () => {
    await failEach(
      async () => {
        const fixture = await filled();
        await fixture.vault.lock();
        return fixture;
      },
      async (vault) => expect(await vault.changePin({ pin: PIN }, NEXT_PIN)).toEqual({ result: 'ok' }),
      way,
    );
  });
});

describe('unlocking while storage fails', () => {
  it.each(['one call', 'from then on'] as const)(
    '%s: locked or unlocked, at the cost of one try at most',
    async (mode) => {
      for (let failAt = 0; ; failAt += 1) {
        const fixture = await filled();
        await fixture.vault.lock();
        let reached = false;
        const result = await failingStorage(async (failing) => {
          failing.when = (_, index) => {
            const fails = mode === 'one call' ? index === failAt : index >= failAt;
            reached ||= fails;
            return fails;
          };
          return fixture.vault.unlock(PIN).catch((error: unknown) => error);
        });
        const vault = fixture.restarted();
        const unlocked = (await vault.state()) === 'unlocked';
        expect(result).toMatchObject(unlocked ? { result: 'ok' } : { reason: 'storage-failed' });
        expect((await vault.pinState()).attemptsLeft).toBeGreaterThanOrEqual(7);
        expect(await vault.unlock(PIN)).toEqual({ result: 'ok' });
        expect(await vault.list()).toHaveLength(2);
        if (!reached) break;
      }
    },
  );

  it('and a session area that takes no key leaves it locked, and says so', async () => {
    const fixture = await filled();
    await fixture.vault.lock();
    fixture.session.set = () => Promise.reject(new Error('quota'));
    await expect(fixture.vault.unlock(PIN)).rejects.toMatchObject({ reason: 'storage-failed' });
    expect(await fixture.vault.state()).toBe('locked');
    expect(await fixture.vault.pinState()).toEqual({ attemptsLeft: 8, waitUntil: null });
  });
});
