import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../../core/bytes';
import { someSource } from './testing/fake-ports';
import { newRecoveryKey, PIN, setUp, wrongPins } from './testing/set-up';
import { overwrite, storedRows } from './testing/stored-rows';
import type { Vault } from './vault';

const NEXT = 'battery staple';
const WRONG = 'wrong horse';
let fixture: ReturnType<typeof setUp>;
let vault: Vault;
beforeEach(async () => {
  fixture = setUp();
  vault = fixture.vault;
  await vault.make(PIN);
  await vault.store.add(someSource());
});

describe('the PIN', () => {
  it('is changed by who knows it, and the old one is worth nothing then', async () => {
    expect(await vault.changePin({ pin: WRONG }, NEXT)).toMatchObject({
      result: 'wrong-pin',
      pin: { attemptsLeft: 7 },
    });
    expect(await vault.changePin({ pin: PIN }, '000000')).toEqual({
      result: 'refused',
      reason: 'too-simple',
    });
    expect(await vault.changePin({ pin: PIN }, NEXT)).toEqual({ result: 'ok' });
    await vault.lock();
    expect(await vault.unlock(PIN)).toMatchObject({ result: 'wrong-pin' });
    expect(await vault.unlock(NEXT)).toEqual({ result: 'ok' });
    expect(await vault.list()).toHaveLength(1);
    expect((await storedRows(fixture.databaseName)).slots).toHaveLength(1);
  });
});

describe('the recovery key', () => {
  it('unlocks, however it is typed', async () => {
    expect((await vault.ways()).recoveryKey).toBe(false);
    const key = await newRecoveryKey(vault);
    expect((await vault.ways()).recoveryKey).toBe(true);
    for (const typed of [
      key,
      key.toLowerCase(),
      key.replaceAll('-', ''),
      ` ${key.replaceAll('-', '  ')}\n`,
      key.replaceAll('0', 'O').replaceAll('1', 'l'),
    ]) {
      await vault.lock();
      expect(await vault.unlockWith({ recoveryKey: typed })).toEqual({ result: 'ok' });
      expect(await vault.state()).toBe('unlocked');
    }
  });

  it('tells a slip of the hand from the key of another vault', async () => {
    const key = await newRecoveryKey(vault);
    await vault.lock();
    const last = key.at(-1) === 'A' ? 'B' : 'A';
    for (const slip of ['', 'U', key.slice(0, -1), key.slice(0, -1) + last, `${key}0`, 'é'.repeat(36)]) {
      expect(await vault.unlockWith({ recoveryKey: slip })).toEqual({ result: 'mistyped-key' });
    }
    const other = setUp();
    await other.vault.make(PIN);
    const recoveryKey = await newRecoveryKey(other.vault);
    expect(await vault.unlockWith({ recoveryKey })).toEqual({ result: 'wrong-key' });
    expect(await vault.state()).toBe('locked');
    expect(await vault.pinState()).toEqual({ attemptsLeft: 8, waitUntil: null });
  });

  it('sets a new PIN where the old one is blocked', async () => {
    const recoveryKey = await newRecoveryKey(vault);
    await vault.lock();
    await wrongPins(fixture);
    expect(await vault.unlock(PIN)).toMatchObject({ result: 'blocked' });
    expect(await vault.changePin({ pin: PIN }, NEXT)).toMatchObject({ result: 'blocked' });
    expect(await vault.changePin({ recoveryKey }, NEXT)).toEqual({ result: 'ok' });
    expect(await vault.pinState()).toEqual({ attemptsLeft: 8, waitUntil: null });
    expect(await vault.unlock(NEXT)).toEqual({ result: 'ok' });
    expect(await vault.list()).toHaveLength(1);
  });

  it('is replaced by a new one, which asks for a proof even while unlocked', async () => {
    const old = await newRecoveryKey(vault);
    expect(await vault.newRecoveryKey({ pin: WRONG })).toMatchObject({ result: 'wrong-pin' });
    expect(await vault.unlockWith({ recoveryKey: old })).toEqual({ result: 'ok' });
    const recoveryKey = await newRecoveryKey(vault);
    expect(await vault.unlockWith({ recoveryKey: old })).toEqual({ result: 'wrong-key' });
    expect(await vault.unlockWith({ recoveryKey })).toEqual({ result: 'ok' });
  });
});

describe('a new recovery key', () => {
  it('opens nothing until it is confirmed, and the old one opens until then', async () => {
    const old = await newRecoveryKey(vault);
    const drawn = await vault.newRecoveryKey({ pin: PIN });
    const text = drawn.result === 'ok' ? drawn.recoveryKey : '';
    await vault.lock();
    expect(await vault.unlockWith({ recoveryKey: text })).toEqual({ result: 'wrong-key' });
    expect(await vault.unlockWith({ recoveryKey: old })).toEqual({ result: 'ok' });
    expect(await vault.confirmRecoveryKey(`${text}0`)).toEqual({ result: 'mistyped-key' });
    expect(await vault.confirmRecoveryKey(old)).toEqual({ result: 'wrong-key' });
    // The worker may have been started anew while the person wrote it down.
    expect(await fixture.restarted().confirmRecoveryKey(text)).toEqual({ result: 'ok' });
    expect(await vault.unlockWith({ recoveryKey: old })).toEqual({ result: 'wrong-key' });
    expect(await vault.unlockWith({ recoveryKey: text })).toEqual({ result: 'ok' });
    await expect(vault.confirmRecoveryKey(text)).rejects.toMatchObject({ reason: 'not-found' });
  });
});

describe('face or finger', () => {
  const random = () => crypto.getRandomValues(new Uint8Array(32));
  const way = { credentialId: random(), prfSalt: random(), prf: random() };
  const slotOf = async () => (await vault.ways()).platform.map(({ slot }) => slot);

  it('opens the vault with what the authenticator answers, until it is removed', async () => {
    expect(await vault.addPlatform({ pin: WRONG }, way)).toMatchObject({ result: 'wrong-pin' });
    expect(await vault.addPlatform({ pin: PIN }, way)).toEqual({ result: 'ok' });
    const [slot = ''] = await slotOf();
    expect(await vault.addPlatform({ pin: PIN }, { ...way, credentialId: random(), prf: random() })).toEqual({
      result: 'ok',
    });
    await vault.lock();
    const { platform } = await vault.ways();
    expect(platform).toHaveLength(2);
    expect(platform.find((known) => known.slot === slot)).toEqual({
      slot,
      credentialId: toBase64url(way.credentialId),
      prfSalt: toBase64url(way.prfSalt),
      addedAt: fixture.platform.time,
    });
    expect(await vault.unlockWith({ slot, prf: random() })).toEqual({ result: 'wrong-key' });
    expect(await vault.unlockWith({ slot: 'none', prf: way.prf })).toEqual({ result: 'wrong-key' });
    await expect(vault.removePlatform(slot)).rejects.toMatchObject({ reason: 'locked' });
    expect(await vault.unlockWith({ slot, prf: way.prf })).toEqual({ result: 'ok' });
    expect(await vault.changePin({ slot, prf: way.prf }, NEXT)).toEqual({ result: 'ok' });
    expect(await vault.removePlatform(slot)).toEqual({ result: 'ok' });
    expect(await vault.unlockWith({ slot, prf: way.prf })).toEqual({ result: 'wrong-key' });
    expect(await slotOf()).toHaveLength(1);
    await expect(vault.removePlatform(slot)).rejects.toMatchObject({ reason: 'not-found' });
  });

  it('is no way to remove the PIN', async () => {
    const { slots = [] } = await storedRows(fixture.databaseName);
    await expect(vault.removePlatform(String(slots[0]?.key))).rejects.toMatchObject({ reason: 'not-found' });
  });

  it('stays where nothing else on the disk opens the vault', async () => {
    await vault.addPlatform({ pin: PIN }, way);
    const [slot = ''] = await slotOf();
    expect(await vault.keepPin({ pin: PIN }, 'session')).toEqual({ result: 'ok' });
    expect(await vault.removePlatform(slot)).toEqual({ result: 'only-way' });
    await newRecoveryKey(vault);
    expect(await vault.removePlatform(slot)).toEqual({ result: 'ok' });
  });
});

describe('a damaged slot', () => {
  it('is no way in, and closes no other', async () => {
    const recoveryKey = await newRecoveryKey(vault);
    const { slots = [] } = await storedRows(fixture.databaseName);
    const pin = slots
      .map(({ value }) => value as { id: string; type: string })
      .find(({ type }) => type === 'pin');
    await overwrite(fixture.databaseName, 'slots', pin?.id ?? '', { ...pin, wrapped: 'gone' });
    await vault.lock();
    await expect(vault.unlock(PIN)).rejects.toMatchObject({ reason: 'damaged' });
    expect(await vault.unlockWith({ recoveryKey })).toEqual({ result: 'ok' });
    expect(await vault.changePin({ recoveryKey }, NEXT)).toEqual({ result: 'ok' });
    expect(await vault.unlock(NEXT)).toEqual({ result: 'ok' });
  });
});
