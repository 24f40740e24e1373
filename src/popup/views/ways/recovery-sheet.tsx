import { useSignal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { AskError, ask } from '../../ask';
import { attempt, tell } from '../../notice';
import { BusyButton } from '../../parts/busy-button';
import { Icon } from '../../parts/icon';
import { QrCode } from '../../parts/qr-code';
import { useArrival } from '../../parts/view-focus';
import { readVault } from '../../state';
import { locale, type TextKey, text } from '../../text';

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
  /** Why it is not confirmed. */
  const failure = useSignal<TextKey | null>(null);
  const busy = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const heading = useArrival<HTMLHeadingElement>('sheet');
  const number = String(asked + 1);

  async function copy(): Promise<void> {
    await attempt(async () => {
      await navigator.clipboard.writeText(recoveryKey);
      tell(text('recoveryCopied'));
    });
  }

  async function confirm(): Promise<void> {
    failure.value = plain(typed.value) === plain(groups[asked] ?? '') ? null : 'recoveryPartWrong';
    if (failure.value) return field.current?.focus();
    busy.value = true;
    await attempt(async () => {
      // What was typed is right, so it is the sheet that is not.
      if (!(await isTaken(recoveryKey))) {
        failure.value = 'sheetReplaced';
        return;
      }
      tell(text('recoveryKept'));
      await readVault();
      leave();
    });
    busy.value = false;
  }

  return (
    <div class="recovery">
      <article class="sheet" aria-labelledby="sheet-title">
        <h3 id="sheet-title" ref={heading} tabIndex={-1}>
          {text('sheetTitle')}
        </h3>
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
            aria-invalid={failure.value === 'recoveryPartWrong'}
            ref={field}
            onInput={({ currentTarget }) => {
              typed.value = currentTarget.value;
              failure.value = null;
            }}
          />
          <p
            id="recovery-part-hint"
            class={failure.value ? 'hint bad' : 'hint'}
            role={failure.value ? 'alert' : undefined}
          >
            {text(failure.value ?? 'recoveryPartHint', number)}
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

/** False where another sheet was drawn since, or drawn and confirmed. */
async function isTaken(recoveryKey: string): Promise<boolean> {
  try {
    return (await ask({ type: 'ways-confirm-recovery-key', recoveryKey })).result === 'ok';
  } catch (error) {
    if (error instanceof AskError && error.reason === 'not-found') return false;
    throw error;
  }
}

/** As forgiving as the vault itself is: case, spaces, hyphens, O for 0 and I or L for 1. */
function plain(group: string): string {
  return group.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
