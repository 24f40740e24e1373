import { useSignal } from '@preact/signals';
import { Icon } from '../parts/icon';
import { useTitle } from '../parts/view-focus';
import { hasOtherWay, troubleOf } from '../pin-trouble';
import { NO_WAYS } from '../proving';
import { vault } from '../state';
import { text } from '../text';
import { Recover } from './recover';
import { StartOver } from './start-over';
import { UnlockByPin } from './unlock-by-pin';
import { UnlockByPlatform } from './unlock-by-platform';

/** Opens the vault: by its PIN, by face or finger, or in an emergency by the recovery key. */
export function Unlock() {
  const recovering = useSignal(false);
  const ways = vault.value?.ways ?? NO_WAYS;
  // What else opens the vault is the first thing to do then.
  const isBlocked = vault.value !== null && troubleOf(vault.value.pin).blocked;
  useTitle(text('titleUnlock'));
  return (
    <main class="unlock" data-view="unlock">
      <img class="mark" src="../icons/latchkey.svg" alt="" width="64" height="64" />
      <h1>{text(recovering.value ? 'recoverTitle' : 'unlockTitle')}</h1>
      {recovering.value ? (
        <Recover
          back={() => {
            recovering.value = false;
          }}
        />
      ) : (
        <>
          <UnlockByPin ways={ways} />
          {isBlocked && !hasOtherWay(ways) && <StartOver othersLost={false} />}
          {ways.platform.length > 0 && <UnlockByPlatform ways={ways} />}
          {ways.recoveryKey && (
            <button
              type="button"
              class={isBlocked ? 'primary wide' : 'quiet wide'}
              data-action="use-recovery-key"
              onClick={() => {
                recovering.value = true;
              }}
            >
              <Icon name="paper" />
              {text('useRecoveryKey')}
            </button>
          )}
          {isBlocked && hasOtherWay(ways) && <StartOver othersLost />}
        </>
      )}
    </main>
  );
}
