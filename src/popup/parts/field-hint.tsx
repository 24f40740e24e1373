/** What a field tells below itself: what was wrong, which is read out, or else what helps. */
export function FieldHint({ id, failure, hint = '' }: { id: string; failure: string; hint?: string }) {
  return (
    <p id={id} class={failure ? 'hint bad' : 'hint'} role={failure ? 'alert' : undefined}>
      {failure || hint}
    </p>
  );
}
