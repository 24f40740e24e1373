import type { Bytes } from '../../core/bytes';
import type { Platform } from '../../core/platform';
import { inboxOf, openNote, sealNote } from '../../core/vault/inbox';
import type { Unlocking } from './unlocked';

/** Seals what is noted while the vault is locked, for the open vault alone. */
export type NotesSeal = {
  /** What notes are sealed to. Throws locked, or no-vault. */
  inbox(): Promise<Bytes>;
  /** Needs no open vault. */
  sealNote(inbox: Bytes, content: Uint8Array): Promise<Bytes>;
  /** Throws locked, no-vault, or damaged, also where the note is another vault's. */
  openNote(note: Uint8Array): Promise<Bytes>;
};

export function notesSeal(ports: { readonly platform: Platform; readonly unlocked: Unlocking }): NotesSeal {
  const { platform, unlocked } = ports;
  return {
    inbox: async () => inboxOf((await unlocked()).keys),
    sealNote: (inbox, content) => sealNote(platform, inbox, content),
    openNote: async (note) => openNote(platform, (await unlocked()).keys, note),
  };
}
