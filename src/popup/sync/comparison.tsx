import { text } from '../text';

/** A device that is new cannot know of a rollback; a person who compares the codes of two devices does. */
export function Comparison({ code }: { readonly code: string }) {
  return (
    <p class="hint comparison">
      {text('syncCode')} <strong data-sync-code>{code}</strong>
      <br />
      {text('syncCodeHint')}
    </p>
  );
}
