import type { Vault, VaultPorts } from '../vault';
import { openVault } from '../vault';
import { cheapArgon2id, clockedPlatform, memorySession } from './fake-ports';

export const PIN = 'correct horse';
let count = 0;

/** A vault of its own over an IndexedDB of its own, with all that a test may want to turn. */
export function setUp(change: Partial<VaultPorts> = {}) {
  count += 1;
  const platform = clockedPlatform();
  const session = memorySession();
  const clock = { running: 0 };
  const settings = { siteTags: true };
  const databaseName = `vault-${count}`;
  const ports = {
    platform,
    argon2id: cheapArgon2id,
    session,
    siteTags: async () => settings.siteTags,
    databaseName,
    running: () => clock.running,
    ...change,
  };
  return {
    platform,
    session,
    settings,
    ports,
    databaseName,
    vault: openVault(ports),
    /** The worker is started anew: memory is gone, session and disk stay. */
    restarted: () => {
      clock.running = 0;
      return openVault(ports);
    },
    /** Both clocks go on. */
    pass: (milliseconds: number) => {
      platform.time += milliseconds;
      clock.running += milliseconds;
    },
  };
}

/** Draws a recovery key and confirms it, as the recovery sheet does; the key's text. */
export async function newRecoveryKey(vault: Vault, pin = PIN): Promise<string> {
  const drawn = await vault.newRecoveryKey({ pin });
  if (drawn.result !== 'ok') throw new Error(drawn.result);
  const { result } = await vault.confirmRecoveryKey(drawn.recoveryKey);
  if (result !== 'ok') throw new Error(result);
  return drawn.recoveryKey;
}

/** So many wrong PINs in a row, with time enough between them; eight block the PIN. */
export async function wrongPins({ vault, pass }: ReturnType<typeof setUp>, times = 8): Promise<void> {
  for (let tries = 0; tries < times; tries += 1) {
    await vault.unlock('wrong horse');
    pass(60 * 60 * 1000);
  }
}
