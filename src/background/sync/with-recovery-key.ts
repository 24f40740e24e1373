import type { Bytes } from '../../core/bytes';
import { beginEpoch, changeRecovery, followEpoch, newGroup, newReplica } from '../../core/sync/epoch';
import type { Group } from '../../core/sync/epoch-keys';
import { openSlot, sealSlot, slotName } from '../../core/sync/recovery-slot';
import type { Remote } from '../../core/sync/remote';
import { round } from '../../core/sync/round';
import type { Working } from '../../core/sync/working';
import { parseRecoveryKey } from '../../core/vault/recovery-key';
import type { ConnectResult, LookResult, RecoveryResult } from '../../messages/surface-background';
import { logFailure } from '../log';
import type { Place } from './place';
import type { ReplicaAtWork } from './replica-at-work';
import type { SyncSetting } from './setting';
import { forgetOutcome, reasonOf } from './trouble';

/** What takes the recovery key: to come to a group of devices, to shut one out of it, to go on in its next epoch. */
export type WithRecoveryKey = {
  look(place: Place, recoveryKey: string): Promise<LookResult>;
  connect(place: Place, recoveryKey: string): Promise<ConnectResult>;
  removeDevice(device: string, recoveryKey: string): Promise<RecoveryResult>;
  follow(recoveryKey: string): Promise<RecoveryResult>;
  /** A new recovery key opens the vault from now on. */
  changed(recoveryKey: string): Promise<void>;
};

export function withRecoveryKey(setting: SyncSetting, replica: ReplicaAtWork): WithRecoveryKey {
  const { platform, session, vault } = setting;

  /** The group that a recovery key opens at a place, if any. */
  async function groupAt(remote: Remote, secret: Bytes): Promise<Group | null> {
    const content = await remote.read(await slotName(platform, secret));
    return content && (await openSlot(platform, secret, content));
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
      if (!key.isOurs) await vault.adoptRecoveryKey(key.secret);
      await replica.attempt((open) => round(open.work));
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

    async connect(place, recoveryKey) {
      if (!(await setting.isAllowed())) return { result: 'not-allowed' };
      const key = await vault.readRecoveryKey(recoveryKey);
      if (!key) return { result: 'mistyped-key' };
      try {
        const { remote } = replica.portsAt(place);
        await remote.list();
        const found = await groupAt(remote, key.secret);
        if (!found && !key.isOurs) return { result: 'wrong-key' };
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
        const group = await groupAt(work.ports.remote, secret);
        if (group?.secret !== work.replica.group.secret) return false;
        // What the others wrote until now comes along.
        if ((await round(work)) !== 'done') return false;
        await beginEpoch(work, secret, [device]);
        return true;
      }),

    follow: (recoveryKey) =>
      act(recoveryKey, async (work, secret) => {
        const group = await groupAt(work.ports.remote, secret);
        if (!group || group.id !== work.replica.group.id) return false;
        if (group.epoch > work.replica.group.epoch) await followEpoch(work, group);
        return true;
      }),

    async changed(recoveryKey) {
      const key = await vault.readRecoveryKey(recoveryKey);
      if (!key || !(await replica.opened())) return;
      await replica.attempt(async ({ work }) => {
        await changeRecovery(work, key.secret);
        return round(work);
      });
    },
  };
}
