import type { TrashedPasskey } from '../../messages/surface-background';
import { ask } from '../ask';
import { cleanText } from '../clean-text';
import { attempt, tell } from '../notice';
import { AskedAgain } from '../parts/asked-again';
import { Icon } from '../parts/icon';
import { SiteTile } from '../parts/site-tile';
import { plural, text } from '../text';

type TrashedListProps = { readonly trashed: readonly TrashedPasskey[]; readonly read: () => Promise<void> };

const DAY = 86_400_000;

async function restore(id: string, read: () => Promise<void>): Promise<void> {
  await attempt(async () => {
    await ask({ type: 'passkeys-restore', ids: [id] });
    tell(plural('restored', 1));
    await read();
  });
}

/** Passkeys in the trash, each with its way back, and the end of all of them. */
export function TrashedList({ trashed, read }: TrashedListProps) {
  if (trashed.length === 0) {
    return (
      <div class="empty">
        <span class="seal">
          <Icon name="trash" />
        </span>
        <p>{text('trashEmpty')}</p>
      </div>
    );
  }

  async function empty(): Promise<void> {
    await attempt(async () => {
      await ask({ type: 'trash-purge', ids: trashed.map(({ id }) => id) });
      tell(plural('purged', trashed.length));
      await read();
    });
  }

  return (
    <>
      <p class="hint">{text('trashHint')}</p>
      <ul class="card trash-list">
        {trashed.map((passkey) => (
          <li key={passkey.id} class="row" data-credential={passkey.id} data-rp-id={passkey.rpId}>
            <SiteTile rpId={passkey.rpId} />
            <span class="words">
              <span class="first">{passkey.rpId}</span>
              <span class="second">
                <bdi>{cleanText(passkey.userName) || text('accountNameless')}</bdi>
                {' · '}
                {plural('trashDaysLeft', Math.max(1, Math.ceil((passkey.goneAt - Date.now()) / DAY)))}
              </span>
            </span>
            <button type="button" data-action="restore" onClick={() => void restore(passkey.id, read)}>
              {text('restore')}
            </button>
          </li>
        ))}
      </ul>
      <AskedAgain
        opener={{ action: 'empty-trash', label: 'trashPurge', kind: 'danger' }}
        question="trashSure"
        yes={{ action: 'purge', label: 'trashPurge' }}
        act={empty}
      />
    </>
  );
}
