import { apply, create, defineProperty, getOwnPropertyDescriptor, NativeProxy } from './primordials';

type Native = (self: unknown, args: readonly unknown[]) => unknown;

/** What a call does instead; `native` is what was there before, be it the browser's or another provider's. */
export type Replacement = (native: Native, self: unknown, args: readonly unknown[]) => unknown;

/**
 * Replaces a method or a getter by a proxy of itself: name, length, property flags, and that it is no constructor
 * stay as they are, and its source text remains that of native code. What the platform lacks stays absent, and
 * nothing is locked: other providers may come before and after.
 */
export function replaceMember(owner: object, name: string, replacement: Replacement): void {
  const descriptor = getOwnPropertyDescriptor(owner, name);
  if (!descriptor) return;
  const part = descriptor.get ? 'get' : 'value';
  const original: unknown = descriptor[part];
  if (typeof original !== 'function') return;
  const native: Native = (self, args) => apply(original, self, args);
  // Without a prototype: the page could put other traps on Object.prototype.
  const handler: ProxyHandler<typeof original> = create(null);
  handler.apply = (_, self, args: readonly unknown[]) => replacement(native, self, args);
  descriptor[part] = new NativeProxy(original, handler);
  defineProperty(owner, name, descriptor);
}
