import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Argon2id } from '../../core/vault/kdf';
import { failingStorage } from './testing/failing-storage';
import { cheapArgon2id, memorySession, someSource } from './testing/fake-ports';
import { PIN, setUp } from './testing/set-up';
import { overwrite, storedRows } from './testing/stored-rows';
import { openVault } from './vault';

const WRONG = 'wrong horse';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The wait after each wrong PIN in a row, from docs/vault-format.md. */
const WAITS = [0, 0, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

/** A port that tells how often a PIN was really checked. */
function counting(): { readonly argon2id: Argon2id; derivations: number } {
  const counter = {
    derivations: 0,
    argon2id: (async (input) => {
      counter.derivations += 1;
      return cheapArgon2id(input);
    }) satisfies Argon2id,
  };
  return counter;
}

async function locked() {
  const counter = counting();
  const fixture = setUp({ argon2id: counter.argon2id });
  await fixture.vault.make(PIN);
  await fixture.vault.lock();
  counter.derivations = 0;
  return { ...fixture, counter };
}

describe('wrong PINs', () => {
  it('make the next try wait longer and longer from the fourth on, and the eighth takes the slot', async () => {
    const { vault, platform, pass, databaseName, counter } = await locked();
    for (const [index, wait] of WAITS.entries()) {
      const waitUntil = wait > 0 ? platform.time + wait : null;
      const pin = { attemptsLeft: 7 - index, waitUntil };
      expect(await vault.unlock(WRONG)).toEqual({ result: 'wrong-pin', pin });
      expect(await vault.pinState()).toEqual(pin);
      if (wait > 0) {
        pass(wait - 1);
        expect(await vault.unlock(PIN)).toEqual({ result: 'wait', pin });
        pass(1);
      }
    }
    expect((await storedRows(databaseName)).slots).toHaveLength(1);
    const blocked = { result: 'blocked', pin: { attemptsLeft: 0, waitUntil: null } };
    expect(await vault.unlock(WRONG)).toEqual(blocked);
    expect((await storedRows(databaseName)).slots).toHaveLength(0);
    expect(await vault.unlock(PIN)).toEqual(blocked);
    expect(await vault.pinState()).toEqual(blocked.pin);
    expect(counter.derivations).toBe(8);
  });

  it('are forgotten with a right one, also when it only verifies', async () => {
    const { vault } = await locked();
    await vault.unlock(WRONG);
    await vault.unlock(PIN);
    await vault.unlock(WRONG);
    expect(await vault.state()).toBe('unlocked');
    expect(await vault.unlock(PIN)).toEqual({ result: 'ok' });
    expect(await vault.pinState()).toEqual({ attemptsLeft: 8, waitUntil: null });
  });

  it('still count after the worker and the browser were restarted (D44)', async () => {
    const { vault, ports, restarted } = await locked();
    await vault.unlock(WRONG);
    expect(await restarted().unlock(WRONG)).toMatchObject({ pin: { attemptsLeft: 6 } });
    const browser = openVault({ ...ports, session: memorySession() });
    expect(await browser.unlock(WRONG)).toMatchObject({ pin: { attemptsLeft: 5 } });
  });

  it('tried in parallel, by two windows, never exceed the limit', async () => {
    const { vault, ports, counter } = await locked();
    const other = openVault(ports);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? vault : other).unlock(WRONG)),
    );
    expect(results.filter(({ result }) => result === 'wrong-pin')).toHaveLength(3);
    expect(results.filter(({ result }) => result === 'wait')).toHaveLength(17);
    expect(counter.derivations).toBe(3);
  });

  it('are checked one at a time, so that a right one counts for those behind it', async () => {
    const { ports } = await locked();
    let running = 0;
    let most = 0;
    const vault = openVault({
      ...ports,
      argon2id: async (input) => {
        running += 1;
        most = Math.max(most, running);
        const derived = await cheapArgon2id(input);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return derived;
      },
    });
    const results = await Promise.all([WRONG, WRONG, PIN, WRONG, PIN].map((pin) => vault.unlock(pin)));
    expect(results.map(({ result }) => result)).toEqual(['wrong-pin', 'wrong-pin', 'ok', 'wrong-pin', 'ok']);
    expect(most).toBe(1);
  });

  it('are checked one at a time with any other proof as well', async () => {
    const { ports, counter } = await locked();
    const vault = openVault(ports);
    const results = await Promise.all([1, 2, 3, 4, 5, 6].map(() => vault.unlockWith({ pin: WRONG })));
    expect(results.filter(({ result }) => result === 'wrong-pin')).toHaveLength(3);
    let running = 0;
    let most = 0;
    const watched = openVault({
      ...(await locked()).ports,
      argon2id: async (input) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return cheapArgon2id(input);
      },
    });
    await Promise.all([
      watched.unlockWith({ pin: WRONG }),
      watched.unlockWith({ pin: PIN }),
      watched.unlock(PIN),
    ]);
    expect(most).toBe(1);
    expect(counter.derivations).toBe(3);
  });

  it('that cannot be a PIN at all cost no try', async () => {
    const { vault, counter } = await locked();
    for (const slip of ['', '12345', 'x'.repeat(64)]) {
      expect(await vault.unlock(slip)).toEqual({
        result: 'wrong-pin',
        pin: { attemptsLeft: 8, waitUntil: null },
      });
    }
    expect(counter.derivations).toBe(0);
  });
});

describe('the clock', () => {
  async function waiting() {
    const fixture = await locked();
    for (let tries = 0; tries < 3; tries += 1) await fixture.vault.unlock(WRONG);
    return fixture;
  }

  it('set forward skips no wait', async () => {
    const { vault, platform, pass } = await waiting();
    platform.time += 24 * 60 * MINUTE;
    expect(await vault.unlock(PIN)).toMatchObject({ result: 'wait' });
    pass(30 * SECOND);
    expect(await vault.unlock(PIN)).toEqual({ result: 'ok' });
  });

  it('set back makes the wait start once more, and not last for ever', async () => {
    const { vault, platform, pass } = await waiting();
    platform.time -= 365 * 24 * 60 * MINUTE;
    expect(await vault.pinState()).toEqual({ attemptsLeft: 5, waitUntil: platform.time + 30 * SECOND });
    expect(await vault.unlock(PIN)).toMatchObject({ result: 'wait' });
    pass(30 * SECOND);
    expect(await vault.unlock(PIN)).toEqual({ result: 'ok' });
  });

  it('gives no more tries, whatever is done to it', async () => {
    const { platform, restarted, counter } = await waiting();
    for (let tries = 0; tries < 40; tries += 1) {
      platform.time += (tries % 2 ? -3 : 5) * 60 * MINUTE;
      await restarted().unlock(WRONG);
    }
    expect(counter.derivations).toBe(8);
  });
});

describe('the counter', () => {
  it('that cannot be written leaves the PIN unchecked (D45)', async () => {
    const { vault, counter } = await locked();
    await expect(
      failingStorage(async (fail) => {
        fail.when = (call) => call === 'put attempts';
        await vault.unlock(PIN);
      }),
    ).rejects.toMatchObject({ reason: 'storage-failed' });
    expect(counter.derivations).toBe(0);
    expect(await vault.state()).toBe('locked');
  });

  it('is durable before the PIN is looked at', async () => {
    const seen: unknown[] = [];
    const fixture = setUp();
    await fixture.vault.make(PIN);
    const spying = openVault({
      ...fixture.ports,
      argon2id: async (input) => {
        seen.push((await storedRows(fixture.databaseName)).attempts?.[0]?.value);
        return cheapArgon2id(input);
      },
    });
    await spying.unlock(PIN);
    expect(seen).toEqual([{ failures: 1, at: fixture.platform.time }]);
  });

  it('that stands at eight closes the PIN, be it that the worker died before its slot could go', async () => {
    const { vault, databaseName, counter } = await locked();
    await overwrite(databaseName, 'attempts', 'pin', { failures: 8, at: 0 });
    const blocked = { result: 'blocked', pin: { attemptsLeft: 0, waitUntil: null } };
    expect(await vault.unlock(PIN)).toEqual(blocked);
    expect(counter.derivations).toBe(0);
    expect((await storedRows(databaseName)).slots).toEqual([]);
  });

  it('that was deleted or damaged closes the PIN, and is no fresh start', async () => {
    const { vault, databaseName, counter } = await locked();
    for (const value of [{ failures: -1, at: 0 }, { failures: 'none', at: 0 }, undefined]) {
      await overwrite(databaseName, 'attempts', 'pin', value);
      await expect(vault.unlock(PIN)).rejects.toMatchObject({ reason: 'damaged' });
    }
    expect(counter.derivations).toBe(0);
  });

  it('takes a try back where the PIN could not be checked', async () => {
    const { ports, vault } = await locked();
    const poor = openVault({ ...ports, argon2id: () => Promise.reject(new RangeError('out of memory')) });
    await vault.unlock(WRONG);
    await expect(poor.unlock(PIN)).rejects.toMatchObject({ reason: 'derivation-failed' });
    expect(await vault.pinState()).toEqual({ attemptsLeft: 7, waitUntil: null });
  });
});

describe('the costs of a PIN slot', () => {
  it.each([
    { memoryKiB: 8192 },
    { memoryKiB: 65_535 },
    { memoryKiB: 64 * 1024 * 1024 },
    { iterations: 1 },
    { iterations: 17 },
    { iterations: 3.5 },
    { parallelism: 0 },
    { parallelism: 5 },
  ])('are refused before deriving and cost no try: %o (D46)', async (costs) => {
    const { vault, databaseName, counter } = await locked();
    const slot = (await storedRows(databaseName)).slots?.[0]?.value as { id: string; kdf: object };
    await overwrite(databaseName, 'slots', slot.id, { ...slot, kdf: { ...slot.kdf, ...costs } });
    await expect(vault.unlock(PIN)).rejects.toMatchObject({ reason: 'parameters-out-of-range' });
    expect(counter.derivations).toBe(0);
    expect(await vault.pinState()).toEqual({ attemptsLeft: 8, waitUntil: null });
  });

  it.each([
    { name: 'pbkdf2', iterations: 1000 },
    { version: 0x10 },
    { memoryKiB: Number.NaN },
    { salt: new Uint8Array(8) },
  ])('of another kind are damage: %o (D46)', async (kdf) => {
    const { vault, databaseName, counter } = await locked();
    const slot = (await storedRows(databaseName)).slots?.[0]?.value as { id: string; kdf: object };
    await overwrite(databaseName, 'slots', slot.id, { ...slot, kdf: { ...slot.kdf, ...kdf } });
    await expect(vault.unlock(PIN)).rejects.toMatchObject({ reason: 'damaged' });
    expect(counter.derivations).toBe(0);
  });

  it('changed within their bounds make the right PIN wrong: the slot is bound to them', async () => {
    const { vault, databaseName } = await locked();
    const slot = (await storedRows(databaseName)).slots?.[0]?.value as { id: string; kdf: object };
    await overwrite(databaseName, 'slots', slot.id, { ...slot, kdf: { ...slot.kdf, iterations: 4 } });
    expect(await vault.unlock(PIN)).toMatchObject({ result: 'wrong-pin' });
  });

  it('are raised at the next unlock when the floor has risen', async () => {
    const { ports, databaseName } = await locked();
    const costFloor = { memoryKiB: 131_072, iterations: 3, parallelism: 1 };
    const later = openVault({ ...ports, costFloor });
    await later.store.find('example.org').catch(() => null);
    expect(await later.unlock(PIN)).toEqual({ result: 'ok' });
    const { slots = [] } = await storedRows(databaseName);
    expect(slots.map(({ value }) => value)).toMatchObject([{ type: 'pin', kdf: costFloor }]);
    await later.store.add(someSource());
    await later.lock();
    expect(await openVault(ports).unlock(PIN)).toEqual({ result: 'ok' });
  });
});
