import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../ask';
import { attempt } from '../notice';

/** What to call those passkeys: the account and its site. */
export function useNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const names = useSignal<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    void attempt(async () => {
      const all = await Promise.all(ids.map((id) => ask({ type: 'passkeys-details', id })));
      names.value = new Map(
        all.flatMap((one) => (one ? [[one.id, `${one.displayName || one.userName} · ${one.rpId}`]] : [])),
      );
    });
  }, [ids.join(' ')]);
  return names.value;
}
