import { folderOf } from '../../src/background/sync/place';
import { webdavRemote } from '../../src/background/sync/webdav-remote';
import { toBase64url } from '../../src/core/bytes';
import { comparisonCode } from '../../src/core/sync/comparison';
import { beginEpoch } from '../../src/core/sync/epoch';
import { openSlot, slotName } from '../../src/core/sync/recovery-slot';
import type { RoundResult } from '../../src/core/sync/round';
import { type SimulatedDevice, simulatedDevice } from '../../src/core/sync/testing/simulated-device';
import { credentialSource } from '../../src/core/testing/credential-source';
import { testPlatform } from '../../src/core/testing/test-platform';
import { newRecord, type PasskeyRecord } from '../../src/core/vault/record';
import { parseRecoveryKey } from '../../src/core/vault/recovery-key';
import type { Place } from './webdav-places';

/**
 * One more device in the person's sync, without a browser: the real steps against the real server, by a vault in
 * memory. It does to the device at hand what another one does.
 */
export type OtherDevice = {
  readonly id: string;
  /** What it has, in the trash or not. */
  readonly passkeys: SimulatedDevice['vault'];
  make(count: number): void;
  /** Changes all, or those with these ids. */
  change(how: (record: PasskeyRecord) => PasskeyRecord, ids?: readonly string[]): void;
  sync(): Promise<RoundResult>;
  /** To be compared with what the page shows. */
  code(): Promise<string>;
  /** Goes on without that device. */
  remove(device: string): Promise<void>;
};

export async function otherDevice(
  place: Pick<Place, 'url' | 'user' | 'password'>,
  recoveryKey: string,
  index: number,
): Promise<OtherDevice> {
  const platform = testPlatform(`device ${index}`);
  const secret = await parseRecoveryKey(platform, recoveryKey);
  const folder = folderOf(place.url);
  if (!secret || !folder) throw new Error('neither key nor address');
  const remote = webdavRemote({
    ...{ folder, user: place.user, password: place.password, fetch, random: platform.random },
    isOnline: () => true,
    isAllowed: async () => true,
    signal: new AbortController().signal,
  });
  const slot = await remote.read(await slotName(platform, secret));
  const group = slot && (await openSlot(platform, secret, slot));
  if (!group) throw new Error('nothing to join');
  const device = simulatedDevice({
    ...{ index, group, seed: 'other device', now: Date.now },
    remote: () => remote,
  });
  let made = 0;

  async function sync(): Promise<RoundResult> {
    const result = await device.sync();
    if (result === 'crashed') throw new Error('the other device could not sync');
    return result;
  }

  return {
    get id() {
      return device.replica().device;
    },
    passkeys: device.vault,
    make(count) {
      for (let n = 0; n < count; n += 1) {
        made += 1;
        const source = credentialSource(`account ${index}-${made}`);
        device.put(toBase64url(source.id), newRecord(source));
      }
    },
    change(how, ids = [...device.vault.keys()]) {
      for (const id of ids) {
        const held = device.vault.get(id);
        if (held) device.put(id, how(held.record));
      }
    },
    sync,
    async code() {
      const { replica, entries } = await device.work();
      return comparisonCode(platform, replica, entries);
    },
    async remove(removed) {
      await sync();
      await beginEpoch(await device.work(), secret, [removed]);
      await sync();
    },
  };
}
