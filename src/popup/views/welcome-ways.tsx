import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Proof } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { Icon } from '../parts/icon';
import { useArrival } from '../parts/view-focus';
import { platformAvailable } from '../platform-authenticator';
import { NO_WAYS } from '../proving';
import { readVault, vault } from '../state';
import { text } from '../text';
import { addPlatform } from './ways/add-platform';
import { RecoverySheet } from './ways/recovery-sheet';

type WelcomeWaysProps = {
  /** Null once it is forgotten. */
  readonly pin: string | null;
  readonly forget: () => void;
};

/** Right after the vault was made, while its PIN is still known: the recovery sheet, and face or finger. */
export function WelcomeWays({ pin, forget }: WelcomeWaysProps) {
  const busy = useSignal(false);
  const recoveryKey = useSignal<string | null>(null);
  const available = useSignal(false);
  const failure = useSignal('');
  const ways = vault.value?.ways ?? NO_WAYS;

  useEffect(() => {
    void platformAvailable().then((is) => {
      available.value = is;
    });
  }, []);

  /** An answer that is neither is about the PIN: it is forgotten, for each further try would count as a wrong one. */
  async function whileBusy(work: (proof: Proof) => Promise<{ readonly result: string }>): Promise<void> {
    if (pin === null) return;
    busy.value = true;
    await attempt(async () => {
      const { result } = await work({ by: 'pin', pin });
      if (result !== 'ok' && result !== 'told') forget();
      await readVault();
    });
    busy.value = false;
  }

  async function draw(proof: Proof) {
    const result = await ask({ type: 'ways-new-recovery-key', proof });
    if (result.result === 'ok') recoveryKey.value = result.recoveryKey;
    return result;
  }

  async function add(proof: Proof) {
    failure.value = '';
    const result = await addPlatform(proof);
    if (result.result === 'told') failure.value = result.failure;
    if (result.result === 'ok') tell(text('platformAdded'));
    return result;
  }

  return (
    <>
      {pin === null && <PinPast />}
      <li>
        <Icon name="paper" />
        <div>
          <strong>{text('recoveryKey')}</strong>
          <p>{text(ways.recoveryKey ? 'wayRecoveryHint' : 'doneRecoveryText')}</p>
          {pin !== null && !ways.recoveryKey && recoveryKey.value === null && (
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
            {pin !== null && ways.platform.length === 0 && (
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

/** The PIN was changed elsewhere, or is blocked: what was to be done with it here is done in the settings. */
function PinPast() {
  const way = useArrival<HTMLAnchorElement>('pin-past');
  return (
    <li role="alert">
      <Icon name="warning" />
      <div>
        <p>{text('donePinPast')}</p>
        <a href="manager.html#settings" ref={way} class="away">
          {text('settings')}
          <Icon name="open" />
        </a>
      </div>
    </li>
  );
}
