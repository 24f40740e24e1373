import { text } from '../text';

/** A device that is new cannot know of a rollback; a person who compares the codes of two devices does. */
export function Comparison({ code }: { readonly code: string }) {
  return (
    <p class="hint comparison">
      {text('syncCode')}{' '}
      {/* Its halves would change places in a language that is written from right to left. */}
      <strong dir="ltr" data-sync-code>
        {code}
      </strong>
      <br />
      {text('syncCodeHint')}
    </p>
  );
}
