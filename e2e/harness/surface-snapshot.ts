/** Runs in a page: everything that a script can see of WebAuthn's objects, but for the text of functions. */
export async function surfaceSnapshot(): Promise<Record<string, unknown>> {
  const INTERFACES = [
    ...['Credential', 'PublicKeyCredential', 'CredentialsContainer', 'AuthenticatorResponse'],
    ...['AuthenticatorAttestationResponse', 'AuthenticatorAssertionResponse', 'PasswordCredential'],
    ...['FederatedCredential', 'AbortSignal', 'MessagePort', 'EventTarget'],
  ];
  const scope = window as unknown as Record<string, ((...args: never[]) => unknown) & { prototype: object }>;
  const constructs = (value: object) => {
    try {
      Reflect.construct(Object, [], value as never);
      return true;
    } catch {
      return false;
    }
  };
  /** What calling it on something else gives: the error, or how the promise ends. */
  const misused = async (work: () => unknown): Promise<string> => {
    try {
      const value = work();
      if (!(value instanceof Promise)) return `returns ${typeof value}`;
      return await value.then(
        () => 'resolves',
        (error) => `rejects with ${error.name}: ${error.message}`,
      );
    } catch (error) {
      return `throws ${(error as Error).name}: ${(error as Error).message}`;
    }
  };
  const fn = async (value: unknown, args: readonly unknown[]): Promise<unknown> => {
    if (typeof value !== 'function') return typeof value;
    return {
      name: value.name,
      length: value.length,
      // Firefox makes them when they are first asked for, so their order says nothing.
      keys: Reflect.ownKeys(value).map(String).sort(),
      prototype: Object.getPrototypeOf(value) === Function.prototype,
      constructs: constructs(value),
      native: /\[native code\]/.test(Function.prototype.toString.call(value)),
      onNothing: await misused(() => Reflect.apply(value, undefined, [...args])),
      onObject: await misused(() => Reflect.apply(value, {}, [...args])),
      asConstructor: await misused(() => Reflect.construct(value as never, [])),
    };
  };
  const object = async (value: object, called: boolean): Promise<unknown> => {
    const members: Record<string, unknown> = {};
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
      if (!descriptor || key === 'constructor' || key === 'prototype') continue;
      const { enumerable, configurable, writable, get, set, value: held } = descriptor;
      members[String(key)] = {
        ...{ enumerable, configurable, writable },
        get: called ? await fn(get, []) : typeof get,
        set: typeof set,
        value: called ? await fn(held, []) : typeof held,
        text: typeof held === 'string' ? held : null,
      };
    }
    const chain: string[] = [];
    for (let next: object | null = value; next; next = Object.getPrototypeOf(next))
      chain.push(Object.prototype.toString.call(next));
    return {
      keys: Reflect.ownKeys(value).map(String),
      extensible: Object.isExtensible(value),
      chain,
      members,
    };
  };
  const snapshot: Record<string, unknown> = {};
  for (const name of INTERFACES) {
    const Interface = scope[name];
    // What is done to WebAuthn is called, the rest only looked at.
    const called = /Credential|^Authenticator/.test(name);
    snapshot[name] = Interface && [
      Reflect.getOwnPropertyDescriptor(window, name)?.enumerable,
      await object(Interface, called),
      await object(Interface.prototype, called),
    ];
  }
  snapshot['navigator.credentials'] = await object(navigator.credentials, true);
  const { get, set, ...flags } = Reflect.getOwnPropertyDescriptor(Navigator.prototype, 'credentials') ?? {};
  snapshot['credentials of Navigator'] = [flags, await fn(get, []), typeof set];
  return snapshot;
}
