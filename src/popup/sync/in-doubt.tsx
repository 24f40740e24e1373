import { ask } from '../ask';
import { attempt } from '../notice';
import { text } from '../text';
import { useNames } from './use-names';

/** Passkeys that were deleted on one device and used or changed on another, which did not know. */
export function InDoubt({ ids }: { readonly ids: readonly string[] }) {
  const names = useNames(ids);
  const settle = (id: string, keep: boolean) =>
    void attempt(async () => {
      await ask({ type: 'sync-settle', ids: [id], keep });
    });
  return (
    <div class="card question" data-question="in-doubt">
      <strong>{text('syncInDoubt')}</strong>
      <ul aria-busy={names === null}>
        {ids.map((id) => (
          <li key={id} data-credential={id} data-rp-id={names?.get(id)?.[1]}>
            <Which name={names ? (names.get(id) ?? [id.slice(0, 8), '']) : null} />
            <span class="question-actions">
              <button type="button" data-action="restore" onClick={() => settle(id, true)}>
                {text('syncKeep')}
              </button>
              <button type="button" class="quiet" data-action="delete" onClick={() => settle(id, false)}>
                {text('delete')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Which({ name }: { readonly name: readonly [string, string] | null }) {
  if (name === null) return <span>…</span>;
  const [account, site] = name;
  return (
    <span>
      <bdi>{account || text('accountNameless')}</bdi> · <bdi>{site}</bdi>
    </span>
  );
}
