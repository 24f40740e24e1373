import {
  IDBDatabase as FakeDatabase,
  IDBFactory as FakeFactory,
  IDBIndex as FakeIndex,
  IDBObjectStore as FakeObjectStore,
} from 'fake-indexeddb';
import type { SessionArea } from '../session-key';

const STORE_CALLS = ['get', 'getAll', 'getAllKeys', 'put', 'delete', 'count'] as const;
const INDEX_CALLS = ['getAll', 'count'] as const;
/** How long what the dead worker has begun may still run into calls that never return; ms. */
const DYING = 20;

/** What the fake has under these names, and a killed worker's transaction needs. */
type Inside = {
  readonly mode: string;
  _state: string;
  readonly _requests: readonly { readonly request: { dispatchEvent: unknown } }[];
  readonly db: { readonly _rawDatabase: { processTransactions(): void } };
  dispatchEvent: (event: { readonly type: string }) => boolean;
  _abort(error: string): void;
};

/**
 * Runs `work` until its storage call number `at`, which never returns, nor does any after it: as when the worker is
 * killed there. Its transactions are undone without a word. Calls are the opening of the database, each request, each
 * commit, which is then done but not heard of, and those of the session area. False where `work` ended before.
 */
export async function killedAt(
  at: number,
  session: SessionArea,
  work: (session: SessionArea) => Promise<unknown>,
): Promise<boolean> {
  const begun = new Set<Inside>();
  const restore: (() => void)[] = [];
  let calls = 0;
  let isDead = false;
  let die: () => void = () => undefined;
  const death = new Promise<'killed'>((resolve) => {
    die = () => resolve('killed');
  });

  /** Whether this call is the last one, or comes after it. */
  function dies(): boolean {
    if (isDead) return true;
    calls += 1;
    if (calls - 1 !== at) return false;
    isDead = true;
    for (const transaction of begun) undo(transaction);
    die();
    return true;
  }

  function replace<Of extends object>(of: Of, name: keyof Of & string, call: (...all: never[]) => unknown) {
    const original = of[name];
    Object.assign(of, { [name]: call });
    restore.push(() => Object.assign(of, { [name]: original }));
  }

  const kinds = [
    [FakeObjectStore.prototype, STORE_CALLS],
    [FakeIndex.prototype, INDEX_CALLS],
  ] as const;
  for (const [prototype, names] of kinds) {
    for (const name of names) {
      const original = Reflect.get(prototype, name);
      replace(prototype, name as never, function (this: unknown, ...parameters) {
        return dies() ? silence() : Reflect.apply(original, this, parameters);
      });
    }
  }
  const open = FakeFactory.prototype.open;
  replace(FakeFactory.prototype, 'open', function (this: unknown, ...parameters) {
    return dies() ? silence() : Reflect.apply(open, this, parameters);
  });
  const begin = FakeDatabase.prototype.transaction;
  replace(FakeDatabase.prototype, 'transaction', function (this: unknown, ...parameters) {
    const transaction: Inside = Reflect.apply(begin, this, parameters);
    // The stores are laid out by the fake's own opening, which nothing can stop half way.
    if (transaction.mode === 'versionchange') return transaction;
    const tell = transaction.dispatchEvent.bind(transaction);
    transaction.dispatchEvent = (event) => {
      if (event.type !== 'complete' || !dies()) return tell(event);
      transaction.db._rawDatabase.processTransactions();
      return true;
    };
    begun.add(transaction);
    if (isDead) undo(transaction);
    return transaction;
  });

  const mortal: SessionArea = {
    get: (key) => (dies() ? never() : session.get(key)),
    set: (key, value) => (dies() ? never() : session.set(key, value)),
    remove: (key) => (dies() ? never() : session.remove(key)),
  };
  try {
    const ended = await Promise.race([work(mortal).then(() => 'ended' as const), death]);
    await new Promise((resolve) => setTimeout(resolve, ended === 'killed' ? DYING : 0));
    return ended === 'killed';
  } finally {
    for (const back of restore) back();
  }
}

function undo(transaction: Inside): void {
  if (transaction._state === 'finished') return;
  transaction.dispatchEvent = () => true;
  for (const { request } of transaction._requests) request.dispatchEvent = () => true;
  transaction._abort('AbortError');
  transaction.db._rawDatabase.processTransactions();
}

/** A request that nothing is ever heard of. */
function silence(): EventTarget {
  return new EventTarget();
}

function never<Value>(): Promise<Value> {
  return new Promise<Value>(() => undefined);
}
