import { type Bytes, fromBase64url, fromUtf8, toBase64url, utf8 } from '../core/bytes';
import { VaultError } from '../core/vault/error';
import type { NotesSeal } from './vault/notes-seal';

/**
 * What must be kept of a time when the vault may be locked, such as which site asked for what. It is sealed at once, so
 * that wherever it waits no storage tells it, and is read again by the open vault alone.
 */
export type Notes = {
  /** Null where no vault has been open yet since it is told here. */
  seal(content: string): Promise<string | null>;
  /** Null where the note was tampered with, or is another vault's. Throws locked. */
  open(note: string): Promise<string | null>;
  /** The vault is open: from now on notes can be sealed for it, also by a browser that starts with it locked. */
  ready(): Promise<void>;
};

/** The disk, where the public key lies. */
export type NotesDisk = { get(): Promise<unknown>; set(value: string): Promise<void> };

export type NotesPorts = {
  readonly disk: NotesDisk;
  readonly vault: NotesSeal & { state(): Promise<'none' | 'locked' | 'unlocked'> };
};

export function sealedNotes({ disk, vault }: NotesPorts): Notes {
  async function inbox(): Promise<Bytes | null> {
    const kept = await disk.get();
    if ((await vault.state()) !== 'unlocked') return typeof kept === 'string' ? fromBase64url(kept) : null;
    const key = await vault.inbox();
    const text = toBase64url(key);
    if (kept !== text) await disk.set(text);
    return key;
  }

  return {
    async seal(content) {
      const key = await inbox();
      return key && toBase64url(await vault.sealNote(key, utf8(content)));
    },

    async open(note) {
      try {
        return fromUtf8(await vault.openNote(fromBase64url(note)));
      } catch (error) {
        if (error instanceof VaultError && error.reason !== 'damaged') throw error;
        return null;
      }
    },

    async ready() {
      await inbox();
    },
  };
}
