import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Proof } from '../../messages/surface-background';
import { hasOtherWay, troubleOf } from '../pin-trouble';
import { NO_WAYS, type ProvenAct, useProving } from '../proving';
import { vault } from '../state';
import { type TextKey, text } from '../text';
import { BusyButton } from './busy-button';
import { Icon } from './icon';
import { PinField } from './pin-field';
import { PinNotice, useWait } from './pin-notice';
import { RecoveryField } from './recovery-field';

type ProofFormProps = {
  readonly action: string;
  readonly label: TextKey;
  readonly during: TextKey;
  /** Does it, once the person has shown who they are. */
  readonly act: ProvenAct;
  /** What stands in the way before a proof is even asked for, such as a new PIN that is too short. */
  readonly check?: () => boolean;
  readonly done: () => void;
  readonly cancel: () => void;
  /** False where the person has other things to decide first. */
  readonly hasFocus?: boolean;
  /** More fields, after the proof. */
  readonly children?: ComponentChildren;
};

/** Asks who it is, in the moment something is to change: by PIN, face or finger, or the recovery key. */
export function ProofForm(props: ProofFormProps) {
  const { action, label, during, act, check = () => true, done, cancel, hasFocus = true, children } = props;
  const proving = useProving();
  const typed = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const { ways = NO_WAYS, pin } = vault.value ?? {};
  const hasPin = ways.pin === 'device' || ways.pin === 'session';
  const trouble = proving.trouble.value ?? troubleOf(pin ?? { attemptsLeft: 8, waitUntil: null });
  const wait = useWait(trouble);
  const busy = proving.busy.value;
  useEffect(() => {
    if (hasFocus) field.current?.focus();
  }, [hasFocus]);

  async function submit(): Promise<void> {
    if (busy || (hasPin && wait > 0)) return;
    if (typed.value === '') return field.current?.focus();
    if (!check()) return;
    const proof: Proof = hasPin
      ? { by: 'pin', pin: typed.value }
      : { by: 'recovery-key', recoveryKey: typed.value };
    const proven = await proving.by(proof, act);
    typed.value = '';
    if (proven) return done();
    field.current?.focus();
  }

  return (
    <form
      class="proof-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {hasPin && (
        <>
          <PinField
            name="pin"
            label={text('pinToVerify')}
            value={typed.value}
            input={(value) => {
              typed.value = value;
            }}
            describedBy="pin-notice"
            invalid={trouble.wrong}
            disabled={busy}
            field={field}
          />
          <PinNotice id="pin-notice" trouble={trouble} wait={wait} ways={ways} />
        </>
      )}
      {!hasPin && ways.recoveryKey && (
        <RecoveryField typed={typed} disabled={busy} field={field} failure={proving.failure.value} />
      )}
      {!hasPin && !hasOtherWay(ways) && (
        <PinNotice id="pin-notice" trouble={trouble} wait={wait} ways={ways} />
      )}
      {children}
      {(hasPin || !ways.recoveryKey) && proving.failure.value && (
        <p class="hint bad" role="alert">
          {proving.failure.value}
        </p>
      )}
      <div class="actions">
        {(hasPin || ways.recoveryKey) && (
          <BusyButton
            action={action}
            label={label}
            during={during}
            busy={busy}
            disabled={hasPin && wait > 0}
          />
        )}
        {ways.platform.length > 0 && (
          <button
            type="button"
            data-action="verify-platform"
            disabled={busy}
            onClick={() => {
              if (check()) void proving.byPlatform(act).then((was) => was && done());
            }}
          >
            <Icon name="finger" />
            {text('verifyPlatform')}
          </button>
        )}
        <button type="button" class="quiet" data-action="cancel" disabled={busy} onClick={cancel}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}
