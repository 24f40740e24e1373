import { type SlotKey, sealSlotUnder } from './recovery-slot';
import type { ObjectName } from './remote';
import type { Peer, Replica } from './replica';
import { isAfter } from './stamp';
import { moment, type Working } from './working';

type SlotState = Pick<Replica, 'slot' | 'slotSince' | 'replaced'>;

/**
 * The recovery key was changed: the new one opens the remote from now on. The others hear of it from our next
 * manifest, and whoever has heard removes the old slot. The new one is written first, so that one is always there.
 */
export async function changeRecovery(work: Working, key: SlotKey): Promise<void> {
  const { replica, ports } = work;
  if (replica.slot === key.name) return;
  const { name, content } = await sealSlotUnder(ports.platform, key, replica.group);
  await ports.remote.write(name, content);
  const { clock, stamp } = moment(work);
  const slot = { slot: name, slotSince: stamp(replica.slotSince), replaced: replacedBy(replica, name) };
  // As if no manifest had been written for long, so that one follows.
  await work.commit({ replica: { ...replica, ...slot, clock, log: { ...replica.log, at: 0 } } });
}

/** Where the slot lies by all that the devices say: the latest change of the recovery key counts. */
export function latestSlot(replica: Replica, peers: readonly Peer[]): SlotState {
  const own = { name: replica.slot, since: replica.slotSince };
  const all = [own, ...peers.flatMap(({ slot }) => (slot ? [slot] : []))];
  const latest = all.reduce((a, b) => (b.since && isAfter(b.since, a.since) ? b : a));
  const { name, since } = latest;
  if (since === null) return replica;
  const older = all.filter((one) => isAfter(since, one.since)).map((one) => one.name);
  return { slot: name, slotSince: since, replaced: without(name, [...replica.replaced, ...older]) };
}

/** What has been replaced so far, once the slot lies at `name`. */
export function replacedBy({ slot, replaced }: SlotState, name: ObjectName): readonly ObjectName[] {
  return without(name, [...replaced, slot]);
}

export async function removeReplaced(
  { replica, ports }: Working,
  listing: ReadonlyMap<ObjectName, string>,
): Promise<void> {
  for (const name of replica.replaced) if (listing.has(name)) await ports.remote.remove(name);
}

function without(name: ObjectName, names: readonly ObjectName[]): readonly ObjectName[] {
  return [...new Set(names)].filter((one) => one !== name);
}
