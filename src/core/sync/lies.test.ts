import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../bytes';
import { credentialSource } from '../testing/credential-source';
import { testPlatform } from '../testing/test-platform';
import { newRecord } from '../vault/record';
import { newGroup } from './epoch';
import { encodeManifest } from './manifest';
import type { ObjectName } from './remote';
import { sealObject } from './sealed-object';
import { type Objects, serverRemote } from './testing/shared-remote';
import { type SimulatedDevice, simulatedDevice } from './testing/simulated-device';

/** Each lie that hostile case D49 names, told to devices that hold passkeys. */

const KEYS = 3;
let objects: Objects;
let now: number;
let a: SimulatedDevice;
let b: SimulatedDevice;

function device(index: number, at: Objects = objects, group = newGroup(testPlatform('group'))) {
  return simulatedDevice({
    ...{ index, group, seed: 'lies', now: () => now },
    remote: (calls) => serverRemote(at, calls),
  });
}

function make(on: SimulatedDevice, name: string): void {
  const source = credentialSource(name);
  on.put(toBase64url(source.id), newRecord(source));
}

function rename(on: SimulatedDevice, name: string): void {
  for (const [key, { record }] of on.vault) on.put(key, { ...record, displayName: name });
}

async function sync(...devices: SimulatedDevice[]): Promise<void> {
  for (const one of devices) {
    now += 1000;
    expect(await one.sync('ask')).not.toBe('crashed');
  }
}

const faults = (of: SimulatedDevice) => of.replica().faults.map(({ kind, name }) => [kind, name]);
const copy = () => new Map(objects);
function become(then: Objects): void {
  objects.clear();
  for (const [name, value] of then) objects.set(name, value);
}
async function manifestOf(of: SimulatedDevice): Promise<ObjectName> {
  return (await of.work()).keys.manifestName(of.replica().device);
}

beforeEach(async () => {
  objects = new Map();
  now = 1_767_225_600_000;
  a = device(0);
  b = device(1);
  for (let made = 0; made < KEYS; made += 1) make(a, `key ${made}`);
  await sync(a, b, a);
  expect([faults(a), faults(b)]).toEqual([[], []]);
  expect(b.vault.size).toBe(KEYS);
});

describe('a server that', () => {
  it('goes back to an earlier state is told on by the reader and by the writer, and is mended', async () => {
    const then = copy();
    rename(a, 'later');
    await sync(a, b);
    become(then);
    await sync(b, a);
    expect(faults(b)).toEqual([['rolled-back', 'Device 0']]);
    expect(faults(a)).toContainEqual(['rolled-back', 'Device 0']);
    await sync(b, a);
    for (const one of [a, b]) {
      expect([...one.vault.values()].map(({ record }) => record.displayName)).toEqual(
        Array(KEYS).fill('later'),
      );
    }
  });

  it('drops the last segment', async () => {
    rename(a, 'later');
    await sync(a);
    const [last] = a.replica().log.segments.slice(-1);
    objects.delete(last?.name ?? '');
    await sync(b);
    expect(faults(b)).toEqual([['missing', 'Device 0']]);
    expect(b.vault.size).toBe(KEYS);
    await sync(a, b);
    expect([...b.vault.values()].every(({ record }) => record.displayName === 'later')).toBe(true);
  });

  it('drops the last segment, and then the rest of it: what could be read in time is passed on', async () => {
    const c = device(2);
    for (const name of ['first of c', 'last of c']) {
      make(c, name);
      await sync(c);
    }
    const { segments } = c.replica().log;
    objects.delete(segments.at(-1)?.name ?? '');
    await sync(b);
    expect([faults(b), b.vault.size]).toEqual([[['missing', 'Device 2']], KEYS + 1]);
    // The device itself never comes again.
    for (const name of [await manifestOf(c), ...segments.map((segment) => segment.name)])
      objects.delete(name);
    await sync(b);
    const d = device(3);
    await sync(d);
    expect(d.vault.size).toBe(KEYS + 1);
  });

  it('puts an old segment in the place of a new one', async () => {
    const [old] = a.replica().log.segments;
    rename(a, 'later');
    await sync(a);
    const [last] = a.replica().log.segments.slice(-1);
    const content = objects.get(old?.name ?? '');
    if (!last || !content) throw new Error('no segment');
    objects.set(last.name, { ...content, tag: 'new' });
    await sync(b);
    expect(faults(b)).toEqual([['missing', 'Device 0']]);
    expect([...b.vault.values()].every(({ record }) => record.displayName === '')).toBe(true);
  });

  it('deletes everything: nothing is deleted here, and all of it is put back', async () => {
    objects.clear();
    await sync(b, a);
    expect(faults(b)).toEqual(
      expect.arrayContaining([
        ['missing', 'Device 0'],
        ['missing', 'Device 1'],
      ]),
    );
    expect([a.vault.size, b.vault.size]).toEqual([KEYS, KEYS]);
    const c = device(2);
    await sync(a, b, c);
    expect(c.vault.size).toBe(KEYS);
  });

  it('gives one log for another', async () => {
    const [first, second] = [await manifestOf(a), await manifestOf(b)];
    const content = objects.get(second);
    if (!content) throw new Error('no manifest');
    objects.set(first, { ...content, tag: 'other' });
    await sync(b);
    expect(faults(b)).toEqual([['damaged', 'Device 0']]);
    expect(b.vault.size).toBe(KEYS);
  });

  it('has, in the place of one manifest, an authentic one that says it is another device', async () => {
    const { keys, ports, replica } = await b.work();
    const name = await manifestOf(a);
    const manifest = encodeManifest({
      ...{ device: replica.device, name: 'b', counter: 9, history: [], at: now, segments: [], heads: [] },
      ...{ lacking: [], status: 'moved', removed: [], slot: null },
    });
    const content = await sealObject(ports.platform, keys, 'manifest', name, manifest);
    objects.set(name, { content, tag: 'bent' });
    await sync(b);
    expect(faults(b)).toEqual([['damaged', 'Device 0']]);
    expect(b.replica().peers.map(({ status }) => status)).toEqual(['active']);
  });

  it("serves another person's vault", async () => {
    const others: Objects = new Map();
    const other = device(7, others, newGroup(testPlatform('another group')));
    make(other, 'not mine');
    await sync(other);
    become(others);
    await sync(b);
    expect(faults(b)).toContainEqual(['missing', 'Device 0']);
    expect(b.vault.size).toBe(KEYS);
  });

  it('shows two devices two different pasts', async () => {
    const then = copy();
    const image = a.image();
    rename(a, 'one past');
    await sync(a, b);
    become(then);
    a.restore(image);
    rename(a, 'another past');
    await sync(a, b);
    expect(faults(b)).toContainEqual(['forked', 'Device 0']);
  });

  it('shows a past that has grown longer than the other', async () => {
    const then = copy();
    const image = a.image();
    rename(a, 'one past');
    await sync(a, b);
    become(then);
    a.restore(image);
    for (const name of ['another past', 'and on']) {
      rename(a, name);
      await sync(a);
    }
    await sync(b);
    expect(faults(b)).toEqual([['forked', 'Device 0']]);
  });

  it('shows a new device an older state than another device has seen', async () => {
    const name = await manifestOf(a);
    const then = copy();
    rename(a, 'later');
    await sync(a);
    rename(b, 'latest');
    await sync(b);
    const old = then.get(name);
    if (!old) throw new Error('no manifest');
    objects.set(name, old);
    const c = device(2);
    await sync(c);
    expect(faults(c)).toEqual([['withheld', 'Device 0']]);
  });
});

describe('honest trouble is told apart', () => {
  it('a device turned back to an older copy takes a new name and loses nothing', async () => {
    const image = a.image();
    make(a, 'after the image');
    await sync(a, b);
    a.restore(image);
    const before = a.replica().device;
    await sync(a, b);
    expect(faults(a)).toEqual([['restored', 'Device 0']]);
    expect(faults(b)).toEqual([]);
    expect(a.replica().device).not.toBe(before);
    expect([a.vault.size, b.vault.size]).toEqual([KEYS + 1, KEYS + 1]);
  });

  it('so does one whose log was turned back with it, for another device has seen more of it', async () => {
    const [image, then] = [a.image(), copy()];
    make(a, 'after the image');
    await sync(a, b);
    rename(b, 'seen');
    await sync(b);
    const seen = objects.get(await manifestOf(b));
    become(then);
    if (seen) objects.set(await manifestOf(b), seen);
    a.restore(image);
    const before = a.replica().device;
    make(a, 'on another way');
    await sync(a, b, a);
    expect(a.replica().device).not.toBe(before);
    expect(faults(b).map(([kind]) => kind)).not.toContain('forked');
    expect([a.vault.size, b.vault.size]).toEqual([KEYS + 2, KEYS + 2]);
  });

  it('two copies of one device that write at the same moment: what either wrote comes to all', async () => {
    const twin = device(0);
    twin.restore(a.image());
    let raced = false;
    const first = simulatedDevice({
      ...{ index: 0, group: newGroup(testPlatform('group')), seed: 'lies', now: () => now },
      remote(calls) {
        const remote = serverRemote(objects, calls);
        const write: typeof remote.write = async (name, content) => {
          await remote.write(name, content);
          if (raced || name !== (await manifestOf(twin))) return;
          raced = true;
          objects.set(name, before);
          await twin.sync();
        };
        return { ...remote, write };
      },
    });
    first.restore(a.image());
    const before = objects.get(await manifestOf(a)) ?? { content: new Uint8Array(), tag: '' };
    make(first, 'on the one');
    make(twin, 'on the other');
    await sync(first, first, twin, b, first, twin);
    expect(raced).toBe(true);
    for (const one of [first, twin, b]) expect(one.vault.size).toBe(KEYS + 2);
  });

  it('two copies of one device become two devices', async () => {
    const twin = device(0);
    twin.restore(a.image());
    make(a, 'on the one');
    make(twin, 'on the other');
    await sync(a, twin, b, a);
    expect(twin.replica().device).not.toBe(a.replica().device);
    for (const one of [a, twin, b]) expect(one.vault.size).toBe(KEYS + 2);
  });
});
