import * as v from 'valibot';
import { ACTIVITY_KEPT, type ActivityEntry, activityEntry, withEntry } from '../../core/activity/entry';
import { fromUtf8, utf8 } from '../../core/bytes';
import { VaultError } from '../../core/vault/error';
import { detach } from '../log';
import { sessionList } from '../session-list';
import type { ActivitySeal } from '../vault/activity-seal';
import type { SessionArea } from '../vault/vault';

/** What happened of late, for the person alone. */
export type Activity = {
  /** Notes what happened; nobody waits for it, and it never fails. */
  note(entry: Omit<ActivityEntry, 'at' | 'times'>): void;
  /** Newest last. Throws locked: the names of sites are for the open vault only. */
  list(): Promise<readonly ActivityEntry[]>;
  clear(): Promise<void>;
  /** Brings what was noted while locked to the disk. Does nothing while locked. */
  settle(): Promise<void>;
};

/** The disk, where only sealed bytes go. */
export type ActivityDisk = {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
  remove(): Promise<void>;
};

export type ActivityPorts = {
  readonly session: SessionArea;
  readonly disk: ActivityDisk;
  readonly vault: ActivitySeal & { state(): Promise<'none' | 'locked' | 'unlocked'> };
  readonly now: () => number;
  /** The person's setting. */
  readonly isOn: () => Promise<boolean>;
  readonly changed: () => void;
};

const entries = v.array(activityEntry);

/**
 * Entries go to session storage at once, which is memory alone, and from there under the vault's key to the disk as
 * soon as the vault is open. So a locked vault's disk tells no site, and noting never waits for a key.
 */
export function activity(ports: ActivityPorts): Activity {
  const { session, disk, vault, now, isOn, changed } = ports;
  const pending = sessionList(session, { key: 'activity', item: activityEntry, max: ACTIVITY_KEPT });
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other, or two would write over each other. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  /** A log that cannot be opened, be it another vault's, is worth nothing: it starts anew. */
  async function read(): Promise<readonly ActivityEntry[]> {
    const sealed = await disk.get();
    if (sealed === undefined) return [];
    try {
      return v.parse(entries, JSON.parse(fromUtf8(await vault.openActivity(sealed))));
    } catch (error) {
      if (error instanceof VaultError && error.reason !== 'damaged') throw error;
      return [];
    }
  }

  async function joined(): Promise<readonly ActivityEntry[]> {
    return (await pending.all()).reduce(withEntry, await read());
  }

  async function settle(): Promise<void> {
    if ((await vault.state()) !== 'unlocked' || (await pending.all()).length === 0) return;
    const all = await joined();
    await disk.set(await vault.sealActivity(utf8(JSON.stringify(all))));
    await pending.change(() => []);
  }

  async function keep(entry: ActivityEntry): Promise<void> {
    // Without a vault Latchkey has no part in anything.
    if (!(await isOn()) || (await vault.state()) === 'none') return;
    await pending.change((all) => withEntry(all, entry));
    await settle();
    changed();
  }

  return {
    note: (entry) =>
      detach(
        'activity',
        inTurn(() => keep({ ...entry, at: now(), times: 1 })),
      ),
    list: () => inTurn(joined),
    settle: () => inTurn(settle),
    clear: () =>
      inTurn(async () => {
        await pending.change(() => []);
        await disk.remove();
        changed();
      }),
  };
}
