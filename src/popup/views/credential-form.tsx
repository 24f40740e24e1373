import { useSignal } from '@preact/signals';
import type { OwnWords, PasskeyDetails } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt, tell } from '../notice';
import { text } from '../text';
import { draftOf } from './drafts';
import { changesIn, typed, typedSince } from './own-words';

type CredentialFormProps = {
  readonly details: PasskeyDetails;
  readonly saved: (words: Partial<OwnWords>) => void;
};

/** The person's own name for a passkey, and a note. */
export function CredentialForm({ details, saved }: CredentialFormProps) {
  const draft = draftOf(details.id);
  const busy = useSignal(false);
  const { displayName, note } = { ...details, ...draft.value };
  const changes = changesIn(draft.value, details);
  const changed = Object.keys(changes).length > 0;

  function type(field: keyof OwnWords, value: string): void {
    draft.value = typed(draft.value, details, field, value);
  }

  async function save(): Promise<void> {
    if (!changed || busy.value) return;
    busy.value = true;
    const before = draft.value;
    await attempt(async () => {
      await ask({ type: 'passkeys-edit', id: details.id, ...changes });
      saved(changes);
      draft.value = typedSince(draft.value, before);
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
          value={displayName}
          onInput={({ currentTarget }) => type('displayName', currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="note">{text('note')}</label>
        <textarea
          id="note"
          name="note"
          rows={2}
          maxLength={10_000}
          value={note}
          onInput={({ currentTarget }) => type('note', currentTarget.value)}
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
