import type { PasskeyRecord } from '../vault/record';
import { finishMove } from './epoch';
import { isWhole } from './fields';
import { checkOwnLog } from './own-log';
import type { LocalEntry } from './ports';
import { flush, publish } from './publish';
import { type MassDeletion, pull } from './pull';
import { removeReplaced } from './recovery-change';
import { isOwn } from './replica';
import type { EntryKey } from './segment';
import { stage } from './stage';
import { tellVault } from './tell-vault';
import type { Working } from './working';

/** `done`; `held`: a mass deletion waits for the person; `moved`: the vault goes on in a later epoch. */
export type RoundResult = 'done' | 'held' | 'moved';

/**
 * One sync: what changed here is stamped, what others wrote is merged and told to the vault, what is new here is
 * sent. It can end anywhere, by an error or a killed worker; the next one goes on from what is on the disk.
 */
export async function round(work: Working, massDeletion: MassDeletion = 'ask'): Promise<RoundResult> {
  // A crash may have left something to tell; stamping first keeps it apart from the person's changes.
  await stage(work);
  await tellVault(work);
  await stage(work);
  const listing = await work.ports.remote.list();
  await checkOwnLog(work, listing);
  await flush(work);
  await pull(work, listing, massDeletion);
  if (work.replica.peers.some(({ status }) => status === 'moved')) return 'moved';
  await tellVault(work);
  await stage(work);
  await publish(work);
  await finishMove(work);
  await removeReplaced(work, listing);
  await markBackedUp(work);
  return work.replica.held > 0 ? 'held' : 'done';
}

/** Tells the vault which passkeys have another copy now (BS), and which no longer. */
export async function markBackedUp(work: Working): Promise<void> {
  const counts = work.ports.countsAsBackup(work.replica);
  const isThere = ({ entry, seq }: LocalEntry) =>
    seq > 0 || [...entry.fields.values()].some(({ stamp }) => !isOwn(work.replica, stamp.device));
  const wrong = [...work.entries].filter(
    ([, local]) =>
      local.revision !== 0 && isWhole(local.entry) && local.backedUp !== (counts && isThere(local)),
  );
  if (wrong.length === 0) return;
  const truth = new Map(wrong.map(([key, { backedUp }]) => [key, !backedUp]));
  await work.ports.vault.apply([...truth.keys()], (key, current): PasskeyRecord | undefined => {
    const inSync = truth.get(key);
    if (!current || inSync === undefined) return undefined;
    const backedUp = inSync || current.filedAt !== null;
    return current.backedUp !== backedUp ? { ...current, backedUp } : undefined;
  });
  const told = wrong.map(([key, local]): [EntryKey, LocalEntry] => [
    key,
    { ...local, backedUp: !local.backedUp, revision: -1 },
  ]);
  await work.commit({ entries: new Map(told) });
}
