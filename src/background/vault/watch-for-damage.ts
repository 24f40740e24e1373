import { VaultError } from '../../core/vault/error';
import { detach } from '../log';
import type { Vault } from './vault';

/** How long after an unlock; ms. What the person came for goes first. */
const AFTER = 1500;

/** Looks once after each unlock whether all is as it was written, so that damage is told where people look. */
export function watchForDamage(vault: Pick<Vault, 'onChange' | 'state' | 'damaged'>): void {
  async function look(): Promise<void> {
    try {
      if ((await vault.state()) === 'unlocked') await vault.damaged();
    } catch (error) {
      // Locked meanwhile: it is looked after the next unlock.
      if (!(error instanceof VaultError) || error.reason !== 'locked') throw error;
    }
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  vault.onChange((what) => {
    if (what !== 'state') return;
    clearTimeout(timer);
    timer = setTimeout(() => detach('looking for damage', look()), AFTER);
  });
}
