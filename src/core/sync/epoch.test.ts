import { beforeEach, describe, expect, it } from 'vitest';
import { type Bytes, toBase64url } from '../bytes';
import { credentialSource } from '../testing/credential-source';
import { hex, testPlatform } from '../testing/test-platform';
import { newRecord } from '../vault/record';
import { comparisonCode } from './comparison';
import { beginEpoch, followEpoch, newGroup } from './epoch';
import { epochKeys, type Group } from './epoch-keys';
import { changeRecovery } from './recovery-change';
import { openSlot, sealSlot, slotKey, slotName } from './recovery-slot';
import { openObject } from './sealed-object';
import { type Objects, serverRemote, stored } from './testing/shared-remote';
import { Crash, type SimulatedDevice, simulatedDevice } from './testing/simulated-device';

const platform = testPlatform('epoch');
const recovery = hex('11'.repeat(20));
const group = newGroup(testPlatform('group'));
let objects: Objects;
let now: number;

function device(index: number, of = group): SimulatedDevice {
  return simulatedDevice({
    ...{ index, group: of, seed: 'epoch', now: () => now },
    remote: (calls) => serverRemote(objects, calls),
  });
}

function make(on: SimulatedDevice, name: string): void {
  const source = credentialSource(name);
  on.put(toBase64url(source.id), newRecord(source));
}

const keyOf = (name: string) => toBase64url(credentialSource(name).id);

async function codeOf(one: SimulatedDevice): Promise<string> {
  const { replica, entries } = await one.work();
  return comparisonCode(platform, replica, entries);
}

async function sync(...devices: SimulatedDevice[]): Promise<void> {
  for (const one of devices) {
    now += 1000;
    await one.sync();
  }
}

async function follow(on: SimulatedDevice, to: Group): Promise<void> {
  await followEpoch(await on.work(), to, await slotName(platform, recovery));
}

async function setUp() {
  objects = new Map();
  now = 1_767_225_600_000;
  const slot = await sealSlot(platform, recovery, group);
  objects.set(slot.name, stored(slot.content));
  const [a, b, c] = [device(0), device(1), device(2)];
  for (const one of [a, b, c]) {
    const work = await one.work();
    await work.commit({ replica: { ...work.replica, slot: slot.name } });
  }
  make(a, 'of a');
  make(b, 'of b');
  make(c, 'of c');
  await sync(a, b, c, a, b, c);
  return { a, b, c };
}

async function groupAtRemote() {
  const content = objects.get(await slotName(platform, recovery))?.content;
  return content ? openSlot(platform, recovery, content) : null;
}

describe('the recovery slot', () => {
  beforeEach(setUp);

  it('gives the group to who has the key, and nothing to who has another', async () => {
    expect(await groupAtRemote()).toEqual(group);
    const content = objects.get(await slotName(platform, recovery))?.content ?? hex('');
    expect(await openSlot(platform, hex('22'.repeat(20)), content)).toBeNull();
    expect(await slotName(platform, hex('22'.repeat(20)))).not.toBe(await slotName(platform, recovery));
  });

  const keys = [recovery, hex('33'.repeat(20)), hex('44'.repeat(20))] as const;
  const open = () => Promise.all(keys.map(async (key) => objects.has(await slotName(platform, key))));
  const change = async (on: SimulatedDevice, key: Bytes) =>
    changeRecovery(await on.work(), await slotKey(platform, key));

  it('goes with the recovery key when that is changed, here and then on another device', async () => {
    const { a, b, c } = await setUp();
    await change(a, keys[1]);
    await sync(a);
    expect(await open()).toEqual([false, true, false]);
    await sync(b);
    await change(b, keys[2]);
    await sync(b);
    expect(await open()).toEqual([false, false, true]);
    const content = objects.get(await slotName(platform, keys[2]))?.content ?? hex('');
    expect(await openSlot(platform, keys[2], content)).toEqual(group);
    await sync(c);
    expect(c.replica().slot).toBe(await slotName(platform, keys[2]));
  });

  it('is the one that was changed last, where two devices did so at once', async () => {
    const { a, b, c } = await setUp();
    await change(a, keys[1]);
    now += 1000;
    await change(b, keys[2]);
    await sync(a, b, a, c);
    expect(await open()).toEqual([false, false, true]);
    expect(new Set([a, b, c].map((one) => one.replica().slot)).size).toBe(1);
  });

  it('is there at every step of that, and the old one not for longer than needed', async () => {
    for (let crashAt = 0; crashAt < 6; crashAt += 0.5) {
      const { a, b } = await setUp();
      a.crashAt = crashAt;
      const isCrash = (error: unknown) => expect(error).toBeInstanceOf(Crash);
      await change(a, keys[1]).catch(isCrash);
      await sync(a);
      a.crashAt = null;
      await sync(b);
      expect((await open()).some(Boolean)).toBe(true);
      await change(a, keys[1]);
      await sync(a);
      expect(await open()).toEqual([false, true, false]);
    }
  });

  it('that a later one has replaced is removed again where it comes back', async () => {
    const { a, b } = await setUp();
    const old = objects.get(await slotName(platform, recovery));
    await change(a, keys[1]);
    await sync(a, b);
    if (old) objects.set(await slotName(platform, recovery), old);
    await sync(b);
    expect(await open()).toEqual([false, true, false]);
  });
});

describe('removing a device', () => {
  it('shuts it out, keeps all passkeys, and leads the others on', async () => {
    const { a, b, c } = await setUp();
    make(c, 'of c, not yet seen by a');
    now += 1000;
    await beginEpoch(await a.work(), recovery, [b.replica().device]);
    await sync(a);
    expect(a.replica().move).toBeNull();
    const next = await groupAtRemote();
    expect(next?.epoch).toBe(2);

    make(b, 'of b, after it was removed');
    expect(await b.sync()).toBe('moved');
    expect(await c.sync()).toBe('moved');
    await follow(c, next ?? group);
    await sync(c, a);
    for (const one of [a, c]) expect(one.vault.size).toBe(4);
    expect(a.replica().faults).toEqual([]);
    expect(c.replica().faults).toEqual([]);

    const fresh = device(4, next ?? group);
    await sync(fresh);
    expect(fresh.vault.size).toBe(4);
  });

  it('leaves nothing that the old secret opens but the notice', async () => {
    const { a, b } = await setUp();
    const old = (await b.work()).keys;
    await beginEpoch(await a.work(), recovery, [b.replica().device]);
    await sync(a);
    // Nor what the removed device would make of it for the epoch that it is not in.
    const guessed = await epochKeys(platform, { ...group, epoch: 2 });
    const opened: string[] = [];
    for (const [name, { content }] of objects) {
      for (const keys of [old, guessed]) {
        for (const kind of ['manifest', 'segment'] as const) {
          const is = await openObject(platform, keys, kind, name, content).catch(() => null);
          if (is) opened.push(name);
        }
      }
    }
    expect(opened).toEqual([await old.manifestName(a.replica().device)]);
  });

  it('goes on after a crash at any step', async () => {
    for (let crashAt = 0; crashAt < 12; crashAt += 0.5) {
      const { a, b, c } = await setUp();
      a.crashAt = crashAt;
      await beginEpoch(await a.work(), recovery, [b.replica().device]).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      await sync(a);
      a.crashAt = null;
      await sync(a);
      // A crash before the first write leaves everything as it was; the person asks again.
      const next = await groupAtRemote();
      if (next?.epoch !== 2) {
        expect(a.replica().group.epoch).toBe(1);
        continue;
      }
      await sync(c);
      await follow(c, next);
      await sync(c, a);
      expect([a.vault.size, c.vault.size, a.replica().move]).toEqual([3, 3, null]);
    }
  });

  it('keeps deleted what was deleted, and what a third device wrote, while the epoch was being begun', async () => {
    const { a, b, c } = await setUp();
    make(c, 'of c, not seen by a');
    await sync(c, b);
    await beginEpoch(await a.work(), recovery, [c.replica().device]);
    b.put(keyOf('of a'), null);
    await sync(b);
    await sync(a);
    expect(await b.sync()).toBe('moved');
    await follow(b, a.replica().group);
    await sync(b, a, b);
    const held = [keyOf('of b'), keyOf('of c'), keyOf('of c, not seen by a')].sort();
    for (const one of [a, b]) expect([...one.vault.keys()].sort()).toEqual(held);
    const codes = await Promise.all([a, b].map(codeOf));
    expect(codes[0]).toBe(codes[1]);
  });

  it('writes nothing twice where the new epoch shows it all', async () => {
    const { a, b, c } = await setUp();
    await beginEpoch(await a.work(), recovery, [c.replica().device]);
    await sync(a);
    await follow(b, a.replica().group);
    await sync(b);
    expect(b.replica()).toMatchObject({ follows: false, log: { carries: 'own' } });
    expect([...(await b.work()).entries.values()].filter(({ seq }) => seq > 0)).toHaveLength(1);
  });
});
