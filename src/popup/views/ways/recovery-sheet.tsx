import { useSignal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { ask } from '../../ask';
import { attempt, tell } from '../../notice';
import { BusyButton } from '../../parts/busy-button';
import { Icon } from '../../parts/icon';
import { QrCode } from '../../parts/qr-code';
import { readVault } from '../../state';
import { locale, text } from '../../text';

type RecoverySheetProps = { readonly recoveryKey: string; readonly leave: () => void };

/**
 * The recovery key, shown this once: on a sheet to print or copy by hand. It opens the vault from the moment on
 * that the person has typed a part of it again, so nobody relies on a key that they never kept.
 */
export function RecoverySheet({ recoveryKey, leave }: RecoverySheetProps) {
  const groups = recoveryKey.split('-');
  const [asked] = useState(() => (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % groups.length);
  const [made] = useState(() => new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(new Date()));
  const typed = useSignal('');
  const wrong = useSignal(false);
  const busy = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const number = String(asked + 1);

  async function copy(): Promise<void> {
    await attempt(async () => {
      await navigator.clipboard.writeText(recoveryKey);
      tell(text('recoveryCopied'));
    });
  }

  async function confirm(): Promise<void> {
    wrong.value = plain(typed.value) !== plain(groups[asked] ?? '');
    if (wrong.value) return field.current?.focus();
    busy.value = true;
    await attempt(async () => {
      const { result } = await ask({ type: 'ways-confirm-recovery-key', recoveryKey });
      wrong.value = result !== 'ok';
      if (wrong.value) return;
      tell(text('recoveryKept'));
      await readVault();
      leave();
    });
    busy.value = false;
  }

  return (
    <div class="recovery">
      <article class="sheet" aria-labelledby="sheet-title">
        <h3 id="sheet-title">{text('sheetTitle')}</h3>
        <p>{text('sheetWhat')}</p>
        <div class="sheet-key">
          <code dir="ltr" data-recovery-key>
            {groups.map((group, index) => (
              <span key={String(index)}>{index < groups.length - 1 ? `${group}-` : group}</span>
            ))}
          </code>
          <QrCode content={recoveryKey} label={text('sheetQr')} />
        </div>
        <p>{text('sheetUse')}</p>
        <p>{text('sheetKeep')}</p>
        <p class="hint">{text('sheetMade', made)}</p>
      </article>
      <div class="actions">
        <button type="button" data-action="print" onClick={() => window.print()}>
          <Icon name="print" />
          {text('print')}
        </button>
        <button type="button" data-action="copy-recovery-key" onClick={() => void copy()}>
          <Icon name="copy" />
          {text('copy')}
        </button>
      </div>
      <form
        class="proof-form"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <div class="field">
          <label for="recovery-part">{text('recoveryPart', number)}</label>
          <input
            id="recovery-part"
            name="recovery-part"
            type="text"
            data-part={number}
            value={typed.value}
            disabled={busy.value}
            autocomplete="off"
            spellcheck={false}
            maxLength={12}
            aria-describedby="recovery-part-hint"
            aria-invalid={wrong.value}
            ref={field}
            onInput={({ currentTarget }) => {
              typed.value = currentTarget.value;
              wrong.value = false;
            }}
          />
          <p
            id="recovery-part-hint"
            class={wrong.value ? 'hint bad' : 'hint'}
            role={wrong.value ? 'alert' : undefined}
          >
            {text(wrong.value ? 'recoveryPartWrong' : 'recoveryPartHint', number)}
          </p>
        </div>
        <div class="actions">
          <BusyButton
            action="confirm-recovery-key"
            label="recoveryConfirm"
            during="working"
            busy={busy.value}
          />
          <button type="button" class="quiet" data-action="cancel" onClick={leave}>
            {text('cancel')}
          </button>
        </div>
      </form>
    </div>
  );
}

/** As forgiving as the vault itself is: case, spaces, hyphens, O for 0 and I or L for 1. */
function plain(group: string): string {
  return group.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
