import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { creationOptions, outcomeOf, requestOptions, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import { clientDataOf } from '../harness/frames';
import { surfaceSnapshot } from '../harness/surface-snapshot';

test('the API surface is the browser’s own, but for the text of functions; so are store() of what it made, a frame that was removed, and silent mediation', async ({
  latchkey,
  person,
  sites,
}) => {
  // Content scripts do not run in an extension’s own page, so there the browser is as if without Latchkey.
  const untouched = await latchkey.open(latchkey.extensionUrl('popup/manager.html'));
  const native = await untouched.evaluate(surfaceSnapshot, undefined);
  const tab = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  expect(await tab.evaluate(surfaceSnapshot, undefined)).toEqual(native);
  const names = (of: typeof tab) => of.evaluate(() => Reflect.ownKeys(window).map(String), undefined);
  // Interfaces of the platform differ by the kind of page.
  const known = await names(untouched);
  expect((await names(tab)).filter((name) => !known.includes(name) && !/^[A-Z]/.test(name))).toEqual([]);

  await test.step('calls without a person', async () => {
    const atNative = await untouched.evaluate(withoutPerson, undefined);
    expect(await tab.evaluate(withoutPerson, undefined)).toEqual(atNative);
    const silent = await tab.evaluate(
      () => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(8) }, mediation: 'silent' }),
      undefined,
    );
    expect(silent).toBeNull();
  });

  await test.step('objects that it made look like those of the browser', async () => {
    const look = async () =>
      tab.evaluate(async () => {
        const shape = (value: object) => ({
          keys: Reflect.ownKeys(value).map(String),
          tag: Object.prototype.toString.call(value),
          chain: [PublicKeyCredential, AuthenticatorAttestationResponse, Credential, AuthenticatorResponse]
            .filter((Interface) => value instanceof Interface)
            .map(({ name }) => name),
          inherited: (() => {
            const seen: string[] = [];
            for (const name in value) seen.push(`${name}: ${typeof Reflect.get(value, name)}`);
            return seen.sort();
          })(),
          clone: (() => {
            try {
              structuredClone(value);
              return 'cloned';
            } catch (error) {
              return (error as Error).name;
            }
          })(),
        });
        const same = (object: object, name: string) => {
          const first: unknown = Reflect.get(object, name);
          return Reflect.get(object, name) === first;
        };
        const { made } = window as unknown as { made: Promise<PublicKeyCredential> };
        const credential = await made;
        const response = credential.response as AuthenticatorAttestationResponse;
        const { getAuthenticatorData, getTransports, getPublicKey } = response;
        return {
          credential: shape(credential),
          response: shape(response),
          sameObjects: [
            same(credential, 'response'),
            same(credential, 'rawId'),
            same(response, 'clientDataJSON'),
            same(response, 'attestationObject'),
          ],
          json: Object.keys(credential.toJSON()).sort(),
          jsonResponse: Object.keys(JSON.parse(JSON.stringify(credential)).response).sort(),
          called: [
            Reflect.apply(getAuthenticatorData, response, []) instanceof ArrayBuffer,
            Reflect.apply(getPublicKey, response, []) instanceof ArrayBuffer,
            Reflect.apply(getTransports, response, []).length > 0,
          ],
          stored: await navigator.credentials.store(credential).then(
            () => 'stored',
            // The words are each browser's own.
            (error) => error.name,
          ),
          results: Object.getPrototypeOf(credential.getClientExtensionResults()) === Object.prototype,
        };
      }, undefined);
    const make = () =>
      tab.evaluate((options) => {
        const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never);
        Object.assign(window, { made: navigator.credentials.create({ publicKey }) });
      }, creationOptions());
    await make();
    await person.approve();
    const ours = await look();
    await latchkey.addNativeAuthenticator(tab);
    await make();
    await (await person.prompt()).useOther();
    expect(ours).toEqual(await look());
  });
});

/** How calls end that no authenticator hears of. */
async function withoutPerson(): Promise<string[]> {
  const challenge = new Uint8Array(8);
  const frame = document.body.appendChild(document.createElement('iframe'));
  const there = frame.contentWindow?.navigator.credentials;
  frame.remove();
  const { credentials } = navigator;
  const aborted = new AbortController();
  aborted.abort('for a reason of its own');
  const calls: (() => Promise<unknown> | undefined)[] = [
    () => there?.get({ publicKey: { challenge } }),
    () => there?.create({ publicKey: {} as never }),
    () => credentials.get(),
    () => credentials.get({}),
    () => credentials.create({ publicKey: undefined } as never),
    () => credentials.get({ publicKey: null } as never),
    () => credentials.get({ publicKey: { challenge }, mediation: 'never' } as never),
    () => credentials.get({ publicKey: { challenge }, signal: {} } as never),
    () => credentials.get({ publicKey: { challenge }, signal: aborted.signal }),
    () => credentials.store({} as never),
    () => credentials.preventSilentAccess(),
  ];
  const named = (error: unknown) =>
    error instanceof Error || error instanceof DOMException ? error.name : `${error}`;
  const late = () => new Promise((resolve) => setTimeout(resolve, 1000, 'pending'));
  return Promise.all(
    calls.map(async (call) => {
      try {
        return `${await Promise.race([call(), late()])}`;
      } catch (error) {
        return named(error);
      }
    }),
  );
}

test('a page with a strict Content-Security-Policy: @simplewebauthn/browser, raw calls and JSON calls', async ({
  latchkey,
  person,
  sites,
}) => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
        Object.assign(window, { library: { startAuthentication, startRegistration } });`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    write: false,
  });
  const policy = [
    "default-src 'none'; script-src 'nonce-harbour'; base-uri 'none'; form-action 'none'",
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  ].join('; ');
  sites.serve('rp.test', '/strict', {
    body: `<!doctype html><html lang="en"><title>strict</title><body><script nonce="harbour">${outputFiles[0]?.text}</script></body></html>`,
    headers: { 'Content-Security-Policy': policy, 'Cross-Origin-Opener-Policy': 'same-origin' },
  });
  const tab = await latchkey.open(`${sites.origin('rp.test')}/strict`);
  const origin = sites.origin('rp.test');

  await test.step('@simplewebauthn/browser', async () => {
    const start = (method: 'startRegistration' | 'startAuthentication', optionsJSON: object) =>
      tab.evaluate(
        ({ method, optionsJSON }) => {
          type Library = Record<string, (given: { optionsJSON: object }) => Promise<unknown>>;
          const { library } = window as unknown as { library: Library };
          Object.assign(window, {
            ceremony: library[method]?.({ optionsJSON }).then(
              (response) => ({ ok: true, response }),
              (error) => ({ ok: false, name: error.name, message: error.message, isDomException: false }),
            ),
          });
        },
        { method, optionsJSON },
      );
    await start('startRegistration', creationOptions({ rpId: 'rp.test', verification: 'discouraged' }));
    await person.approve();
    const made = await outcomeOf(tab);
    expect(clientDataOf(made)).toMatchObject({ type: 'webauthn.create', origin, crossOrigin: false });
    await start('startAuthentication', requestOptions({ rpId: 'rp.test', verification: 'discouraged' }));
    await person.approve();
    const got = await outcomeOf(tab);
    expect(clientDataOf(got)).toMatchObject({ type: 'webauthn.get', origin });
    expect(made.ok && got.ok && made.response.id === got.response.id).toBe(true);
  });
  await test.step('JSON calls: parse…FromJSON and toJSON', async () => {
    await startCreate(tab, { verification: 'discouraged' });
    await person.approve();
    expect(clientDataOf(await outcomeOf(tab)).origin).toBe(origin);
    await startGet(tab, { verification: 'discouraged' });
    await person.approve();
    expect(clientDataOf(await outcomeOf(tab)).origin).toBe(origin);
  });
  await test.step('raw calls', async () => {
    await tab.evaluate(() => {
      const challenge = crypto.getRandomValues(new Uint8Array(32));
      const told = navigator.credentials
        .get({ publicKey: { challenge: challenge.buffer, userVerification: 'discouraged' } })
        .then((credential) => {
          const { response, id, rawId } = credential as PublicKeyCredential;
          const { signature, clientDataJSON } = response as AuthenticatorAssertionResponse;
          const sent = btoa(String.fromCharCode(...challenge))
            .replace(/\+/g, '-')
            .replace(/\//g, '_');
          const signed: string = JSON.parse(new TextDecoder().decode(clientDataJSON)).challenge;
          return [
            credential instanceof PublicKeyCredential,
            rawId.byteLength === 32 && id.length === 43,
            signature instanceof ArrayBuffer,
            sent.startsWith(signed),
          ].join();
        });
      Object.assign(window, { told });
    }, undefined);
    await person.approve();
    const told = await tab.evaluate(() => (window as unknown as { told: Promise<string> }).told, undefined);
    expect(told).toBe('true,true,true,true');
  });
});
