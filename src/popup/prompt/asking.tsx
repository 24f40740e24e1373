import { useEffect, useRef } from 'preact/hooks';
import { attempt } from '../notice';
import { openBeside } from '../open-page';
import { Icon } from '../parts/icon';
import { PinField } from '../parts/pin-field';
import { PinNotice, useWait } from '../parts/pin-notice';
import { addressOf } from '../route';
import { text } from '../text';
import { OneAccount, SeveralAccounts } from './accounts';
import type { PromptModel } from './prompt-model';
import { useArmed } from './use-armed';
import { useHandedOver } from './use-handed-over';
import { usePromptKeys } from './use-prompt-keys';

/** The question itself: account, PIN where one is due, and the decision. */
export function Asking({ model }: { model: PromptModel }) {
  const view = model.view.value;
  const busy = model.busy.value;
  const trouble = model.trouble.value;
  const { accounts, needsPin, replaces } = view;
  const several = accounts !== null && accounts.length > 1;
  const form = useRef<HTMLDivElement>(null);
  const pin = useRef<HTMLInputElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const wait = useWait(trouble);
  const armed = useArmed(`${view.vault} ${accounts?.length} ${replaces?.id}`);
  const ready = armed && !busy && wait === 0 && !trouble.blocked;
  const canVerify = needsPin && view.ways.platform.length > 0;
  usePromptKeys(model, ready);
  useHandedOver(model, canVerify && armed);

  // Focus where the next key belongs: the PIN, the accounts, or once it is armed the decision itself.
  useEffect(() => {
    if (busy) return;
    if (trouble.blocked) form.current?.focus();
    else if (needsPin) pin.current?.focus();
    else if (several) form.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
    else if (ready) confirm.current?.focus();
    else form.current?.focus();
  }, [needsPin, several, ready, busy, trouble, model.pinMissing.value, model.account.value]);

  const only = accounts?.length === 1 ? accounts[0] : undefined;
  const problem = model.pinMissing.value ? text('pinMissing') : model.failure.value;
  return (
    <div class="asking" ref={form} tabIndex={-1}>
      {view.ceremony === 'create' && <OneAccount account={view} />}
      {only && <OneAccount account={only} />}
      {several && <SeveralAccounts accounts={accounts} chosen={model.account.value} choose={model.choose} />}
      {replaces && <p class="hint">{text('promptReplaces')}</p>}
      {view.isPrivate && view.ceremony === 'create' && <p class="hint">{text('promptPrivate')}</p>}
      {needsPin && !trouble.blocked && (
        <PinField
          name="pin"
          label={text(view.vault === 'locked' ? 'pinToUnlock' : 'pinToVerify')}
          value={model.pin.value}
          input={model.typePin}
          describedBy="pin-notice"
          invalid={trouble.wrong || model.pinMissing.value}
          disabled={busy}
          field={pin}
        />
      )}
      {needsPin && !problem && <PinNotice id="pin-notice" trouble={trouble} wait={wait} ways={view.ways} />}
      {problem && (
        <p id="pin-notice" class="hint bad" role="alert">
          {problem}
        </p>
      )}
      {canVerify && (
        <button
          type="button"
          class="wide"
          data-action="verify-platform"
          disabled={!armed || busy}
          onClick={(event) => event.isTrusted && void model.verifyPlatform()}
        >
          <Icon name="finger" />
          {text('verifyPlatform')}
        </button>
      )}
      <div class="actions">
        {trouble.blocked ? (
          <OpenLatchkey locked={view.vault === 'locked'} />
        ) : (
          <button
            type="button"
            class={armed ? 'primary' : 'primary arming'}
            data-action="confirm"
            disabled={!ready}
            aria-busy={busy}
            ref={confirm}
            // A click that a script made is nobody's consent (D37).
            onClick={(event) => event.isTrusted && void model.confirm()}
          >
            {busy ? <span class="spinner" aria-hidden="true" /> : null}
            {text(view.ceremony === 'create' ? 'confirmCreate' : 'confirmGet')}
          </button>
        )}
        <button type="button" data-action="cancel" disabled={busy} onClick={model.cancel}>
          {text('cancel')}
        </button>
      </div>
      <button
        type="button"
        class="quiet wide"
        data-action="use-other"
        disabled={busy}
        onClick={model.useOther}
      >
        <Icon name="device" />
        {text('useOther')}
      </button>
    </div>
  );
}

/** No PIN is taken here any more: the ways in and a new PIN are on the full page. The question waits meanwhile. */
function OpenLatchkey({ locked }: { locked: boolean }) {
  return (
    <button
      type="button"
      class="primary"
      data-action="open-manager"
      onClick={() =>
        void attempt(() => openBeside('manager.html', locked ? '' : addressOf({ view: 'settings' })))
      }
    >
      {text('openLatchkey')}
    </button>
  );
}
