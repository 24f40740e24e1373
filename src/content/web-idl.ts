/**
 * WebIDL's conversions from what a page passes to what an operation works with: each member read once, in the
 * order that WebIDL prescribes, TypeErrors of the page's realm. https://webidl.spec.whatwg.org/#js-type-mapping
 */

import { typeError } from './page-error';
import {
  append,
  apply,
  create,
  define,
  getOwnPropertyDescriptor,
  isObject,
  iterator,
  ownKeys,
} from './primordials';

export type Convert<T> = (value: unknown) => T;

/** `absent` makes the value for a member that is undefined; null where it is required. */
export type Member<T> = { readonly convert: Convert<T>; readonly absent: (() => T) | null };

type Members = { readonly [name: string]: Member<unknown> };
export type Converted<M extends Members> = {
  readonly [Name in keyof M]: M[Name] extends Member<infer T> ? T : never;
};

export const required = <T>(convert: Convert<T>): Member<T> => ({ convert, absent: null });
export const optional = <T>(convert: Convert<T>): Member<T | undefined> => ({
  convert,
  absent: () => undefined,
});
export const defaulted = <T>(convert: Convert<T>, absent: () => T): Member<T> => ({ convert, absent });

export const any: Convert<unknown> = (value) => value;
export const boolean: Convert<boolean> = (value) => !!value;
/** DOMString. The template performs ToString, which concatenation would not. */
export const string: Convert<string> = (value) => `${value}`;
/** long: ToInt32; a BigInt or Symbol throws as WebIDL wants. */
export const long: Convert<number> = (value) => (value as number) | 0;
/** unsigned long: ToUint32. */
export const unsignedLong: Convert<number> = (value) => (value as number) >>> 0;

/**
 * Members must stand in WebIDL's order: those of inherited dictionaries first, then lexicographic.
 *
 * The result has every member as its own property, absent ones as undefined, and what the page passed as its
 * prototype. So the browser's own method can be given the result: it finds all that was converted here as it was
 * then, copied (D23), and all members that are unknown here as the page has them.
 */
export function dictionary<M extends Members>(members: M): Convert<Converted<M>> {
  const names = ownKeys(members);
  return (value) => {
    const given = value ?? null;
    if (given !== null && !isObject(given)) throw typeError('The provided value is not of type object.');
    const result: Converted<M> = create(given);
    for (let index = 0; index < names.length; index++) {
      const name = names[index] as string;
      const { convert, absent } = members[name] as Member<unknown>;
      const member: unknown = given === null ? undefined : given[name as keyof typeof given];
      if (member === undefined && absent === null)
        throw typeError(`Failed to read the '${name}' property: Required member is undefined.`);
      define(result, name, member === undefined ? absent?.() : convert(member));
    }
    return result;
  };
}

/** sequence<T>, by the iterator protocol. */
export function sequence<T>(convert: Convert<T>): Convert<T[]> {
  const NOT_ITERABLE = 'The provided value cannot be converted to a sequence.';
  return (value) => {
    if (!isObject(value)) throw typeError(NOT_ITERABLE);
    const method: unknown = value[iterator as keyof typeof value];
    if (typeof method !== 'function') throw typeError(NOT_ITERABLE);
    const items: unknown = apply(method, value, []);
    if (!isObject(items)) throw typeError(NOT_ITERABLE);
    const { next } = items as { next: unknown };
    if (typeof next !== 'function') throw typeError(NOT_ITERABLE);
    const list: T[] = [];
    for (;;) {
      const step: unknown = apply(next, items, []);
      if (!isObject(step)) throw typeError(NOT_ITERABLE);
      const { done } = step as { done?: unknown };
      if (done) return list;
      append(list, convert((step as { value?: unknown }).value));
    }
  };
}

/** record<DOMString, T>: own enumerable properties, in their order. */
export function record<T>(convert: Convert<T>): Convert<{ readonly [key: string]: T }> {
  return (value) => {
    if (!isObject(value)) throw typeError('The provided value is not of type object.');
    const result: { [key: string]: T } = create(null);
    const keys = ownKeys(value);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as string;
      const descriptor = getOwnPropertyDescriptor(value, key);
      if (!descriptor?.enumerable) continue;
      const name = string(key);
      define(result, name, convert(value[key as keyof typeof value]));
    }
    return result;
  };
}
