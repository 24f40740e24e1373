import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { Icon } from '../parts/icon';
import { platformAvailable } from '../platform-authenticator';
import { NO_WAYS } from '../proving';
import { readVault, vault } from '../state';
import { text } from '../text';
import { addPlatform } from './ways/add-platform';
import { RecoverySheet } from './ways/recovery-sheet';

/** Right after the vault was made, while its PIN is still known: the recovery sheet, and face or finger. */
export function WelcomeWays({ pin }: { pin: string }) {
  const busy = useSignal(false);
  const recoveryKey = useSignal<string | null>(null);
  const available = useSignal(false);
  const failure = useSignal('');
  const ways = vault.value?.ways ?? NO_WAYS;
  const proof = { by: 'pin', pin } as const;

  useEffect(() => {
    void platformAvailable().then((is) => {
      available.value = is;
    });
  }, []);

  async function whileBusy(work: () => Promise<void>): Promise<void> {
    busy.value = true;
    await attempt(work);
    busy.value = false;
  }

  async function draw(): Promise<void> {
    const result = await ask({ type: 'ways-new-recovery-key', proof });
    if (result.result === 'ok') recoveryKey.value = result.recoveryKey;
  }

  async function add(): Promise<void> {
    failure.value = '';
    const result = await addPlatform(proof);
    if (result.result === 'told') failure.value = result.failure;
    if (result.result === 'ok') tell(text('platformAdded'));
    await readVault();
  }

  return (
    <>
      <li>
        <Icon name="paper" />
        <div>
          <strong>{text('recoveryKey')}</strong>
          <p>{text(ways.recoveryKey ? 'wayRecoveryHint' : 'doneRecoveryText')}</p>
          {!ways.recoveryKey && recoveryKey.value === null && (
            <BusyButton
              action="new-recovery-key"
              label="recoveryMake"
              during="working"
              busy={busy.value}
              act={() => void whileBusy(draw)}
              kind=""
            />
          )}
          {recoveryKey.value !== null && (
            <RecoverySheet
              recoveryKey={recoveryKey.value}
              leave={() => {
                recoveryKey.value = null;
              }}
            />
          )}
        </div>
      </li>
      {available.value && (
        <li>
          <Icon name="finger" />
          <div>
            <strong>{text('platformTitle')}</strong>
            <p>{text(ways.platform.length > 0 ? 'platformAdded' : 'platformHint')}</p>
            {ways.platform.length === 0 && (
              <BusyButton
                action="add-platform"
                label="platformAdd"
                during="platformAsking"
                busy={busy.value}
                act={() => void whileBusy(add)}
                kind=""
              />
            )}
            {failure.value && (
              <p class="hint bad" role="alert">
                {failure.value}
              </p>
            )}
          </div>
        </li>
      )}
    </>
  );
}
