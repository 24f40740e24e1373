/** What a hostile script does in its own page. These functions run there, so each stands for itself. */
import type { Tab } from './browser';

export type Tampered = {
  /** What of the page's was called or read, in order. */
  readonly touched: readonly string[];
  /** Challenge that was signed, base64url; or the name of the error. */
  readonly signed: string;
  readonly isInstance: boolean;
};

/**
 * Replaces most of what a script can call, then asks for a credential, and puts everything back once that has
 * ended. `fate`: what the replacements do after they took note.
 */
export function tamperAndAsk(tab: Tab, kind: 'create' | 'get', fate: 'pass' | 'throw'): Promise<void> {
  return tab.evaluate(
    ({ kind, fate }) => {
      // Not within evaluate(), whose driver works with the page's own objects.
      setTimeout(() => {
        const touched: string[] = [];
        let fails = false;
        const restore: (() => void)[] = [];
        const { apply, construct, getOwnPropertyDescriptor, defineProperty, ownKeys } = Reflect;
        const NativeProxy = Proxy;
        const Interface = PublicKeyCredential;
        const publicKey = {
          challenge: new Uint8Array([1, 2, 3]),
          user: { id: new Uint8Array([1]), name: 'ada', displayName: 'ada' },
          rp: { name: 'Harbour' },
          userVerification: 'discouraged',
          authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
          // The iterator of arrays is the page's to replace, and the standard has it called.
          pubKeyCredParams: {
            [Symbol.iterator]: () => {
              let done = false;
              const next = () => {
                const step = done ? { done } : { done, value: { type: 'public-key', alg: -7 } };
                done = true;
                return step;
              };
              return { next };
            },
          },
        };
        const options = { publicKey } as never;
        const then = Promise.prototype.then;
        const push = Array.prototype.push;
        const note = (text: string) => apply(push, touched, [text]);

        function replace(owner: object, key: PropertyKey, name: string): void {
          const descriptor = getOwnPropertyDescriptor(owner, key);
          if (!descriptor?.configurable) return;
          const spy = (target: (...args: never[]) => unknown) =>
            new NativeProxy(target, {
              apply(native, self, args) {
                note(name);
                if (fails) throw new Error('replaced');
                return apply(native, self, args);
              },
              construct(native, args, newTarget) {
                note(`new ${name}`);
                if (fails) throw new Error('replaced');
                return construct(native, args, newTarget);
              },
            });
          const changed: PropertyDescriptor = { ...descriptor };
          for (const part of ['value', 'get', 'set'] as const)
            if (typeof descriptor[part] === 'function') changed[part] = spy(descriptor[part]) as never;
          defineProperty(owner, key, changed);
          restore[restore.length] = () => defineProperty(owner, key, descriptor);
        }

        const classes = [
          ...[
            Array,
            ArrayBuffer,
            DataView,
            Date,
            Error,
            Function,
            JSON,
            Map,
            Math,
            Number,
            Object,
            Promise,
            Proxy,
          ],
          ...[Reflect, RegExp, Set, String, Symbol, TypeError, Uint8Array, Object.getPrototypeOf(Uint8Array)],
          ...[
            WeakMap,
            WeakSet,
            AbortController,
            AbortSignal,
            AuthenticatorResponse,
            Credential,
            DOMException,
          ],
          ...[
            Event,
            EventTarget,
            MessageChannel,
            MessageEvent,
            MessagePort,
            TextDecoder,
            TextEncoder,
            Crypto,
          ],
        ] as { prototype?: object; name?: string }[];
        const iterators = [[][Symbol.iterator](), new Map()[Symbol.iterator](), ''[Symbol.iterator]()];
        for (const iterator of iterators) replace(Object.getPrototypeOf(iterator), 'next', 'iterator.next');
        for (const owner of classes) {
          const name = owner.name ?? Object.prototype.toString.call(owner);
          for (const part of [owner, owner.prototype])
            if (part)
              // What a page's own functions are made of is not asked for by a script.
              for (const key of ownKeys(part))
                if (
                  key !== 'constructor' &&
                  key !== 'prototype' &&
                  !(part === Function.prototype && key === 'caller')
                )
                  replace(part, key, `${name}.${String(key)}`);
        }
        const globals = [
          'Array',
          'ArrayBuffer',
          'Promise',
          'Proxy',
          'Uint8Array',
          'TextEncoder',
          'TextDecoder',
          'DOMException',
        ];
        for (const name of [
          ...globals,
          'TypeError',
          'MessageChannel',
          'AbortController',
          'WeakMap',
          'Map',
          'atob',
          'btoa',
        ])
          replace(window, name, name);
        for (const name of ['postMessage', 'setTimeout', 'clearTimeout', 'dispatchEvent', 'addEventListener'])
          replace(window, name, name);
        for (const name of ['structuredClone', 'queueMicrotask', 'fetch']) replace(window, name, name);
        touched.length = 0;
        fails = fate === 'throw';
        const asked =
          kind === 'create' ? navigator.credentials.create(options) : navigator.credentials.get(options);
        // From here on without what this function itself does.
        const calls = touched.length;
        const end = (result: unknown) => {
          // What it received works as well while the page is so.
          const isInstance = result instanceof Interface;
          const made = isInstance ? (result as PublicKeyCredential) : null;
          const json: unknown = made?.toJSON();
          const response = made?.response;
          fails = false;
          const seen: string[] = [];
          for (let index = 0; index < touched.length; index++) seen[index] = touched[index] as string;
          for (let index = restore.length - 1; index >= 0; index--) restore[index]?.();
          const signed =
            response && json
              ? JSON.parse(new TextDecoder().decode(response.clientDataJSON)).challenge
              : (result as Error).name;
          const tampered: Tampered = { touched: [...new Set(seen)], signed, isInstance };
          document.documentElement.dataset.tampered = JSON.stringify(tampered);
        };
        fails = false;
        apply(then, asked, [end, end]);
        fails = fate === 'throw';
        touched.length = calls;
      });
    },
    { kind, fate },
  );
}

/** How that ended. */
export async function tampered(tab: Tab): Promise<Tampered> {
  await tab.waitFor('html[data-tampered]');
  const told = await tab.attribute('html', 'data-tampered');
  await tab.evaluate(() => document.documentElement.removeAttribute('data-tampered'), undefined);
  return JSON.parse(told ?? '');
}

/** What the page can find out while a call of it runs. */
export type Polluted = {
  /** Members of Object.prototype that were read or written, in the order of the first time; `then` of the result is the platform's doing. */
  readonly touched: readonly string[];
  readonly outcome: string;
};

/** Puts accessors for words of ours on Object.prototype, then asks for a credential. */
export function polluteAndAsk(tab: Tab, kind: 'create' | 'get', words: readonly string[]): Promise<void> {
  return tab.evaluate(
    ({ kind, words }) => {
      const bytes = new Uint8Array([1, 2, 3]);
      const publicKey = {
        challenge: bytes,
        user: { id: bytes, name: 'ada', displayName: 'ada' },
        rp: { name: 'Harbour' },
        userVerification: 'discouraged',
        authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      };
      setTimeout(() => {
        // A text: the page's members 0 and 1 would be in the way of a list.
        let touched = '';
        for (const word of words) {
          const descriptor: PropertyDescriptor = Object.create(null);
          descriptor.configurable = true;
          descriptor.get = function () {
            touched += this instanceof PublicKeyCredential ? `${word} of the result\n` : `${word}\n`;
            // A poisoned \`then\` that were a function would take the result, from the browser's own call as well.
            return word === 'then' ? undefined : 'poison';
          };
          descriptor.set = () => {
            touched += `set ${word}\n`;
          };
          Object.defineProperty(Object.prototype, word, descriptor);
        }
        const options = { publicKey } as never;
        touched = '';
        const end = (result: unknown) => {
          for (const word of words) Reflect.deleteProperty(Object.prototype, word);
          const polluted: Polluted = {
            touched: [...new Set(touched.split('\n').slice(0, -1))],
            outcome: result instanceof PublicKeyCredential ? 'credential' : (result as Error).name,
          };
          document.documentElement.dataset.polluted = JSON.stringify(polluted);
        };
        const asked =
          kind === 'create' ? navigator.credentials.create(options) : navigator.credentials.get(options);
        // Traps of a proxy would be looked for by name.
        const method = navigator.credentials[kind];
        void [method.name, method.length, 'x' in method, Reflect.ownKeys(method), Object.isFrozen(method)];
        asked.then(end, end);
      });
    },
    { kind, words },
  );
}

export async function polluted(tab: Tab): Promise<Polluted> {
  await tab.waitFor('html[data-polluted]');
  const told = await tab.attribute('html', 'data-polluted');
  await tab.evaluate(() => document.documentElement.removeAttribute('data-polluted'), undefined);
  return JSON.parse(told ?? '');
}
