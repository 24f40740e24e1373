import { useSignal } from '@preact/signals';
import type { PasskeyDetails } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { text } from '../text';

type CredentialFormProps = {
  readonly details: PasskeyDetails;
  readonly saved: (details: PasskeyDetails) => void;
};

/** The person's own name for a passkey, and a note. */
export function CredentialForm({ details, saved }: CredentialFormProps) {
  const displayName = useSignal(details.displayName);
  const note = useSignal(details.note);
  const busy = useSignal(false);
  const changed = displayName.value !== details.displayName || note.value !== details.note;

  async function save(): Promise<void> {
    if (!changed || busy.value) return;
    busy.value = true;
    const edit = { displayName: displayName.value.trim(), note: note.value };
    await attempt(async () => {
      await ask({ type: 'passkeys-edit', id: details.id, ...edit });
      displayName.value = edit.displayName;
      saved({ ...details, ...edit });
      tell(text('saved'));
    });
    busy.value = false;
  }

  return (
    <form
      class="credential-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="field">
        <label for="display-name">{text('ownName')}</label>
        <input
          id="display-name"
          name="display-name"
          type="text"
          maxLength={200}
          autocomplete="off"
          placeholder={details.rpId}
          value={displayName.value}
          onInput={(event) => {
            displayName.value = event.currentTarget.value;
          }}
        />
      </div>
      <div class="field">
        <label for="note">{text('note')}</label>
        <textarea
          id="note"
          name="note"
          rows={2}
          maxLength={10_000}
          value={note.value}
          onInput={(event) => {
            note.value = event.currentTarget.value;
          }}
        />
      </div>
      <button
        type="submit"
        class={changed ? 'primary' : ''}
        data-action="save"
        disabled={!changed || busy.value}
      >
        {text('save')}
      </button>
    </form>
  );
}
