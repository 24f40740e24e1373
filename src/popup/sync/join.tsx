import { useSignal } from '@preact/signals';
import { ask } from '../ask';
import { BusyButton } from '../parts/busy-button';
import { NewPinFields, useNewPin } from '../parts/new-pin';
import { useArrival } from '../parts/view-focus';
import { NO_WAYS } from '../proving';
import { addressOf } from '../route';
import { sync, vault } from '../state';
import { text } from '../text';
import { makeVault } from '../vault-making';
import { UnlockByPin } from '../views/unlock-by-pin';
import { reasonText } from './sync-text';
import { useWhereAndKey, type WhereAndKey, WhereAndKeyFields } from './where-and-key';

type JoinProps = {
  /** The PIN that this device has now. */
  readonly made: (pin: string) => void;
  readonly joined: () => void;
};

/** A device with nothing yet comes to the others: where they sync to and the recovery key, then a PIN of its own. */
export function Join({ made, joined }: JoinProps) {
  const form = useWhereAndKey();
  const found = useSignal(false);
  const state = vault.value?.state;
  return (
    <div class="make-vault" data-view="join">
      {!found.value && <Where form={form} go={() => (found.value = true)} />}
      {found.value && state === 'locked' && <Locked />}
      {found.value && state !== 'locked' && <OwnPin form={form} made={made} joined={joined} />}
      {state === 'none' && (
        <p>
          <a href={addressOf({ view: 'list' })} data-action="join-not">
            {text('joinNot')}
          </a>
        </p>
      )}
    </div>
  );
}

function Where({ form, go }: { readonly form: WhereAndKey; readonly go: () => void }) {
  const heading = useArrival<HTMLHeadingElement>('join');
  return (
    <form
      class="make-vault"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit(async (at, recoveryKey) => {
          const result = await ask({ type: 'sync-look', at, recoveryKey });
          if (result.result === 'ok') go();
          return result;
        });
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {text('joinTitle')}
      </h2>
      <p class="hint">{text('joinText')}</p>
      <WhereAndKeyFields form={form} />
      <BusyButton
        action="join-look"
        label="syncFollow"
        during="joinLooking"
        kind="primary wide"
        busy={form.busy.value}
        disabled={form.key.value.trim() === ''}
      />
    </form>
  );
}

/** It may lock before this device has joined: it goes on once it is open again. */
function Locked() {
  return (
    <>
      <h2>{text('unlockTitle')}</h2>
      <UnlockByPin ways={vault.value?.ways ?? NO_WAYS} />
    </>
  );
}

/** The vault is made once; should the place not answer then, the same button tries again. */
function OwnPin({ form, made, joined }: { readonly form: WhereAndKey } & JoinProps) {
  const heading = useArrival<HTMLHeadingElement>('join-pin');
  const choice = useNewPin();
  const isMade = vault.value?.state !== 'none';
  const [busy, failed, progress] = [form.busy.value, form.failed.value, sync.value?.progress ?? null];

  async function join(): Promise<void> {
    if (vault.value?.state === 'none') await makeVault(choice, form.busy, made);
    if (vault.value?.state !== 'unlocked') return;
    await form.submit(async (at, recoveryKey) => {
      // Asked for only if the vault has come to hold something since it was made.
      const pin = choice.pin.value;
      const proof = pin === '' ? null : ({ by: 'pin', pin } as const);
      const result = await ask({ type: 'sync-connect', at, recoveryKey, proof });
      if (result.result === 'ok') joined();
      return result;
    });
  }

  return (
    <form
      class="make-vault"
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {text('joinPinTitle')}
      </h2>
      <p class="hint">{text('joinPinText')}</p>
      {!isMade && <NewPinFields choice={choice} name="pin" busy={busy} />}
      {busy && progress !== null && <progress value={progress} max={1} aria-label={text('syncSyncing')} />}
      {failed && (
        <p class="hint bad" role="alert">
          {failed.result === 'failed' ? reasonText(failed.reason) : text('syncWrongKey')}
        </p>
      )}
      <BusyButton action="join" label="joinNow" during="syncConnecting" kind="primary wide" busy={busy} />
    </form>
  );
}
