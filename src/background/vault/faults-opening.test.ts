import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { StoredSource } from '../../core/authenticator/credential-store';
import { type Fixture, failEach, filled, lookByPin, OK, ways } from './testing/fail-each';
import { failingStorage } from './testing/failing-storage';
import { memorySession } from './testing/fake-ports';
import { layOut, rowsFromJson } from './testing/rows-as-json';
import { PIN, setUp } from './testing/set-up';
import type { StoredRows } from './testing/stored-rows';
import { openVault } from './vault';

vi.setConfig({ testTimeout: 60_000 });

/** A vault that an older version left, opened by its recovery key since that costs no derivation. */
const older = rowsFromJson(readFileSync(new URL('./testing/vault-v1.json', import.meta.url), 'utf8')) as {
  readonly rows: StoredRows;
  readonly recoveryKey: string;
  readonly living: readonly StoredSource[];
};

describe.each(ways)('storage that fails while an old record is migrated: %o', (way) => {
  it('the record of before or the changed one, and no other touched', async () => {
    const { recoveryKey, living: held } = older;
    const lookAt = async ({ ports }: Fixture) => {
      const vault = openVault({ ...ports, session: memorySession() });
      await vault.unlockWith({ recoveryKey });
      const [living, trashed] = await Promise.all([vault.list(), vault.trashed()]);
      return { living, trashed, damaged: await vault.damaged() };
    };
    await failEach(
      async () => {
        const fixture = setUp();
        await layOut(fixture.databaseName, older.rows);
        await fixture.vault.unlockWith({ recoveryKey });
        return fixture;
      },
      async (vault) => {
        for (const { source } of held.slice(0, 1)) {
          await vault.edit(source.id, { displayName: 'Changed', note: '' });
        }
      },
      way,
      lookAt,
    );
  });
});

describe('raising the cost of a PIN slot while storage fails', () => {
  it('opens by the PIN before and after', async () => {
    const costFloor = { memoryKiB: 131_072, iterations: 3, parallelism: 1 };
    for (let failAt = 0; ; failAt += 1) {
      const fixture = await filled();
      await fixture.vault.lock();
      let reached = false;
      await failingStorage(async (failing) => {
        failing.when = (_, index) => {
          reached ||= index === failAt;
          return index === failAt;
        };
        await openVault({ ...fixture.ports, costFloor })
          .unlock(PIN)
          .catch(() => null);
      });
      expect(await lookByPin(fixture)).toMatchObject({ byOld: 'ok', damaged: [] });
      if (!reached) break;
    }
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
        const reason = expect.stringMatching(/^storage-(failed|refused)$/);
        expect(result).toMatchObject(unlocked ? OK : { reason });
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
