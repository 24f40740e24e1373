import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { ConnectResult, LookResult, SyncPlace } from '../../messages/surface-background';
import { attempt } from '../notice';
import { RecoveryField } from '../parts/recovery-field';
import { text } from '../text';
import { askForHost } from './host-permission';
import { PlaceChoice } from './place-choice';
import { keyFailureText, reasonText } from './sync-text';
import { useWebdav, type Webdav, WebdavFields } from './webdav-fields';

/** A place and the recovery key, as the person is typing them, and what came of them. */
export type WhereAndKey = {
  readonly place: Signal<'browser' | 'webdav'>;
  readonly server: Webdav;
  readonly key: Signal<string>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly busy: Signal<boolean>;
  readonly failed: Signal<LookResult | ConnectResult | null>;
  at(): SyncPlace;
  /** Asks the browser for the host first; must be called in answer to a click, before anything is awaited. */
  submit(act: (at: SyncPlace, recoveryKey: string) => Promise<LookResult | ConnectResult>): Promise<void>;
};

export function useWhereAndKey(): WhereAndKey {
  const place = useSignal<'browser' | 'webdav'>('browser');
  const server = useWebdav();
  const [key, busy] = [useSignal(''), useSignal(false)];
  const field = useRef<HTMLInputElement>(null);
  const failed = useSignal<LookResult | ConnectResult | null>(null);
  const at = (): SyncPlace =>
    place.value === 'browser' ? { place: 'browser' } : { place: 'webdav', ...server.values() };
  return {
    ...{ place, server, key, field, busy, failed, at },
    async submit(act) {
      if (busy.value) return;
      failed.value = null;
      const allowed = place.value === 'webdav' ? askForHost(server.url.value) : Promise.resolve(true);
      busy.value = true;
      await attempt(async () => {
        const result: LookResult | ConnectResult = (await allowed)
          ? await act(at(), key.value)
          : { result: 'failed', reason: 'no-permission' };
        failed.value = result.result === 'ok' ? null : result;
      });
      busy.value = false;
    },
  };
}

/** The fields, and beside them what is wrong. */
export function WhereAndKeyFields({ form }: { readonly form: WhereAndKey }) {
  const { place, server, key, field } = form;
  const [busy, failed] = [form.busy.value, form.failed.value];
  const keyFailure = failed ? keyFailureText(failed.result) : '';
  return (
    <>
      <PlaceChoice place={place} disabled={busy} />
      {place.value === 'webdav' && (
        <WebdavFields server={server} disabled={busy} badAddress={failed?.result === 'bad-address'} />
      )}
      <RecoveryField typed={key} disabled={busy} failure={keyFailure} field={field} />
      {failed?.result === 'failed' && (
        <p class="hint bad" role="alert">
          {reasonText(failed.reason)}
        </p>
      )}
      {failed?.result === 'not-allowed' && (
        <p class="hint bad" role="alert">
          {text('syncForbidden')}
        </p>
      )}
    </>
  );
}
