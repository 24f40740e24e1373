import { signal } from '@preact/signals';
import { AskError } from './ask';
import { type TextKey, text } from './text';

/** News of what was just done, or why it was not; one at a time, the latest. */
export type Notice = {
  readonly tone: 'news' | 'error';
  readonly text: string;
  /** Takes back what was done. */
  readonly undo?: () => Promise<void>;
};

export const notice = signal<Notice | null>(null);

export function tell(message: string, undo?: () => Promise<void>): void {
  notice.value = undo ? { tone: 'news', text: message, undo } : { tone: 'news', text: message };
}

const failures: Record<AskError['reason'], TextKey> = {
  locked: 'failureLocked',
  'no-vault': 'failureNoVault',
  'vault-exists': 'failureVaultExists',
  'not-found': 'failureNotFound',
  'storage-full': 'failureStorageFull',
  'storage-failed': 'failureStorageFailed',
  'storage-refused': 'failureStorageRefused',
  damaged: 'failureDamaged',
  'version-too-new': 'failureTooNew',
  'derivation-failed': 'failureDerivation',
  internal: 'failureInternal',
  unreachable: 'failureUnreachable',
};

export function failureText(error: unknown): string {
  return text(failures[error instanceof AskError ? error.reason : 'internal']);
}

/** Does something that may fail, and says so if it does; true if it went well. */
export async function attempt(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof AskError)) console.error(error);
    notice.value = { tone: 'error', text: failureText(error) };
    return false;
  }
}
