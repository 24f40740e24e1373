import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../bytes';
import { credentialSource } from '../testing/credential-source';
import { hex, testPlatform } from '../testing/test-platform';
import { newRecord } from '../vault/record';
import { beginEpoch, changeRecovery, followEpoch, newGroup } from './epoch';
import { epochKeys } from './epoch-keys';
import { openSlot, sealSlot, slotName } from './recovery-slot';
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

async function sync(...devices: SimulatedDevice[]): Promise<void> {
  for (const one of devices) {
    now += 1000;
    await one.sync();
  }
}

async function setUp() {
  objects = new Map();
  now = 1_767_225_600_000;
  const slot = await sealSlot(platform, recovery, group);
  objects.set(slot.name, stored(slot.content));
  const [a, b, c] = [device(0), device(1), device(2)];
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

  it('goes with the recovery key when that is changed', async () => {
    const a = device(3);
    const other = hex('33'.repeat(20));
    const work = await a.work();
    await work.commit({ replica: { ...work.replica, slot: await slotName(platform, recovery) } });
    await changeRecovery(work, other);
    expect(objects.has(await slotName(platform, recovery))).toBe(true);
    await sync(a);
    expect(objects.has(await slotName(platform, recovery))).toBe(false);
    const content = objects.get(await slotName(platform, other))?.content ?? hex('');
    expect(await openSlot(platform, other, content)).toEqual(group);
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
    await followEpoch(await c.work(), next ?? group);
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
      await followEpoch(await c.work(), next);
      await sync(c, a);
      expect([a.vault.size, c.vault.size, a.replica().move]).toEqual([3, 3, null]);
    }
  });
});
