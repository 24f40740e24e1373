import type { AccountWords } from '../account-words';

/** An account's name, and under it what tells it from others. */
export function ToldAccount({ words: { name, more } }: { words: AccountWords }) {
  return (
    <span class="words">
      <bdi class="first">{name}</bdi>
      {more && <bdi class="second">{more}</bdi>}
    </span>
  );
}
