import * as v from 'valibot';
import { as, type CredentialId, fromBase64url, toBase64url } from '../../core/bytes';
import type { SiteChange } from '../../messages/surface/site-changes';
import type { Notes } from '../notes';
import { sessionList } from '../session-list';
import { inTurn } from '../vault/in-turn';
import type { SignalEffect } from '../vault/signalled';
import type { SessionArea, Vault } from '../vault/vault';

/** What sites changed without asking: kept until the person saw it or the browser ends. */
export type SiteChanges = {
  add(
    effects: readonly (SignalEffect | { readonly id: CredentialId; readonly effect: 'added' })[],
  ): Promise<void>;
  /** Newest first, with the names that the vault has now; none while it is locked. */
  list(): Promise<readonly SiteChange[]>;
  /** Takes one back. */
  undo(id: string): Promise<void>;
  dismiss(ids: readonly string[]): Promise<void>;
};

/** How many wait, the newest. */
const MAX = 50;

const item = v.object({
  id: v.string(),
  at: v.number(),
  what: v.picklist(['added', 'hidden', 'shown', 'renamed']),
  credential: v.string(),
  /** What the account was called before it was renamed. */
  before: v.nullable(v.object({ userName: v.string(), userDisplayName: v.string() })),
});

type Item = v.InferOutput<typeof item>;

/** As it waits: which passkey it is about, and what it was called, is sealed. */
const waiting = v.object({ id: v.string(), note: v.string() });

export type SiteChangesPorts = {
  readonly session: SessionArea;
  readonly notes: Pick<Notes, 'seal' | 'open'>;
  readonly vault: Pick<Vault, 'state' | 'list' | 'trash' | 'setHidden' | 'setSiteNames'>;
  readonly now: () => number;
  readonly newId: () => string;
  /** How many there are. */
  readonly changed: (count: number) => void;
};

export function siteChanges({ session, notes, vault, now, newId, changed }: SiteChangesPorts): SiteChanges {
  const items = sessionList(session, { key: 'site-changes', item: waiting, max: MAX });
  const queue = inTurn();

  /** Throws locked. */
  async function opened(): Promise<readonly Item[]> {
    const all = await Promise.all((await items.all()).map(({ note }) => notes.open(note)));
    return all.flatMap((content) => {
      const parsed = v.safeParse(item, content === null ? null : JSON.parse(content));
      return parsed.success ? [parsed.output] : [];
    });
  }

  function change(turn: (all: readonly Item[]) => readonly Item[]): Promise<void> {
    return queue(async () => {
      const turned = turn(await opened());
      const sealed = await Promise.all(
        turned.map(async (one) => {
          const note = await notes.seal(JSON.stringify(one));
          return note === null ? [] : [{ id: one.id, note }];
        }),
      );
      await items.change(() => sealed.flat());
      changed((await items.all()).length);
    });
  }

  const dismiss = (ids: readonly string[]) => change((all) => all.filter(({ id }) => !ids.includes(id)));

  return {
    dismiss,

    async add(effects) {
      if (effects.length === 0) return;
      const added = effects.map((effect): Item => {
        const before = effect.effect === 'renamed' ? effect.before : null;
        const credential = toBase64url(effect.id);
        return { id: newId(), at: now(), what: effect.effect, credential, before };
      });
      await change((all) => added.reduce(withItem, all));
    },

    async list() {
      if ((await items.all()).length === 0 || (await vault.state()) !== 'unlocked') return [];
      const all = await opened();
      const passkeys = new Map((await vault.list()).map((passkey) => [passkey.id, passkey]));
      return [...all].reverse().flatMap(({ id, at, what, credential }) => {
        const passkey = passkeys.get(credential);
        if (!passkey) return [];
        const { rpId, userName } = passkey;
        return [{ id, at, what, passkey: { id: credential, rpId, userName } }];
      });
    },

    async undo(id) {
      const found = (await opened()).find((one) => one.id === id);
      if (!found) return;
      const credential = as<CredentialId>(fromBase64url(found.credential));
      if (found.what === 'added') await vault.trash([credential]);
      else if (found.before) await vault.setSiteNames(credential, found.before);
      else await vault.setHidden([credential], found.what === 'shown');
      await dismiss([id]);
    },
  };
}

/** A site that says the same again adds nothing; one that renames twice is taken back to the first name. */
function withItem(all: readonly Item[], added: Item): readonly Item[] {
  const isSame = (other: Item) => other.credential === added.credential && isAbout(other) === isAbout(added);
  const earlier = all.find(isSame);
  const others = all.filter((other) => !isSame(other));
  // Hidden and shown again, or the reverse: nothing is left to tell.
  const isUndone = earlier !== undefined && earlier.what !== added.what && isAbout(added) === 'hiding';
  return isUndone ? others : [...others, { ...added, before: earlier?.before ?? added.before }];
}

function isAbout({ what }: Item): 'adding' | 'hiding' | 'naming' {
  if (what === 'added') return 'adding';
  return what === 'renamed' ? 'naming' : 'hiding';
}
