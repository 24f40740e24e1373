import * as v from 'valibot';
import { ACTIVITY_KEPT, type ActivityEntry, activityEntry, withEntry } from '../../core/activity/entry';
import { fromUtf8, utf8 } from '../../core/bytes';
import { VaultError } from '../../core/vault/error';
import { detach } from '../log';
import type { Notes } from '../notes';
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
  readonly notes: Pick<Notes, 'seal' | 'open'>;
  readonly vault: ActivitySeal & { state(): Promise<'none' | 'locked' | 'unlocked'> };
  readonly now: () => number;
  /** The person's setting. */
  readonly isOn: () => Promise<boolean>;
  readonly changed: () => void;
};

const log = v.array(activityEntry);

/**
 * An entry is sealed at once, for the open vault alone to read, and waits in session storage until the vault is
 * open; from there it goes under the vault's key to the disk. So no storage of a locked vault tells a site, and
 * noting never waits for a key.
 */
export function activity(ports: ActivityPorts): Activity {
  const { session, disk, notes, vault, now, isOn, changed } = ports;
  const pending = sessionList(session, { key: 'activity', item: v.string(), max: ACTIVITY_KEPT });
  /** The newest of those that wait, as long as this worker lives. */
  let newest: { readonly entry: ActivityEntry; readonly sealed: string } | null = null;
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
      return v.parse(log, JSON.parse(fromUtf8(await vault.openActivity(sealed))));
    } catch (error) {
      if (error instanceof VaultError && error.reason !== 'damaged') throw error;
      return [];
    }
  }

  /** What waits, but for what was sealed for another vault. */
  async function waiting(): Promise<readonly ActivityEntry[]> {
    const opened = await Promise.all((await pending.all()).map(notes.open));
    return opened.flatMap((note) => {
      const parsed = v.safeParse(activityEntry, note === null ? null : JSON.parse(note));
      return parsed.success ? [parsed.output] : [];
    });
  }

  async function joined(): Promise<readonly ActivityEntry[]> {
    return (await waiting()).reduce(withEntry, await read());
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
    const before = newest && (await pending.all()).at(-1) === newest.sealed ? newest : null;
    const entries = withEntry(before ? [before.entry] : [], entry);
    const last = entries.at(-1) ?? entry;
    const sealed = await notes.seal(JSON.stringify(last));
    if (sealed === null) return;
    const happenedAgain = before !== null && entries.length === 1;
    await pending.change((all) => [...(happenedAgain ? all.slice(0, -1) : all), sealed]);
    newest = { entry: last, sealed };
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
