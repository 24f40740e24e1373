import type { Signal } from '@preact/signals';
import { ask } from './ask';
import { attempt } from './notice';
import type { NewPin } from './parts/new-pin';
import { readVault } from './state';
import { keepStorage } from './storage-promise';

/** Makes the vault with the PIN chosen, if it may be taken; `busy` while the key derivation takes its half a second. */
export async function makeVault(
  choice: NewPin,
  busy: Signal<boolean>,
  made: (pin: string) => void,
): Promise<void> {
  if (busy.value) return;
  const pin = choice.check();
  if (pin === null) return;
  busy.value = true;
  await attempt(async () => {
    const result = await ask({ type: 'vault-make', pin });
    if (result.result === 'refused') return choice.refuse(result.reason);
    made(pin);
    await keepStorage();
    await readVault();
  });
  busy.value = false;
}
