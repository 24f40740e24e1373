import { type Bytes, fromBase64url, toBase64url } from '../bytes';
import type { Platform } from '../platform';
import { GROUP_ID_LENGTH, type Group, SECRET_LENGTH } from './epoch-keys';
import { encodeManifest, HISTORY_LENGTH, type Manifest } from './manifest';
import type { LocalEntry } from './ports';
import { replacedBy } from './recovery-change';
import { sealSlot } from './recovery-slot';
import type { ObjectName } from './remote';
import { isOwn, NEW_LOG, type Replica } from './replica';
import { sealObject } from './sealed-object';
import type { EntryKey } from './segment';
import { CLOCK_START, DEVICE_ID_LENGTH, type DeviceId, type Stamp } from './stamp';
import { moment, type Working } from './working';

/** A group of one, for the first device. */
export function newGroup({ random }: Platform): Group {
  return { id: toBase64url(random(GROUP_ID_LENGTH)), epoch: 1, secret: toBase64url(random(SECRET_LENGTH)) };
}

/** A device that has just come to a group, as its first or as one more. */
export function newReplica({ random }: Platform, group: Group, slot: ObjectName, name: string): Replica {
  return {
    version: 1,
    ...{ group, name, device: toBase64url(random(DEVICE_ID_LENGTH)), former: [] },
    ...{ slot, slotSince: null, replaced: [], follows: false },
    ...{ clock: CLOCK_START, log: NEW_LOG, peers: [], faults: [], lacking: [], held: 0, move: null },
  };
}

/**
 * Begins a new epoch without some devices: a new secret that they never get, everything written anew under it,
 * and only then the old objects removed. It takes the recovery key (20 bytes), since the new secret must be
 * sealed under it, and since whoever merely finds an unlocked device shall not shut out the others. What a
 * removed device has already read, it keeps; nothing can take that back.
 */
export async function beginEpoch(
  work: Working,
  recovery: Bytes,
  removed: readonly DeviceId[],
): Promise<void> {
  const { replica, ports, keys } = work;
  const { platform } = ports;
  const group = {
    ...{ id: replica.group.id, epoch: replica.group.epoch + 1 },
    secret: toBase64url(platform.random(SECRET_LENGTH)),
  };
  const notice = await sealNotice(work, removed);
  const listing = await ports.remote.list();
  const logs = [...replica.peers.map((peer) => peer.segments), replica.log.segments].flat();
  const ours = new Set(logs.map(({ name }) => name));
  const garbage = [...listing.keys()].filter(
    (name) => name !== notice.name && (ours.has(name) || keys.isManifest(name)),
  );
  const slot = await sealSlot(platform, recovery, group);
  const move = { slot: asText(slot), notice: asText(notice), garbage };
  const now = moment(work);
  await work.commit({
    replica: {
      ...{ ...replica, ...slotAt(replica, slot.name, now.stamp(replica.slotSince)) },
      ...{ group, move, clock: now.clock },
      ...{ log: { ...NEW_LOG, carries: 'all' }, peers: [], lacking: [], follows: false },
    },
    entries: rewrittenIn(work, () => true),
    outbox: null,
  });
}

/**
 * Goes on in a group's later epoch, found in the slot of that name, with what this device wrote in the one before;
 * what else it knows of that is compared as soon as the logs of the new one are read. Whatever was to be done to
 * end the old one here, another device has done.
 */
export async function followEpoch(work: Working, group: Group, slot: ObjectName): Promise<void> {
  const { replica } = work;
  const isMine = ({ entry, dirty }: LocalEntry) =>
    dirty || [...entry.fields.values()].some(({ stamp }) => isOwn(replica, stamp.device));
  await work.commit({
    replica: {
      ...{ ...replica, ...slotAt(replica, slot, null), group, move: null },
      ...{ log: NEW_LOG, peers: [], lacking: [], held: 0, follows: true },
    },
    entries: rewrittenIn(work, isMine),
    outbox: null,
  });
}

/** Ends the old epoch at the remote, once everything stands in the new one. */
export async function finishMove(work: Working): Promise<void> {
  const { replica, ports } = work;
  const { move } = replica;
  if (!move) return;
  // From here on new devices come to the new epoch.
  await ports.remote.write(move.slot.name, fromBase64url(move.slot.content));
  await ports.remote.write(move.notice.name, fromBase64url(move.notice.content));
  for (const name of move.garbage) await ports.remote.remove(name);
  await work.commit({ replica: { ...work.replica, move: null } });
}

/** `since`: if the slot is another than the one that is known. */
function slotAt(replica: Replica, name: ObjectName, since: Stamp | null) {
  if (name === replica.slot) return {};
  return { slot: name, slotSince: since, replaced: replacedBy(replica, name) };
}

function rewrittenIn(work: Working, dirty: (local: LocalEntry) => boolean): Map<EntryKey, LocalEntry> {
  return new Map([...work.entries].map(([key, local]) => [key, { ...local, seq: 0, dirty: dirty(local) }]));
}

/** Our last manifest in the old epoch: it sends the others on. */
async function sealNotice(work: Working, removed: readonly DeviceId[]) {
  const { replica, ports, keys } = work;
  const { log, device } = replica;
  const name = await keys.manifestName(device);
  const manifest: Manifest = {
    ...{ device, name: replica.name, counter: log.counter + 1, at: ports.platform.now() },
    ...{ history: log.counter === 0 ? [] : [log.hash, ...log.history].slice(0, HISTORY_LENGTH) },
    ...{ segments: [], heads: [], lacking: [], status: 'moved', removed, slot: null },
  };
  return {
    name,
    content: await sealObject(ports.platform, keys, 'manifest', name, encodeManifest(manifest)),
  };
}

function asText({ name, content }: { readonly name: ObjectName; readonly content: Bytes }) {
  return { name, content: toBase64url(content) };
}
