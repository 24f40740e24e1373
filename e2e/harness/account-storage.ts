import type { Tab } from './browser';

type Items = Record<string, unknown>;
type Page = {
  readonly chrome: {
    readonly storage: {
      readonly sync: {
        get(keys: null): Promise<Items>;
        set(items: Items): Promise<void>;
        remove(keys: string[]): Promise<void>;
      };
    };
  };
};

const FILLING = 'of an older version ';

/**
 * `storage.sync` of the browser whose page of ours that is. Only the browser itself carries it to other devices,
 * for who has an account there; a journey does by hand what that does.
 */
export function accountStorage(tab: Tab) {
  const items = (): Promise<Items> =>
    tab.evaluate(() => (globalThis as unknown as Page).chrome.storage.sync.get(null), undefined);
  const take = (come: Items): Promise<void> =>
    tab.evaluate((come) => (globalThis as unknown as Page).chrome.storage.sync.set(come), come);
  const drop = (names: readonly string[]): Promise<void> =>
    tab.evaluate((names) => (globalThis as unknown as Page).chrome.storage.sync.remove([...names]), names);
  return {
    items,
    take,
    /** Until so many bytes are in use, as the browser counts them. */
    async fill(bytes: number): Promise<void> {
      const all = await items();
      let free =
        bytes -
        Object.entries(all).reduce(
          (sum, [name, value]) => sum + name.length + JSON.stringify(value).length,
          0,
        );
      const more: Items = {};
      for (let at = Object.keys(all).length; free > FILLING.length + 6; at += 1) {
        const name = `${FILLING}${at}`;
        const length = Math.min(7900, free - name.length - 2);
        more[name] = 'x'.repeat(length);
        free -= name.length + 2 + length;
      }
      await take(more);
    },
    drop,
    /** Takes away what `fill` brought. */
    async empty(): Promise<void> {
      await drop(Object.keys(await items()).filter((name) => name.startsWith(FILLING)));
    },
  };
}
