import type { FileRefusal } from '../../messages/surface/exchange';

/** What the person may type to open the file; null where that is not what is missing. */
export function secretFor(reason: FileRefusal): 'passphrase' | 'recovery-key' | null {
  if (reason.startsWith('passphrase-')) return 'passphrase';
  return reason.startsWith('recovery-key-') ? 'recovery-key' : null;
}
