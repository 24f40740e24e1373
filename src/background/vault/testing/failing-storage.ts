import { IDBFactory as FakeFactory, IDBObjectStore as FakeObjectStore } from 'fake-indexeddb';

/** Decides, for each call of storage in turn, whether it fails. */
export type Failing = {
  when: (call: string, index: number) => boolean;
  /** The name of the DOMException that ends a transaction. */
  error: string;
  /** True: the call itself succeeds, and its transaction is undone right after, as when the commit fails. */
  late: boolean;
};

const METHODS = ['get', 'getAll', 'getAllKeys', 'put', 'delete', 'count'] as const;
/** What IndexedDB's own code calls when a transaction fails; the fake has it under this name. */
type Abortable = { _state: string; _abort(error: string): void };

/**
 * Runs `work` while storage fails where `when` says so. A failing call takes its transaction with it, as a full
 * disk or a killed worker does. Calls are `open` and each request of a store, such as `put records`.
 */
export async function failingStorage<T>(work: (failing: Failing) => Promise<T>): Promise<T> {
  const failing: Failing = { when: () => false, error: 'UnknownError', late: false };
  const restore: (() => void)[] = [];
  let calls = 0;
  const fails = (call: string): boolean => {
    calls += 1;
    return failing.when(call, calls - 1);
  };

  for (const method of METHODS) {
    const original = FakeObjectStore.prototype[method];
    Object.assign(FakeObjectStore.prototype, {
      [method](this: IDBObjectStore, ...parameters: unknown[]) {
        const abort = () => abortAs(this.transaction as unknown as Abortable, failing.error);
        const failsNow = fails(`${method} ${this.name}`);
        const request: IDBRequest = Reflect.apply(original, this, parameters);
        if (failsNow && failing.late) request.addEventListener('success', abort);
        else if (failsNow) queueMicrotask(abort);
        return request;
      },
    });
    restore.push(() => Object.assign(FakeObjectStore.prototype, { [method]: original }));
  }
  const open = FakeFactory.prototype.open;
  FakeFactory.prototype.open = function (...parameters) {
    if (fails('open')) throw new DOMException('test', failing.error);
    return Reflect.apply(open, this, parameters);
  };
  restore.push(() => {
    FakeFactory.prototype.open = open;
  });

  try {
    return await work(failing);
  } finally {
    for (const undo of restore) undo();
  }
}

function abortAs(transaction: Abortable, error: string): void {
  if (transaction._state === 'finished') return;
  transaction._state = 'finished';
  transaction._abort(error);
}
