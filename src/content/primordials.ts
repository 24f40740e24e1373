/**
 * What page.ts needs of the language, taken at document_start. The page may replace all of it later: from then on
 * nothing here looks anything up where the page could have put something else (D21, D22). Hence no spread, no
 * for-of, no array method called through its prototype, no plain object where a missing member is read.
 */
export const { apply, defineProperty, getOwnPropertyDescriptor, ownKeys, setPrototypeOf } = Reflect;
export const { create } = Object;
export const { isArray } = Array;
export const { iterator } = Symbol;

export const NativeArrayBuffer = ArrayBuffer;
export const NativeDOMException = DOMException;
export const NativePromise = Promise;
export const NativeProxy = Proxy;
export const NativeTypeError = TypeError;
export const NativeUint8Array = Uint8Array;

/** A method as a function of its `this`. */
export function uncurry<This, Args extends readonly unknown[], Result>(
  method: (this: This, ...args: Args) => Result,
): (self: This, ...args: Args) => Result {
  return (self, ...args) => apply(method, self, args);
}

/** An accessor as a function of its `this`; null where the platform has none. */
export function getterOf<Value>(owner: object, name: PropertyKey): ((self: unknown) => Value) | null {
  const getter = getOwnPropertyDescriptor(owner, name)?.get;
  return getter ? (self) => apply(getter, self, []) : null;
}

/** As `getterOf`, for accessors that every supported browser has. */
export function knownGetterOf<Value>(owner: object, name: PropertyKey): (self: unknown) => Value {
  const getter = getterOf<Value>(owner, name);
  if (!getter) throw new TypeError('not a browser that Latchkey supports');
  return getter;
}

const { then: nativeThen } = Promise.prototype;

/** Promise.prototype.then, for promises that the browser made. */
export function whenSettled<Value>(
  promise: Promise<Value>,
  fulfilled: (value: Value) => void,
  rejected: (reason: unknown) => void,
): void {
  apply(nativeThen, promise, [fulfilled, rejected]);
}

/** A promise that follows what `work` returns or throws. */
export function promiseOf<Value>(work: () => Value | PromiseLike<Value>): Promise<Value> {
  return new NativePromise((resolve) => resolve(work()));
}

export function rejection(reason: unknown): Promise<never> {
  return new NativePromise((_, reject) => reject(reason));
}

/** Sorts in place, by code units. */
export const sort: (strings: string[]) => string[] = uncurry(Array.prototype.sort);

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Makes an own data property, past setters that the page may have put on a prototype. */
export function define(object: object, key: PropertyKey, value: unknown): void {
  // Without a prototype: a `get` on Object.prototype would make this an accessor's descriptor.
  const descriptor: PropertyDescriptor = create(null);
  descriptor.value = value;
  descriptor.writable = true;
  descriptor.enumerable = true;
  descriptor.configurable = true;
  defineProperty(object, key, descriptor);
}

/** Array.prototype.push, past setters on Array.prototype. */
export function append<Item>(list: Item[], item: Item): void {
  define(list, list.length, item);
}
