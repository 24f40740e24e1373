import { toBase64url } from '../../bytes';
import { credentialSource } from '../../testing/credential-source';
import { testPlatform } from '../../testing/test-platform';
import { newRecord, type PasskeyRecord } from '../../vault/record';
import { newGroup } from '../epoch';
import type { EntryKey } from '../segment';
import { directSubtle } from './direct-subtle';
import { type Objects, replicatedStorage, serverRemote } from './shared-remote';
import { type SimulatedDevice, simulatedDevice } from './simulated-device';

/** One thing that happens; numbers choose among what there is. Plain JSON, so that a found case becomes a fixture. */
export type Step =
  | { readonly do: 'make'; readonly device: number }
  | {
      readonly do: 'rename' | 'use' | 'trash' | 'restore' | 'purge' | 'damage' | 'discard';
      readonly device: number;
      readonly key: number;
    }
  | { readonly do: 'sync'; readonly device: number; readonly crashAt: number | null }
  | { readonly do: 'deliver'; readonly choice: number; readonly times: number }
  | { readonly do: 'image' | 'turn-back'; readonly device: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'lie'; readonly lie: Lie; readonly choice: number };

/** What a malicious server does (hostile case D49). */
export type Lie = 'remember' | 'roll-back' | 'drop' | 'drop-all' | 'swap' | 'flip' | 'replay' | 'foreign';

export type Case = {
  readonly devices: number;
  /** Hours by which each device's clock is wrong. */
  readonly skews: readonly number[];
  readonly kind: 'server' | 'replicated';
  readonly steps: readonly Step[];
};

export type Simulation = {
  readonly devices: readonly SimulatedDevice[];
  readonly objects: Objects;
  /** Keys that no device may be without in the end. */
  readonly owed: ReadonlySet<EntryKey>;
  /** All devices sync until nothing is left to tell. */
  settle(): Promise<void>;
};

const HOUR = 60 * 60 * 1000;

export async function simulate({ devices: count, skews, kind, steps }: Case): Promise<Simulation> {
  const clock = { now: 1_767_225_600_000 };
  const group = newGroup(testPlatform('group'));
  const objects: Objects = new Map();
  const storage = replicatedStorage(count);
  const subtle = directSubtle();
  const devices = Array.from({ length: count }, (_, index) =>
    simulatedDevice({
      ...{ index, group, seed: 'simulation', now: () => clock.now, subtle },
      remote: (calls) => (kind === 'server' ? serverRemote(objects, calls) : storage.remote(index, calls)),
    }),
  );
  for (const device of devices) device.skew = (skews[device.index] ?? 0) * HOUR;
  const owed = new Set<EntryKey>();
  const images = new Map<number, ReturnType<SimulatedDevice['image']>>();
  const memory: Objects = new Map();
  let made = 0;

  const deviceOf = (choice: number) => devices[choice % count] as SimulatedDevice;

  function keyOf({ vault }: SimulatedDevice, choice: number): EntryKey | undefined {
    return [...vault.keys()].sort()[choice % Math.max(1, vault.size)];
  }

  /** What was not staged yet, and no other device has, nobody can bring back. */
  async function discard(device: SimulatedDevice, key: EntryKey): Promise<void> {
    const { entries } = await device.work();
    await device.discard(key);
    if (!entries.has(key) && !devices.some(({ vault }) => vault.has(key))) owed.delete(key);
  }

  function change(
    device: SimulatedDevice,
    choice: number,
    how: (record: PasskeyRecord) => PasskeyRecord | null,
  ) {
    const key = keyOf(device, choice);
    const held = key === undefined ? undefined : device.vault.get(key);
    if (!key || !held || device.damaged.has(key)) return;
    const next = how(held.record);
    if (next === held.record) return;
    if (next === null) owed.delete(key);
    device.put(key, next);
  }

  async function perform(step: Step): Promise<void> {
    clock.now += 1000;
    if (step.do === 'pass') clock.now += step.ms;
    else if (step.do === 'deliver')
      for (let n = 0; n < step.times; n += 1) storage.deliver(step.choice + n * 7);
    else if (step.do === 'lie') lie(objects, memory, step.lie, step.choice);
    else await act(deviceOf(step.device), step);
  }

  async function act(device: SimulatedDevice, step: Extract<Step, { device: number }>): Promise<void> {
    const now = clock.now + device.skew;
    switch (step.do) {
      case 'make': {
        made += 1;
        const source = credentialSource(`credential ${made}`);
        const key = toBase64url(source.id);
        owed.add(key);
        return device.put(key, newRecord(source));
      }
      case 'rename':
        return change(device, step.key, (record) => ({ ...record, displayName: `name ${clock.now}` }));
      case 'use':
        return change(device, step.key, (record) => ({
          ...record,
          lastUsedAt: now,
          lastUsedOrigin: 'https://a.test',
        }));
      case 'trash':
        return change(device, step.key, (record) =>
          record.deletedAt === null ? { ...record, deletedAt: now } : record,
        );
      case 'restore':
        return change(device, step.key, (record) => ({ ...record, deletedAt: null }));
      case 'purge':
        return change(device, step.key, () => null);
      case 'damage': {
        const key = keyOf(device, step.key);
        return key === undefined ? undefined : void device.damaged.add(key);
      }
      case 'discard': {
        const key = keyOf(device, step.key);
        return key !== undefined && device.damaged.has(key) ? discard(device, key) : undefined;
      }
      case 'image':
        return void images.set(device.index, device.image());
      case 'turn-back': {
        const image = images.get(device.index);
        if (!image) return;
        // What only this device had, and only since then, nobody can bring back.
        for (const key of device.vault.keys()) {
          const others = devices.filter((other) => other !== device);
          if (!image.vault.has(key) && !others.some((other) => other.vault.has(key))) owed.delete(key);
        }
        return device.restore(image);
      }
      case 'sync': {
        device.crashAt = step.crashAt;
        await device.sync();
        device.crashAt = null;
      }
    }
  }

  for (const step of steps) await perform(step);

  return {
    devices,
    objects,
    owed,
    async settle() {
      for (const device of devices) for (const key of [...device.damaged]) await discard(device, key);
      for (let n = 0; n < 4; n += 1) {
        storage.deliverAll();
        for (const device of devices) {
          clock.now += 1000;
          await device.sync();
          storage.deliverAll();
        }
      }
    },
  };
}

function lie(objects: Objects, memory: Objects, what: Lie, choice: number): void {
  const names = [...objects.keys()].sort();
  const name = names[choice % Math.max(1, names.length)];
  const other = names[(choice + 1) % Math.max(1, names.length)];
  const held = name === undefined ? undefined : objects.get(name);
  if (what === 'remember') {
    memory.clear();
    for (const [key, value] of objects) memory.set(key, value);
  } else if (what === 'roll-back') {
    if (memory.size === 0) return;
    objects.clear();
    for (const [key, value] of memory) objects.set(key, value);
  } else if (what === 'drop-all') objects.clear();
  else if (!name || !held) return;
  else if (what === 'drop') objects.delete(name);
  else if (what === 'replay') {
    const old = memory.get(name);
    if (old) objects.set(name, old);
  } else if (what === 'swap') {
    const second = other === undefined ? undefined : objects.get(other);
    if (!other || !second) return;
    objects.set(name, { ...second, tag: `${second.tag}x` });
    objects.set(other, { ...held, tag: `${held.tag}x` });
  } else if (what === 'flip') {
    const content = held.content.slice();
    content[choice % content.length] = (content[choice % content.length] ?? 0) ^ 1;
    objects.set(name, { content, tag: `${held.tag}!` });
  } else {
    objects.clear();
    objects.set('0123456789abcdef0123456789abcdef', held);
  }
}
