import { text } from '../text';

/** The mark and the name. */
export function Brand() {
  return (
    <span class="brand">
      <img src="../icons/latchkey.svg" alt="" width="24" height="24" />
      <span>{text('name')}</span>
    </span>
  );
}
