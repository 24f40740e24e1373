import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import type { StoredSource } from '../../core/authenticator/credential-store';
import { type Fixture, filled, lookByPin, NEXT_PIN, old, other, recovery, user } from './testing/fail-each';
import { memorySession, someSource } from './testing/fake-ports';
import { killedAt } from './testing/killed';
import { layOut, rowsFromJson } from './testing/rows-as-json';
import { newRecoveryKey, PIN, setUp } from './testing/set-up';
import type { StoredRows } from './testing/stored-rows';
import { openVault, type Vault } from './vault';

// Each test does its act anew for every storage call it makes.
vi.setConfig({ testTimeout: 60_000 });

type Act = (vault: Vault, fixture: Fixture) => Promise<unknown>;
type Killed = {
  readonly prepare: () => Promise<Fixture>;
  readonly act: Act;
  /** The next worker does it once more, as a ceremony's does. */
  readonly again?: true;
  readonly look?: (fixture: Fixture) => Promise<unknown>;
};

/**
 * Kills the worker at the first storage call of `act`, then at the second, and so on until it gets through. A new
 * worker, and a new browser, find everything as before it or as after it; and doing it again leads to after.
 */
async function killEach({ prepare, act, again, look = lookByPin }: Killed): Promise<number> {
  const whole = await prepare();
  const before = await look(whole);
  await act(whole.restarted(), whole);
  const after = await look(whole);
  expect(after).not.toEqual(before);
  for (let at = 0; ; at += 1) {
    const fixture = await prepare();
    const killed = await killedAt(at, fixture.session, async (session) =>
      act(openVault({ ...fixture.ports, session }), fixture),
    );
    if (!killed) {
      expect(await look(fixture)).toEqual(after);
      return at;
    }
    await fixture.restarted().status();
    const found = await look(fixture);
    expect([before, after], `call ${at}`).toContainEqual(found);
    if (again) {
      await act(fixture.restarted(), fixture);
      expect(await look(fixture), `call ${at}, and again`).toEqual(after);
    }
  }
}

const fresh = someSource(user);
async function trashed(): Promise<Fixture> {
  const fixture = await filled();
  await fixture.vault.trash([old.id, other.id]);
  return fixture;
}
async function withRecoveryKey(): Promise<Fixture> {
  const fixture = await filled();
  recovery.key = await newRecoveryKey(fixture.vault);
  return fixture;
}
const platformWay = {
  credentialId: new Uint8Array(32),
  prfSalt: new Uint8Array(32),
  prf: new Uint8Array(32),
};
async function withPlatform(): Promise<Fixture> {
  const fixture = await filled();
  await fixture.vault.addPlatform({ pin: PIN }, platformWay);
  return fixture;
}

/** Some of all there is to kill: an act that calls storage less often than that is not what it says. */
const cases: readonly (readonly [what: string, least: number, Killed])[] = [
  ['make: a vault or none', 8, { prepare: async () => setUp(), act: (vault) => vault.make(PIN) }],
  [
    'create: the new passkey and the old one in the trash, or the old one alone',
    15,
    { prepare: filled, act: (vault) => vault.store.add(fresh), again: true },
  ],
  [
    'delete: all of them or none',
    12,
    {
      prepare: filled,
      act: (vault) => vault.trash([old.id, other.id]),
      again: true,
    },
  ],
  [
    'restore',
    12,
    {
      prepare: trashed,
      act: (vault) => vault.restore([old.id, other.id]),
      again: true,
    },
  ],
  [
    'emptying the trash',
    12,
    {
      prepare: trashed,
      act: (vault) => vault.purge([old.id, other.id]),
      again: true,
    },
  ],
  [
    'changing the PIN: the old one or the new one',
    15,
    { prepare: filled, act: (vault) => vault.changePin({ pin: PIN }, NEXT_PIN) },
  ],
  [
    'adding face or finger',
    8,
    { prepare: filled, act: (vault) => vault.addPlatform({ pin: PIN }, platformWay) },
  ],
  [
    'removing face or finger',
    4,
    {
      prepare: withPlatform,
      async act(vault) {
        const { platform } = await vault.ways();
        await vault.removePlatform(platform[0]?.slot ?? '');
      },
    },
  ],
  [
    'taking the PIN off the disk',
    15,
    {
      prepare: withRecoveryKey,
      act: (vault) => vault.keepPin({ pin: PIN }, 'session'),
    },
  ],
  [
    'putting the PIN back on the disk',
    10,
    {
      async prepare() {
        const fixture = await withRecoveryKey();
        await fixture.vault.keepPin({ pin: PIN }, 'session');
        return fixture;
      },
      act: (vault) => vault.keepPin({ pin: PIN }, 'device'),
    },
  ],
];

it.each(cases)('killed at each call of %s', async (_, least, killed) => {
  expect(await killEach(killed)).toBeGreaterThanOrEqual(least);
});

it('killed at each call of replacing the recovery key: the old one or the new one', async () => {
  const keys = { old: '', drawn: '' };
  const opens = async (fixture: Fixture, recoveryKey: string) =>
    (await openVault({ ...fixture.ports, session: memorySession() }).unlockWith({ recoveryKey })).result ===
    'ok';
  const calls = await killEach({
    async prepare() {
      const fixture = await filled();
      keys.old = await newRecoveryKey(fixture.vault);
      const made = await fixture.vault.newRecoveryKey({ pin: PIN });
      keys.drawn = made.result === 'ok' ? made.recoveryKey : '';
      return fixture;
    },
    act: (vault) => vault.confirmRecoveryKey(keys.drawn),
    look: async (fixture) => ({
      old: await opens(fixture, keys.old),
      drawn: await opens(fixture, keys.drawn),
    }),
  });
  expect(calls).toBeGreaterThanOrEqual(5);
});

it('killed at each call of changing the PIN in memory: the old one or the new one, for the next worker', async () => {
  const calls = await killEach({
    async prepare() {
      const fixture = await withRecoveryKey();
      await fixture.vault.keepPin({ pin: PIN }, 'session');
      return fixture;
    },
    act: (vault) => vault.changePin({ pin: PIN }, NEXT_PIN),
    async look(fixture) {
      const vault = fixture.restarted();
      const byOld = (await vault.unlock(PIN)).result;
      return { byOld, byNew: byOld === 'ok' ? null : (await vault.unlock(NEXT_PIN)).result };
    },
  });
  expect(calls).toBeGreaterThanOrEqual(10);
});

it('killed at each call of migrating an old record: the record of before or the changed one', async () => {
  const older = rowsFromJson(readFileSync(new URL('./testing/vault-v1.json', import.meta.url), 'utf8')) as {
    readonly rows: StoredRows;
    readonly recoveryKey: string;
    readonly living: readonly StoredSource[];
  };
  const { recoveryKey, living } = older;
  const id = living[0]?.source.id;
  if (!id) throw new Error('an empty fixture');
  const edit: Act = (vault) => vault.edit(id, { displayName: 'Changed', note: '' });
  const calls = await killEach({
    async prepare() {
      const fixture = setUp();
      await layOut(fixture.databaseName, older.rows);
      await fixture.vault.unlockWith({ recoveryKey });
      return fixture;
    },
    act: edit,
    again: true,
    async look({ ports }) {
      const vault = openVault({ ...ports, session: memorySession() });
      await vault.unlockWith({ recoveryKey });
      const [found, gone] = await Promise.all([vault.list(), vault.trashed()]);
      return { found, gone, damaged: await vault.damaged() };
    },
  });
  expect(calls).toBeGreaterThanOrEqual(12);
});

it('killed at each call of an unlock: locked or unlocked, at the cost of one try at most', async () => {
  let at = 0;
  for (; ; at += 1) {
    const fixture = await filled();
    await fixture.vault.lock();
    const killed = await killedAt(at, fixture.session, (session) =>
      openVault({ ...fixture.ports, session }).unlock(PIN),
    );
    const next = fixture.restarted();
    expect((await next.pinState()).attemptsLeft).toBeGreaterThanOrEqual(7);
    expect(await next.unlock(PIN)).toEqual({ result: 'ok' });
    expect(await next.list()).toHaveLength(2);
    expect(await next.damaged()).toEqual([]);
    if (!killed) break;
  }
  expect(at).toBeGreaterThanOrEqual(10);
});

it('killed at each call while the cost of the PIN is raised: the PIN opens, and the next unlock raises it', async () => {
  const costFloor = { memoryKiB: 131_072, iterations: 3, parallelism: 1 };
  let at = 0;
  for (; ; at += 1) {
    const fixture = await filled();
    await fixture.vault.lock();
    const killed = await killedAt(at, fixture.session, (session) =>
      openVault({ ...fixture.ports, session, costFloor }).unlock(PIN),
    );
    expect(await lookByPin(fixture)).toMatchObject({ byOld: 'ok', damaged: [] });
    if (!killed) break;
  }
  expect(at).toBeGreaterThanOrEqual(15);
});
