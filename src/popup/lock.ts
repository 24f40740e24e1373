import { ask } from './ask';
import { attempt, notice } from './notice';
import { go } from './route';
import { readVault } from './state';

/** Locks the vault; what this page showed of it goes too. */
export async function lockVault(): Promise<void> {
  await attempt(async () => {
    await ask({ type: 'vault-lock' });
    notice.value = null;
    go({ view: 'list' });
    await readVault();
  });
}
