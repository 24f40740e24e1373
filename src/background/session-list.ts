import * as v from 'valibot';
import type { SessionArea } from './vault/vault';

/** A short list in session storage, so that it outlives the worker; mirrored in memory. */
export type SessionList<Item> = {
  all(): Promise<readonly Item[]>;
  /** Resolves once session storage has it. A change that leaves the list as it is writes nothing. */
  change(turn: (items: readonly Item[]) => readonly Item[]): Promise<void>;
};

/** `max`: how many are kept, the newest; `key`: its place in the session area. Items are plain JSON. */
export function sessionList<Schema extends v.GenericSchema>(
  session: SessionArea,
  { key, item, max }: { readonly key: string; readonly item: Schema; readonly max: number },
): SessionList<v.InferOutput<Schema>> {
  let items: Promise<readonly v.InferOutput<Schema>[]> = session
    .get(key)
    .then((value) => v.parse(v.fallback(v.array(item), []), value ?? []));

  return {
    all: () => items,
    async change(turn) {
      // Each change begins where the one before it ended, in the order in which they were asked for.
      const before = items;
      const after = before.then((all) => {
        const turned = turn(all);
        return turned === all ? all : turned.slice(-max);
      });
      items = after;
      const all = await after;
      if (all !== (await before)) await session.set(key, all);
    },
  };
}
