import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../ask';
import { cleanText } from '../clean-text';
import { attempt } from '../notice';

/** What to call those passkeys: the account and its site; null until that is known. */
export function useNames(ids: readonly string[]): ReadonlyMap<string, readonly [string, string]> | null {
  const names = useSignal<ReadonlyMap<string, readonly [string, string]> | null>(null);
  useEffect(() => {
    void attempt(async () => {
      const all = await Promise.all(ids.map((id) => ask({ type: 'passkeys-details', id })));
      names.value = new Map(
        all.flatMap((one) => (one ? [[one.id, [cleanText(one.displayName || one.userName), one.rpId]]] : [])),
      );
    });
  }, [ids.join(' ')]);
  return names.value;
}
