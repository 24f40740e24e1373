import { type CredentialId, equal, toBase64url, type UserHandle } from '../../core/bytes';
import type { RecordSummary } from '../../core/vault/contents';
import type { RecordId } from '../../core/vault/keys';
import type { PasskeyRecord } from '../../core/vault/record';
import type { RecordReader } from './record-reader';
import type { RecordWriter } from './record-writer';
import { nullIfDamaged } from './site-lookup';
import type { Unlocked, Unlocking } from './unlocked';

/** What a site calls its account; not the person's own name for it. */
export type SiteNames = { readonly userName: string; readonly userDisplayName: string };

/** What was done to a passkey because its site said so, with what undoes it. */
export type SignalEffect = { readonly id: CredentialId } & (
  | { readonly effect: 'hidden' | 'shown' }
  | { readonly effect: 'renamed'; readonly before: SiteNames }
);

/** What sites say of their credentials, in the vault (§sctn-signal-methods). All throw while locked. */
export type Signalled = {
  /** §sctn-signalUnknownCredential: hides it. */
  unknownCredential(rpId: string, id: CredentialId): Promise<readonly SignalEffect[]>;
  /** §sctn-signalAllAcceptedCredentials: hides the account's others, and shows those of the list again. */
  allAccepted(
    rpId: string,
    account: UserHandle,
    accepted: readonly CredentialId[],
  ): Promise<readonly SignalEffect[]>;
  /** §sctn-signalCurrentUserDetails. */
  currentDetails(rpId: string, account: UserHandle, names: SiteNames): Promise<readonly SignalEffect[]>;
  /** The person's decision about one that a site had hidden or shown, or about a name. Unknown ones are skipped. */
  setHidden(ids: readonly CredentialId[], hidden: boolean): Promise<void>;
  setSiteNames(id: CredentialId, names: SiteNames): Promise<void>;
};

export type SignalledPorts = {
  readonly unlocked: Unlocking;
  readonly reader: RecordReader;
  readonly writer: RecordWriter;
  readonly now: () => number;
  readonly changed: () => void;
};

type Effect = { readonly record: PasskeyRecord; readonly effect: SignalEffect };

export function signalled({ unlocked, reader, writer, now, changed }: SignalledPorts): Signalled {
  /** Living records that fit, hidden or not; damaged ones left out. */
  async function find(vault: Unlocked, fits: (summary: RecordSummary) => boolean) {
    const { pages } = await reader.read(vault, 'contents');
    const ids = [...pages.values()].flatMap(({ entries }) =>
      [...entries].flatMap(([id, { summary }]) => (summary.deletedAt === null && fits(summary) ? [id] : [])),
    );
    const snapshot = await reader.read(vault, { ids });
    const opened = await Promise.all(ids.map((id) => reader.open(vault, snapshot, id).catch(nullIfDamaged)));
    return opened.filter((record) => record !== null);
  }

  /** Writes what `act` makes of each record that fits, in one transaction; null leaves a record as it is. */
  async function alter(
    fits: (summary: RecordSummary) => boolean,
    act: (record: PasskeyRecord) => Effect | null,
  ): Promise<readonly SignalEffect[]> {
    const vault = await unlocked();
    let effects: SignalEffect[] = [];
    const done = await writer.change(vault, async () => {
      effects = [];
      return (await find(vault, fits)).flatMap((held): { id: RecordId; record: PasskeyRecord }[] => {
        const done = act(held.record);
        if (!done) return [];
        effects.push(done.effect);
        return [{ id: held.id, record: done.record }];
      });
    });
    if (done) changed();
    return effects;
  }

  function turn(record: PasskeyRecord, hidden: boolean): Effect | null {
    if ((record.hiddenAt !== null) === hidden) return null;
    const effect = hidden ? 'hidden' : 'shown';
    return { record: { ...record, hiddenAt: hidden ? now() : null }, effect: { id: record.id, effect } };
  }

  function rename(record: PasskeyRecord, { userName, userDisplayName }: SiteNames): Effect | null {
    const before = { userName: record.userName, userDisplayName: record.userDisplayName };
    if (before.userName === userName && before.userDisplayName === userDisplayName) return null;
    return {
      record: { ...record, userName, userDisplayName },
      effect: { id: record.id, effect: 'renamed', before },
    };
  }

  const ofSite = (rpId: string) => (summary: RecordSummary) => summary.rpId === rpId;
  const named = (ids: readonly CredentialId[]) => {
    const wanted = new Set(ids.map(toBase64url));
    return ({ id }: RecordSummary) => wanted.has(id);
  };
  const isAccount = ({ userHandle }: PasskeyRecord, account: UserHandle) =>
    userHandle !== null && equal(userHandle, account);

  return {
    unknownCredential: (rpId, id) =>
      alter(
        (summary) => ofSite(rpId)(summary) && named([id])(summary),
        (record) => turn(record, true),
      ),

    allAccepted(rpId, account, accepted) {
      const listed = new Set(accepted.map(toBase64url));
      return alter(ofSite(rpId), (record) =>
        isAccount(record, account) ? turn(record, !listed.has(toBase64url(record.id))) : null,
      );
    },

    currentDetails: (rpId, account, names) =>
      alter(ofSite(rpId), (record) => (isAccount(record, account) ? rename(record, names) : null)),

    async setHidden(ids, hidden) {
      await alter(named(ids), (record) => turn(record, hidden));
    },

    async setSiteNames(id, names) {
      await alter(named([id]), (record) => rename(record, names));
    },
  };
}
