import { expect } from 'vitest';
import { openVault, type Vault } from '../vault';
import { failingStorage } from './failing-storage';
import { memorySession, someSource } from './fake-ports';
import { PIN, setUp } from './set-up';

export const NEXT_PIN = 'battery staple';
export const OK = { result: 'ok' };
export type Fixture = ReturnType<typeof setUp>;
/** The key of the vault that `withRecoveryKey` made last. */
export const recovery = { key: '' };

/** All that a person could notice of a vault, as a freshly started browser finds it. */
export async function lookByPin({ ports }: Fixture) {
  const vault = openVault({ ...ports, session: memorySession() });
  const state = await vault.state();
  if (state === 'none') return { state };
  const byOld = (await vault.unlock(PIN)).result;
  const byNew = byOld === 'ok' ? null : (await vault.unlock(NEXT_PIN)).result;
  // Where no PIN opens it any more, the recovery key still shows what is in it.
  const { key } = recovery;
  if (byOld !== 'ok' && byNew !== 'ok') expect(await vault.unlockWith({ recoveryKey: key })).toEqual(OK);
  const [living, trashed] = await Promise.all([vault.list(), vault.trashed()]);
  const found = await vault.store.find('example.org');
  const { pin, recoveryKey, platform } = await vault.ways();
  return {
    ...{ state, byOld, byNew, pin, recoveryKey, platform: platform.length },
    damaged: await vault.damaged(),
    living: living.map(({ id }) => id).sort(),
    trashed: trashed.map(({ id }) => id).sort(),
    found: found.map(({ source }) => source.userName).sort(),
  };
}

export type Way = {
  readonly mode: 'one call' | 'from then on';
  readonly error?: string;
  readonly late?: boolean;
};

/**
 * Runs `act` with the first storage call failing, then the second, and so on until it gets through. After each
 * the vault, seen by a new browser, is as before `act` if it threw and as after it if not: never between.
 */
export async function failEach(
  prepare: () => Promise<Fixture>,
  act: (vault: Vault, fixture: Fixture) => Promise<unknown>,
  { mode, error = 'UnknownError', late = false }: Way,
  look: (fixture: Fixture) => Promise<unknown> = lookByPin,
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
        reason:
          error === 'UnknownError' ? expect.stringMatching(/^storage-(failed|refused)$/) : 'storage-full',
      });
      expect(await look(fixture)).toEqual(before);
    }
  }
}

export const ways: readonly Way[] = [
  { mode: 'one call' },
  { mode: 'from then on', error: 'QuotaExceededError' },
  { mode: 'from then on', error: 'QuotaExceededError', late: true },
];

export const user = { userHandle: someSource().userHandle, userName: 'ada@example.org' };
export const old = someSource(user);
export const other = someSource();

export async function filled(): Promise<Fixture> {
  const fixture = setUp();
  await fixture.vault.make(PIN);
  await fixture.vault.store.add(old);
  await fixture.vault.store.add(other);
  return fixture;
}
