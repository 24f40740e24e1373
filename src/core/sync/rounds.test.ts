import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../bytes';
import { credentialSource } from '../testing/credential-source';
import { testPlatform } from '../testing/test-platform';
import { newRecord } from '../vault/record';
import { comparisonCode } from './comparison';
import { confirmDeletions, deletedYetChanged } from './conflicts';
import { newGroup } from './epoch';
import { markBackedUp } from './round';
import { type Objects, serverRemote } from './testing/shared-remote';
import { type SimulatedDevice, simulatedDevice } from './testing/simulated-device';

const platform = testPlatform('rounds');
let objects: Objects;
let now: number;
let calls: string[];
let a: SimulatedDevice;
let b: SimulatedDevice;

function device(index: number): SimulatedDevice {
  return simulatedDevice({
    ...{ index, group: newGroup(testPlatform('group')), seed: 'rounds', now: () => now },
    remote: ({ before, after }) =>
      serverRemote(objects, {
        before(call) {
          calls.push(call);
          before(call);
        },
        after,
      }),
  });
}

function make(on: SimulatedDevice, name: string, with_: { signCount?: number } = {}): string {
  const source = credentialSource(name, with_);
  const key = toBase64url(source.id);
  on.put(key, newRecord(source));
  return key;
}

function change(on: SimulatedDevice, key: string, change: object): void {
  const held = on.vault.get(key);
  if (!held) throw new Error('no such passkey');
  on.put(key, { ...held.record, ...change });
}

const record = (on: SimulatedDevice, key: string) => on.vault.get(key)?.record;

async function sync(...devices: SimulatedDevice[]): Promise<void> {
  for (const one of devices) {
    now += 1000;
    expect(await one.sync('ask')).toBe('done');
  }
}

const codeOf = async (of: SimulatedDevice) => {
  const { replica, entries } = await of.work();
  return comparisonCode(platform, replica, entries);
};

beforeEach(() => {
  objects = new Map();
  calls = [];
  now = 1_767_225_600_000;
  a = device(0);
  b = device(1);
});

describe('a round', () => {
  it('with nothing to do is one request', async () => {
    make(a, 'one');
    await sync(a, b, a, b, a);
    calls = [];
    await sync(a, b);
    expect(calls).toEqual(['list', 'list']);
  });

  it('merges what two devices changed at the same time, field by field', async () => {
    const key = make(a, 'one');
    await sync(a, b);
    change(a, key, { displayName: 'by a' });
    change(b, key, { note: 'by b', lastUsedAt: 5, lastUsedOrigin: 'https://example.org' });
    await sync(a, b, a);
    for (const one of [a, b]) {
      expect(record(one, key)).toMatchObject({ displayName: 'by a', note: 'by b', lastUsedAt: 5 });
    }
  });

  it('never lets a signature counter go back', async () => {
    const key = make(a, 'imported', { signCount: 5 });
    await sync(a, b);
    change(a, key, { signCount: 9 });
    now += 1000;
    change(b, key, { signCount: 7 });
    await sync(a, b, a);
    expect([record(a, key)?.signCount, record(b, key)?.signCount]).toEqual([9, 9]);
  });

  it('says truly what is backed up (BS), from the moment that it is', async () => {
    const key = make(a, 'one');
    a.crashAt = 0;
    await a.sync();
    a.crashAt = null;
    expect(record(a, key)?.backedUp).toBe(false);
    await sync(a, b);
    expect([record(a, key)?.backedUp, record(b, key)?.backedUp]).toEqual([true, true]);
    calls = [];
    await sync(a, b, a);
    // The flag is each device's own and no change for the others.
    expect(calls.filter((call) => call === 'write')).toHaveLength(0);
  });

  it('takes back only the BS that it gave: what a file holds is backed up without it', async () => {
    const [filed, bare] = [make(a, 'filed'), make(a, 'bare')];
    change(a, filed, { backedUp: true, filedAt: 3 });
    await sync(a, b);
    const flags = () => [filed, bare].map((key) => record(a, key)?.backedUp);
    expect(flags()).toEqual([true, true]);
    // As when this device leaves.
    a.countsAsBackup = false;
    await markBackedUp(await a.work());
    expect(flags()).toEqual([true, false]);
  });

  it('leaves what a file holds backed up when news of it comes from a place that is no backup', async () => {
    const [filed, bare] = [make(a, 'filed'), make(a, 'bare')];
    change(a, filed, { backedUp: true, filedAt: 3 });
    a.countsAsBackup = false;
    await sync(a, b);
    for (const key of [filed, bare]) change(b, key, { note: 'by b' });
    await sync(b, a);
    expect(record(a, filed)).toMatchObject({ note: 'by b', backedUp: true, filedAt: 3 });
    expect(record(a, bare)).toMatchObject({ note: 'by b', backedUp: false, filedAt: null });
    // The file is of that device alone.
    expect(record(b, filed)).toMatchObject({ backedUp: true, filedAt: null });
  });

  it('keeps a deleted passkey deleted, and its log small', async () => {
    const keys = Array.from({ length: 30 }, (_, made) => make(a, `key ${made}`));
    await sync(a, b);
    const full = a.replica().log.segments.reduce((sum, { size }) => sum + size, 0);
    for (const key of keys.slice(0, 29)) {
      a.put(key, null);
      now += 1000;
      await a.sync('accept');
    }
    await b.sync('accept');
    expect(b.vault.size).toBe(1);
    expect(a.replica().log.segments.length).toBeLessThanOrEqual(5);
    expect(a.replica().log.segments.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(full / 2);
  });
});

describe('a crash at any step', () => {
  it('neither takes back what another device changed nor loses what this one did', async () => {
    for (let crashAt = 0; crashAt < 10; crashAt += 0.5) {
      objects.clear();
      [a, b] = [device(0), device(1)];
      const [key, gone] = [make(a, 'one'), make(a, 'other')];
      await sync(a, b);
      change(a, key, { displayName: 'by a' });
      a.put(gone, null);
      const added = make(a, 'new');
      change(b, key, { note: 'by b' });
      await sync(a);
      b.crashAt = crashAt;
      await b.sync();
      b.crashAt = null;
      // A ceremony comes in between.
      change(b, key, { lastUsedAt: 7 });
      await sync(b, a);
      for (const one of [a, b]) {
        expect(record(one, key)).toMatchObject({ displayName: 'by a', note: 'by b', lastUsedAt: 7 });
        expect([...one.vault.keys()].sort()).toEqual([key, added].sort());
      }
    }
  });
});

describe('the comparison code', () => {
  it('is the same on devices in sync, and another on one that was shown the past', async () => {
    const key = make(a, 'one');
    await sync(a, b);
    const past = new Map(objects);
    change(a, key, { displayName: 'later' });
    await sync(a, b);
    expect(await codeOf(b)).toBe(await codeOf(a));
    expect(await codeOf(a)).toMatch(/^\d{4} \d{4}$/);
    objects.clear();
    for (const [name, value] of past) objects.set(name, value);
    const fresh = device(2);
    await sync(fresh);
    expect(await codeOf(fresh)).not.toBe(await codeOf(a));
  });
});

describe('many deletions at once', () => {
  async function purgeMost() {
    const keys = Array.from({ length: 8 }, (_, made) => make(a, `key ${made}`));
    await sync(a, b);
    for (const key of keys.slice(0, 5)) a.put(key, null);
    for (const key of keys.slice(5, 6)) change(a, key, { deletedAt: now });
    now += 1000;
    await a.sync();
    return keys;
  }

  it('wait for the person', async () => {
    await purgeMost();
    expect(await b.sync('ask')).toBe('held');
    expect(b.replica().held).toBe(6);
    expect([...b.vault.values()].filter((held) => held.record.deletedAt === null)).toHaveLength(8);
  });

  it('do not hold up what this device has to say', async () => {
    await purgeMost();
    const key = make(b, 'new here');
    await b.sync('ask');
    await a.sync();
    expect(a.vault.has(key)).toBe(true);
  });

  it('are done when they say so', async () => {
    await purgeMost();
    await b.sync('ask');
    expect(await b.sync('accept')).toBe('done');
    expect(b.vault.size).toBe(3);
  });

  it('are undone everywhere when they say no', async () => {
    const keys = await purgeMost();
    await b.sync('ask');
    expect(await b.sync('refuse')).toBe('done');
    await a.sync();
    for (const one of [a, b]) {
      for (const key of keys) expect(record(one, key)).toMatchObject({ deletedAt: null });
    }
  });
});

describe('a deletion that meets a change', () => {
  async function inDoubt() {
    const key = make(a, 'one');
    await sync(a, b);
    change(a, key, { deletedAt: now });
    change(b, key, { lastUsedAt: now + 5 });
    await sync(a, b, a);
    return key;
  }

  it('is put before the person, on both devices', async () => {
    const key = await inDoubt();
    for (const one of [a, b]) expect(deletedYetChanged((await one.work()).entries)).toEqual([key]);
    expect(record(b, key)?.deletedAt).not.toBeNull();
  });

  it('is settled everywhere once they meant it', async () => {
    const key = await inDoubt();
    await confirmDeletions(await b.work(), [key]);
    await sync(b, a);
    for (const one of [a, b]) expect(deletedYetChanged((await one.work()).entries)).toEqual([]);
    expect(record(a, key)?.deletedAt).not.toBeNull();
  });

  it('is settled everywhere once it was restored', async () => {
    const key = await inDoubt();
    change(b, key, { deletedAt: null });
    await sync(b, a);
    for (const one of [a, b]) {
      expect(deletedYetChanged((await one.work()).entries)).toEqual([]);
      expect(record(one, key)?.deletedAt).toBeNull();
    }
  });

  it('is no question where the deleter had seen the change', async () => {
    const key = make(a, 'one');
    await sync(a, b);
    change(b, key, { lastUsedAt: now + 5 });
    await sync(b, a);
    change(a, key, { deletedAt: now });
    await sync(a, b);
    expect(deletedYetChanged((await b.work()).entries)).toEqual([]);
  });

  it('for good leaves the passkey whole on all devices', async () => {
    const key = make(a, 'one');
    await sync(a, b);
    a.put(key, null);
    change(b, key, { displayName: 'still wanted' });
    await sync(a, b, a);
    for (const one of [a, b]) expect(record(one, key)?.displayName).toBe('still wanted');
  });
});
