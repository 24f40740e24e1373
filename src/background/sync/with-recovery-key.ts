import type { Bytes } from '../../core/bytes';
import { beginEpoch, followEpoch, newGroup, newReplica } from '../../core/sync/epoch';
import type { Group } from '../../core/sync/epoch-keys';
import type { MassDeletion } from '../../core/sync/pull';
import { changeRecovery } from '../../core/sync/recovery-change';
import { openSlot, sealSlot, slotName } from '../../core/sync/recovery-slot';
import type { Remote } from '../../core/sync/remote';
import { type RoundResult, round } from '../../core/sync/round';
import type { Working } from '../../core/sync/working';
import { parseRecoveryKey } from '../../core/vault/recovery-key';
import type { ConnectResult, LookResult, RecoveryResult } from '../../messages/surface-background';
import { logFailure } from '../log';
import type { Proof } from '../vault/proof';
import type { Place } from './place';
import { recoveryWish } from './recovery-wish';
import type { ReplicaAtWork } from './replica-at-work';
import type { SyncSetting } from './setting';
import { forgetOutcome, reasonOf } from './trouble';

/** What takes the recovery key: to come to a group of devices, to shut one out of it, to go on in its next epoch. */
export type WithRecoveryKey = {
  look(place: Place, recoveryKey: string): Promise<LookResult>;
  connect(place: Place, recoveryKey: string, proof?: Proof | null): Promise<ConnectResult>;
  removeDevice(device: string, recoveryKey: string): Promise<RecoveryResult>;
  follow(recoveryKey: string): Promise<RecoveryResult>;
  /** The vault is about to open with a new recovery key, by that slot. */
  changing(secret: Bytes, vaultSlot: string): Promise<void>;
  /** One sync, and after it what a new recovery key has yet to change at the place. */
  run(work: Working, massDeletion?: MassDeletion): Promise<RoundResult>;
};

export function withRecoveryKey(setting: SyncSetting, replica: ReplicaAtWork): WithRecoveryKey {
  const { platform, session, vault } = setting;
  const wish = recoveryWish(platform, vault, replica.store);

  /** The group that a recovery key opens at a place, if any. */
  async function groupAt(remote: Remote, secret: Bytes): Promise<Group | null> {
    const content = await remote.read(await slotName(platform, secret));
    return content && (await openSlot(platform, secret, content));
  }

  async function run(work: Working, massDeletion?: MassDeletion): Promise<RoundResult> {
    const result = await round(work, massDeletion);
    // An epoch that has ended is left alone; the wish waits until this device has followed.
    const key = result === 'moved' ? null : await wish.pending();
    if (!key) return result;
    // Only now, so that it counts as later than every change that could be heard of.
    await changeRecovery(work, key);
    const after = await round(work, massDeletion);
    if (after !== 'moved') await wish.fulfilled();
    return after;
  }

  /** Acts with the recovery key of the group at the place; any device of the group may have changed it. */
  async function act(
    recoveryKey: string,
    work: (work: Working, secret: Bytes) => Promise<boolean>,
  ): Promise<RecoveryResult> {
    if (!(await setting.isAllowed())) return { result: 'not-allowed' };
    const now = await replica.opened();
    const key = await vault.readRecoveryKey(recoveryKey);
    if (!key || !now) return { result: 'mistyped-key' };
    try {
      if (!(await work(now.work, key.secret))) return { result: 'wrong-key' };
      // Where this device's own is newer and on its way, that stays.
      if (!key.isOurs && !(await wish.pending())) await vault.adoptRecoveryKey(key.secret);
      await replica.attempt((open) => run(open.work));
      return { result: 'ok' };
    } catch (error) {
      replica.forget();
      logFailure('sync', error);
      return { result: 'failed', reason: reasonOf(error) ?? 'internal' };
    }
  }

  return {
    async look(place, recoveryKey) {
      if (!(await setting.isAllowed())) return { result: 'not-allowed' };
      const secret = await parseRecoveryKey(platform, recoveryKey);
      if (!secret) return { result: 'mistyped-key' };
      try {
        return { result: (await groupAt(replica.portsAt(place).remote, secret)) ? 'ok' : 'wrong-key' };
      } catch (error) {
        logFailure('looking for other devices', error);
        return { result: 'failed', reason: reasonOf(error) ?? 'internal' };
      }
    },

    async connect(place, recoveryKey, proof = null) {
      if (!(await setting.isAllowed())) return { result: 'not-allowed' };
      const key = await vault.readRecoveryKey(recoveryKey);
      if (!key) return { result: 'mistyped-key' };
      try {
        const { remote } = replica.portsAt(place);
        await remote.list();
        const found = await groupAt(remote, key.secret);
        if (!found && !key.isOurs) return { result: 'wrong-key' };
        // Until here nothing was written, neither here nor there.
        const shown = key.isOurs ? null : await vault.mayLeave(proof);
        if (shown && shown.result !== 'ok') return { result: 'not-verified', proof: shown };
        const group = found ?? newGroup(platform);
        const slot = await sealSlot(platform, key.secret, group);
        if (!found) await remote.write(slot.name, slot.content);
        const fresh = newReplica(platform, group, slot.name, await setting.deviceName());
        replica.forget();
        await replica.store.begin(place, { replica: fresh, entries: new Map(), outbox: null });
        if (!key.isOurs) await vault.adoptRecoveryKey(key.secret);
        await forgetOutcome(session);
        await replica.attempt(({ work }) => round(work, 'ask'));
        return { result: 'ok', joined: found !== null };
      } catch (error) {
        logFailure('connecting sync', error);
        return { result: 'failed', reason: reasonOf(error) ?? 'internal' };
      }
    },

    removeDevice: (device, recoveryKey) =>
      act(recoveryKey, async (work, secret) => {
        // What the others wrote until now comes along, and a newer recovery key that they told of counts.
        if ((await run(work)) !== 'done') return false;
        const group = await groupAt(work.ports.remote, secret);
        if (group?.secret !== work.replica.group.secret) return false;
        if (work.replica.replaced.includes(await slotName(platform, secret))) return false;
        await beginEpoch(work, secret, [device]);
        return true;
      }),

    follow: (recoveryKey) =>
      act(recoveryKey, async (work, secret) => {
        const group = await groupAt(work.ports.remote, secret);
        if (!group || group.id !== work.replica.group.id) return false;
        const slot = await slotName(platform, secret);
        if (group.epoch > work.replica.group.epoch) await followEpoch(work, group, slot);
        // Else it leads where this device has been: into an epoch that has ended, if it waits for a later one.
        return work.replica.peers.every(({ status }) => status !== 'moved');
      }),

    changing: wish.keep,
    run,
  };
}
