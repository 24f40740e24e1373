import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PinSlot } from '../../core/vault/slot';
import { type VaultDatabase, vaultDatabase } from './database';
import { pinPlace } from './pin-place';
import { sessionSlot } from './session-slot';
import { memorySession, someSource } from './testing/fake-ports';
import { newRecoveryKey, PIN, setUp } from './testing/set-up';
import { overwrite, storedRows } from './testing/stored-rows';
import { openVault, type Vault } from './vault';

const NEXT = 'battery staple';
const WRONG = 'wrong horse';

describe('a PIN that is kept only while the browser runs', () => {
  let fixture: ReturnType<typeof setUp>;
  let vault: Vault;
  let recoveryKey: string;
  beforeEach(async () => {
    fixture = setUp();
    vault = fixture.vault;
    await vault.make(PIN);
    await vault.store.add(someSource());
    recoveryKey = await newRecoveryKey(vault);
  });

  const typesOnDisk = async () =>
    ((await storedRows(fixture.databaseName)).slots ?? []).map(
      ({ value }) => (value as { type: string }).type,
    );
  const browserRestarted = () => openVault({ ...fixture.ports, session: memorySession() });

  it('has no slot on the disk, and opens until the browser ends', async () => {
    expect(await vault.keepPin({ pin: WRONG }, 'session')).toMatchObject({ result: 'wrong-pin' });
    expect(await vault.keepPin({ pin: PIN }, 'session')).toEqual({ result: 'ok' });
    expect((await vault.ways()).pin).toBe('session');
    expect(await typesOnDisk()).toEqual(['recovery']);
    await vault.lock();
    expect(await vault.unlock(PIN)).toEqual({ result: 'ok' });
    const worker = fixture.restarted();
    await worker.lock();
    expect(await worker.unlock(PIN)).toEqual({ result: 'ok' });

    const later = browserRestarted();
    expect((await later.ways()).pin).toBe('gone');
    expect(await later.pinState()).toEqual({ attemptsLeft: 0, waitUntil: null });
    expect(await later.unlock(PIN)).toMatchObject({ result: 'blocked' });
    expect(await later.unlockWith({ recoveryKey })).toEqual({ result: 'ok' });
    expect(await later.list()).toHaveLength(1);
  });

  it('can be set again after a restart, and is again kept in memory only', async () => {
    await vault.keepPin({ pin: PIN }, 'session');
    const session = memorySession();
    const later = openVault({ ...fixture.ports, session });
    expect(await later.changePin({ recoveryKey }, NEXT)).toEqual({ result: 'ok' });
    expect(await typesOnDisk()).toEqual(['recovery']);
    expect(await later.unlock(NEXT)).toEqual({ result: 'ok' });
    expect((await later.ways()).pin).toBe('session');
    expect(await later.changePin({ pin: NEXT }, PIN)).toEqual({ result: 'ok' });
    expect(await later.unlock(NEXT)).toMatchObject({ result: 'wrong-pin' });
    expect(await later.unlock(PIN)).toEqual({ result: 'ok' });
  });

  it('goes back to the disk', async () => {
    await vault.keepPin({ pin: PIN }, 'session');
    expect(await vault.keepPin({ pin: PIN }, 'device')).toEqual({ result: 'ok' });
    expect((await typesOnDisk()).sort()).toEqual(['pin', 'recovery']);
    expect([...fixture.session.values.keys()]).toEqual(['vault']);
    expect(await browserRestarted().unlock(PIN)).toEqual({ result: 'ok' });
  });

  it('counts wrong tries on the disk, and is gone from memory with the eighth', async () => {
    await vault.keepPin({ pin: PIN }, 'session');
    await vault.lock();
    for (let tries = 0; tries < 8; tries += 1) {
      expect((await vault.pinState()).attemptsLeft).toBe(8 - tries);
      await vault.unlock(WRONG);
      fixture.pass(60 * 60 * 1000);
    }
    expect([...fixture.session.values.keys()]).toEqual([]);
    expect(await vault.unlock(PIN)).toMatchObject({ result: 'blocked' });
    expect((await vault.ways()).pin).toBe('blocked');
    expect(await vault.changePin({ recoveryKey }, NEXT)).toEqual({ result: 'ok' });
    expect(await vault.unlock(NEXT)).toEqual({ result: 'ok' });
  });

  it('changed in the moment in which another window moves it, is in no wrong place', async () => {
    const { databaseName, ports } = fixture;
    const database = vaultDatabase(databaseName);
    const held = sessionSlot(ports.session, 'pin-slot');
    const moving = {
      ...database,
      // Between the look at where the slot is kept and the writing of the new one.
      write: async (...parameters: Parameters<typeof database.write>) => {
        await vault.keepPin({ pin: PIN }, 'session');
        return database.write(...parameters);
      },
    } as VaultDatabase;
    const slot = (await storedRows(databaseName)).slots?.map(({ value }) => value as PinSlot);
    const pin = slot?.find(({ type }) => type === 'pin');
    if (!pin) throw new Error('no PIN');
    const place = pinPlace(moving, held, { forget: () => undefined });
    await expect(place.replace(pin)).rejects.toMatchObject({ reason: 'storage-failed' });
    expect(await typesOnDisk()).toEqual(['recovery']);
    expect(await vault.unlock(PIN)).toEqual({ result: 'ok' });
  });

  it('opens no other vault', async () => {
    await vault.keepPin({ pin: PIN }, 'session');
    const other = setUp({ session: fixture.session });
    await other.vault.make(NEXT);
    await other.vault.lock();
    expect(await other.vault.unlock(PIN)).toMatchObject({ result: 'wrong-pin' });
    expect(await other.vault.unlock(NEXT)).toEqual({ result: 'ok' });
  });

  it('is refused where nothing else would open the vault after a restart', async () => {
    const bare = setUp();
    await bare.vault.make(PIN);
    expect(await bare.vault.keepPin({ pin: PIN }, 'session')).toEqual({ result: 'only-way' });
    expect((await bare.vault.ways()).pin).toBe('device');
    expect([...bare.session.values.keys()]).toEqual(['vault']);
  });

  it('that memory does not take stays on the disk', async () => {
    fixture.session.set = () => Promise.reject(new Error('quota'));
    await expect(vault.keepPin({ pin: PIN }, 'session')).rejects.toMatchObject({ reason: 'storage-failed' });
    expect(await typesOnDisk()).toContain('pin');
    expect((await vault.ways()).pin).toBe('device');
  });
});

describe('a damaged counter', () => {
  it('is said, and closes no other way in', async () => {
    const { vault, databaseName } = setUp();
    await vault.make(PIN);
    const recoveryKey = await newRecoveryKey(vault);
    await vault.lock();
    await overwrite(databaseName, 'attempts', 'pin', undefined);
    expect(await vault.status()).toMatchObject({ state: 'locked', ways: { pin: 'damaged' } });
    expect(await vault.changePin({ recoveryKey }, NEXT)).toEqual({ result: 'ok' });
    expect(await vault.unlock(NEXT)).toEqual({ result: 'ok' });
  });
});
