import { useSignal } from '@preact/signals';
import type { SyncStatus } from '../../messages/surface-background';
import { ask } from '../ask';
import { attempt } from '../notice';
import { BusyButton } from '../parts/busy-button';
import { locale, text } from '../text';
import { dateText } from '../when';
import { reasonText, stateText } from './sync-text';
import { LoginFields, useWebdav } from './webdav-fields';

/** From here on there is little room left. */
const NEARLY_FULL = 0.8;

/** How sync stands, with one thing to do where something is to be done. */
export function Standing({ now }: { readonly now: SyncStatus }) {
  const { state, reason, lastAt, progress } = now;
  const isBad = state === 'trouble' || state === 'removed';
  return (
    <div class="card sync-standing">
      <div class="sync-head">
        <p role="status" class={isBad ? 'sync-state bad' : 'sync-state'} data-state={state}>
          <strong>{stateText(state)}</strong>
          <span class="hint">
            {now.place === 'browser' ? text('syncBrowser') : <bdi dir="ltr">{now.address}</bdi>}
          </span>
        </p>
        {state !== 'moved' && state !== 'removed' && (
          <BusyButton
            action="sync-now"
            label="syncNow"
            during="syncSyncing"
            kind=""
            busy={state === 'syncing'}
            act={() => void attempt(async () => void (await ask({ type: 'sync-now' })))}
          />
        )}
      </div>
      {state === 'removed' && <p class="hint">{text('syncRemovedHint')}</p>}
      {progress !== null && progress > 0 && progress < 1 && (
        <progress value={progress} max={1} aria-label={text('syncSyncing')} />
      )}
      {reason && (
        <p class={isBad ? 'hint bad' : 'hint'} role={isBad ? 'alert' : undefined}>
          {reasonText(reason)}
        </p>
      )}
      {reason === 'unauthorized' && <NewPassword user={now.user} />}
      {lastAt !== null && <p class="hint">{text('syncLast', dateText(lastAt, locale()))}</p>}
      {now.fullness !== null && <Fullness part={now.fullness} />}
      {now.place === 'browser' && !now.proven && <p class="hint">{text('syncUnproven')}</p>}
    </div>
  );
}

function Fullness({ part }: { readonly part: number }) {
  const percent = new Intl.NumberFormat(locale(), { style: 'percent' }).format(part);
  const isBad = part >= NEARLY_FULL;
  return (
    <div class="fullness">
      <meter value={part} max={1} high={NEARLY_FULL} aria-label={text('syncRoom', percent)} />
      <span class={isBad ? 'hint bad' : 'hint'}>{text(isBad ? 'syncNearlyFull' : 'syncRoom', percent)}</span>
    </div>
  );
}

/** The server no longer takes the old one. */
function NewPassword({ user: known }: { readonly user: string }) {
  const server = useWebdav(known);
  const busy = useSignal(false);
  return (
    <form
      class="webdav-fields"
      onSubmit={(event) => {
        event.preventDefault();
        busy.value = true;
        const { user, password } = server.values();
        void attempt(async () => {
          await ask({ type: 'sync-password', user, password });
        }).finally(() => {
          busy.value = false;
        });
      }}
    >
      <LoginFields server={server} disabled={busy.value} />
      <BusyButton action="save" label="save" during="syncSyncing" busy={busy.value} />
    </form>
  );
}
