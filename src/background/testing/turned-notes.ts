import { VaultError } from '../../core/vault/error';
import type { Notes } from '../notes';

/** Seals by turning the text round, and opens it again while the vault is not locked. */
export function turnedNotes(isLocked: () => boolean): Pick<Notes, 'seal' | 'open'> {
  const turned = (text: string) => [...text].reverse().join('');
  return {
    seal: async (content) => turned(content),
    async open(note) {
      if (isLocked()) throw new VaultError('locked');
      return turned(note);
    },
  };
}
