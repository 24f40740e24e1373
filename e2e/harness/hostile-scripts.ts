/** Scripts of hostile pages. They run there, so each stands for itself. */

/** Everything a page can send that could be taken for a message of ours. */
export async function forge() {
  const outcome = { kind: 'response', response: { id: 'AQID', response: {}, clientExtensionResults: {} } };
  const frame = { policyAllows: true, userActivation: true, ancestorOrigins: [] };
  const options = {
    challenge: 'AQID',
    rpId: 'other.test',
    allowCredentials: [],
    userVerification: 'discouraged',
  };
  const request = { options: { ...options, hints: [], extensions: {} }, mediation: 'optional' };
  const claims = { origin: 'https://other.test', tabId: 1, documentId: 'x', userVerified: true, frame };
  const answered: unknown[] = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => answered.push(data);
  const handover = new MessageEvent('handover', { ports: [channel.port2], cancelable: true });
  const tookHandover = !window.dispatchEvent(handover);
  for (let id = 0; id < 20; id++)
    for (const type of [
      'create',
      'get',
      'abort',
      'capabilities',
      'signal',
      'outcome',
      'resume',
      'prompt.confirm',
    ]) {
      const message = { id, type, request, outcome, heard: true, ...claims };
      channel.port1.postMessage(message);
      window.postMessage(message, '*');
      for (const target of [window, document]) {
        target.dispatchEvent(new MessageEvent('message', { data: message }));
        target.dispatchEvent(new CustomEvent('handover', { detail: message }));
      }
    }
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { called = 0, settled = 0 } = window as { called?: number; settled?: number };
  return { settled: settled > called, tookHandover, answered };
}

/** Which of these the page can load in any way. */
export async function loadable(urls: string[]): Promise<string[]> {
  const loads = (tag: 'img' | 'script' | 'link', url: string) =>
    new Promise<boolean>((resolve) => {
      const element = document.createElement(tag);
      element.onload = () => resolve(true);
      element.onerror = () => resolve(false);
      if (element instanceof HTMLLinkElement) Object.assign(element, { rel: 'stylesheet', href: url });
      else element.src = url;
      document.head.append(element);
    });
  const found: string[] = [];
  for (const url of urls) {
    const fetched = await fetch(url).then(
      () => true,
      () => false,
    );
    const loaded = await Promise.all([loads('img', url), loads('script', url), loads('link', url)]);
    if (fetched || loaded.includes(true)) found.push(url);
  }
  return found;
}

/** Every way in which a call can fail without the person. */
export async function errors() {
  const told: { name: string; stack: string; text: string }[] = [];
  const challenge = new Uint8Array(8);
  const aborted = new AbortController();
  aborted.abort();
  const calls: (() => Promise<unknown>)[] = [
    () => navigator.credentials.get({ publicKey: {} as never }),
    () => navigator.credentials.create({ publicKey: { challenge } as never }),
    () => navigator.credentials.get({ publicKey: { challenge, rpId: 'other.test' } }),
    () => navigator.credentials.get({ publicKey: { challenge }, signal: aborted.signal }),
    // A page's own error, thrown while its option is read.
    () =>
      navigator.credentials.get({
        publicKey: {
          get challenge(): Uint8Array<ArrayBuffer> {
            throw new Error('mine');
          },
        },
      }),
  ];
  for (const call of calls)
    await call().catch((error: Error) => {
      const own = Reflect.ownKeys(error).map((key) => `${String(key)}: ${Reflect.get(error, key)}`);
      told.push({
        name: error.name,
        stack: error.stack ?? '',
        text: [error.message, error.stack, String(error), ...own].join('\n'),
      });
    });
  return told;
}

/** Ten thousand calls of every kind, deep and large ones; the number of those that never end. */
export async function flood() {
  const text = 'x'.repeat(50_000_000);
  let unsettled = 0;
  const count = (asked: Promise<unknown>) => {
    unsettled += 1;
    const end = () => {
      unsettled -= 1;
    };
    asked.then(end, end);
  };
  let deep: object = {};
  for (let level = 0; level < 10_000; level++) deep = { deep };
  const challenge = new Uint8Array(8);
  for (let index = 0; index < 2500; index++) {
    const userId = btoa(String(index)).replace(/=+$/, '');
    const rpId = index % 2 ? 'rp.test' : 'other.test';
    count(PublicKeyCredential.getClientCapabilities());
    count(PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable());
    // Firefox has none.
    const signal = PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId: userId });
    if (signal) count(signal);
    // Malformed, and with members that no schema knows.
    count(
      navigator.credentials.get({
        publicKey: {
          challenge,
          rpId,
          extensions: { deep, unknown: deep } as never,
          allowCredentials: [{ type: 'odd', id: challenge } as never],
        },
      }),
    );
  }
  // One and all larger than the bridge lets through: the browser's to refuse.
  const large = { challenge, rpId: text };
  count(navigator.credentials.get({ publicKey: large }));
  const end = Date.now() + 20_000;
  while (unsettled > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
  return { unsettled };
}

export const ODDITIES = ['frozen', 'own interfaces', 'own container'] as const;

/** D52: a page, or another provider in it, that is odd with the platform's objects, and then asks. */
export function actOddly(oddity: (typeof ODDITIES)[number]): void {
  const Interface = PublicKeyCredential;
  const container = navigator.credentials;
  if (oddity === 'frozen') {
    const prototypes = [CredentialsContainer.prototype, Interface.prototype];
    for (const object of [container, Interface, ...prototypes]) Object.freeze(object);
  } else if (oddity === 'own interfaces') {
    const names = ['PublicKeyCredential', 'Credential'];
    for (const name of [...names, 'AuthenticatorAssertionResponse', 'AuthenticatorResponse'])
      Object.assign(window, { [name]: class {} });
  } else {
    const value = { get: (options: object) => container.get(options) };
    Object.defineProperty(navigator, 'credentials', { value });
  }
  const publicKey = { challenge: new Uint8Array(8), userVerification: 'discouraged' } as const;
  navigator.credentials.get({ publicKey }).then(
    (made) => {
      const known = made instanceof Interface && made.toJSON().type === 'public-key';
      document.documentElement.dataset.odd = known ? 'instance, with toJSON' : 'something else';
    },
    (error) => {
      document.documentElement.dataset.odd = error.name;
    },
  );
}
