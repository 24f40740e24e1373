import { until } from '../harness/browser';
import { outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import { clientDataOf } from '../harness/frames';
import { actOddly, errors, flood, forge, loadable, ODDITIES } from '../harness/hostile-scripts';
import { polluteAndAsk, polluted, tamperAndAsk, tampered } from '../harness/page-world';
import type { Person } from '../harness/person';
import { type Watched, watchingPage } from '../harness/watching-page';

const KINDS = ['create', 'get'] as const;
/** Words of our own messages and of property descriptors; none that WebIDL reads of a page's options. */
const WORDS = [
  ...['origin', 'requestId', 'kind', 'outcome', 'heard', 'request', 'response', 'question', 'capabilities'],
  ...['value', 'writable', 'enumerable', 'configurable', 'get', 'set', 'apply', 'ports', 'detail', 'data'],
  ...['has', 'ownKeys', 'construct', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'isExtensible'],
  ...['cancelable', 'then', 'toJSON', 'clientDataJSON', 'signature', 'transports', 'error', 'code', '0', '1'],
];

/** Until the ceremony is over: a driver that looks at the page works with what the page replaced. */
async function approveUnseen(person: Person): Promise<void> {
  const prompt = await person.prompt();
  await person.approve();
  await prompt.gone();
}

test('a page that replaces what scripts are made of sees nothing of ours (D22), nor by Object.prototype (D21)', async ({
  latchkey,
  person,
  sites,
}) => {
  const tab = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  for (const kind of KINDS)
    for (const fate of ['pass', 'throw'] as const) {
      await tamperAndAsk(tab, kind, fate);
      await approveUnseen(person);
      expect(await tampered(tab), `${kind}, ${fate}`).toEqual({
        touched: [],
        signed: 'AQID',
        isInstance: true,
      });
    }
  for (const kind of KINDS) {
    await polluteAndAsk(tab, kind, WORDS);
    await approveUnseen(person);
    const { touched, outcome } = await polluted(tab);
    expect(outcome).toBe('credential');
    // In Firefox the bridge is shown the page's own objects, and writes them as JSON.
    const own = touched.filter((word) => latchkey.name === 'chromium' || word !== 'toJSON');
    expect(own, kind).toEqual(['then of the result']);
  }

  await test.step('D21: what WebIDL would read of Object.prototype is read as the browser does', async () => {
    const pollute = (word: string, value: string | null) =>
      tab.evaluate(
        ({ word, value }) => {
          if (value === null) Reflect.deleteProperty(Object.prototype, word);
          else Object.assign(Object.prototype, { [word]: value });
        },
        { word, value },
      );
    await pollute('rpId', 'other.test');
    await startGet(tab);
    await pollute('rpId', null);
    expect(await outcomeOf(tab)).toMatchObject({ ok: false, name: 'SecurityError' });
    await startCreate(tab);
    await (await person.prompt()).cancel();
  });
});

test('a page that listens, forges and searches finds nothing (D19, D24, D28), and reads errors that tell nothing (D27)', async ({
  latchkey,
  person,
  sites,
}) => {
  sites.serve('rp.test', '/watch', { body: watchingPage });
  const tab = await latchkey.open(`${sites.origin('rp.test')}/watch`);
  const look = () =>
    tab.evaluate(
      () => ({
        watched: (window as unknown as { watched(): Watched }).watched(),
        // Sorted: Firefox makes them as they are first used.
        names: Reflect.ownKeys(window).map(String).sort(),
        html: document.documentElement.outerHTML,
        storage: [localStorage.length, sessionStorage.length, document.cookie],
      }),
      undefined,
    );
  const before = await look();

  await test.step('D28: no name, no event, no element, no file', async () => {
    await startCreate(tab, { rpId: 'rp.test', verification: 'discouraged' });
    await person.approve();
    expect(await outcomeOf(tab)).toMatchObject({ ok: true });
    const { watched, names, ...rest } = await look();
    expect({ ...rest, names: names.filter((name) => !OWN_NAMES.includes(name)) }).toEqual({
      ...rest,
      html: before.html,
      storage: before.storage,
      names: before.names,
    });
    expect(watched).toEqual(before.watched);
    const files = [
      '',
      'manifest.json',
      'content/page.js',
      'content/bridge.js',
      'popup/popup.html',
      'icons/16.png',
    ];
    const urls = files.map((file) => latchkey.extensionUrl(file));
    expect(await tab.evaluate(loadable, urls)).toEqual([]);
  });

  await test.step('D19, D24: forged messages settle nothing, and say nothing to the background', async () => {
    await startGet(tab, { rpId: 'rp.test', verification: 'discouraged' });
    const prompt = await person.prompt();
    const answers = await tab.evaluate(forge, undefined);
    expect(answers).toEqual({ settled: false, tookHandover: false, answered: [] });
    expect(await latchkey.count('popup/prompt.html')).toBe(1);
    expect(await prompt.rpId()).toBe('rp.test');
    await person.approve();
    expect(clientDataOf(await outcomeOf(tab))).toMatchObject({ origin: sites.origin('rp.test') });
  });

  await test.step('D27: errors have the standard’s name and words of no place', async () => {
    const told = await tab.evaluate(errors, undefined);
    expect(told.map(({ name }) => name)).toEqual([
      'TypeError',
      'TypeError',
      'SecurityError',
      'AbortError',
      'Error',
    ]);
    // Ours say what happened and not where; Firefox lets no script rewrite a stack, but it has no address either.
    if (latchkey.name === 'chromium')
      for (const { stack } of told.slice(0, 2)) expect(stack.trim().split('\n')).toHaveLength(1);
    for (const { text } of told) expect(text).not.toMatch(/extension:|page\.js|bridge|latchkey/i);
  });
});

/** Left in the window by the journey itself. */
const OWN_NAMES = ['ceremony', 'controller', 'called', 'settled'];

test('options with getters: one read, and what was read is signed (D23); odd interfaces of the page (D52)', async ({
  latchkey,
  person,
  sites,
}) => {
  const tab = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  await startCreate(tab, { rpId: 'rp.test', verification: 'discouraged' });
  await person.approve();
  const made = await outcomeOf(tab);
  if (!made.ok) throw new Error(made.name);

  await tab.evaluate((id) => {
    const reads: Record<string, number> = {};
    const once = <Value>(name: string, first: Value, later: Value): Value => {
      reads[name] = (reads[name] ?? 0) + 1;
      return reads[name] === 1 ? first : later;
    };
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) =>
        character.charCodeAt(0),
      );
    const asked = navigator.credentials.get({
      publicKey: {
        get challenge() {
          return once('challenge', bytes('AQID'), bytes('_v79'));
        },
        get rpId() {
          return once('rpId', 'rp.test', 'other.test');
        },
        get userVerification() {
          return once('userVerification', 'discouraged', 'required') as 'required';
        },
        get allowCredentials() {
          const known = { type: 'public-key', id: bytes(id) } as const;
          return once('allowCredentials', [known], []);
        },
      },
    });
    Object.assign(window, {
      ceremony: asked.then(
        (credential) => ({ ok: true, response: (credential as PublicKeyCredential).toJSON(), reads }),
        (error) => ({ ok: false, name: error.name, message: error.message, isDomException: true }),
      ),
    });
  }, made.response.id);
  await person.approve();
  const outcome = await outcomeOf(tab);
  expect(clientDataOf(outcome).challenge).toBe('AQID');
  expect(outcome).toMatchObject({
    response: { id: made.response.id },
    reads: { challenge: 1, rpId: 1, userVerification: 1, allowCredentials: 1 },
  });

  for (const oddity of ODDITIES) {
    await tab.goto(`${sites.origin('rp.test')}/empty?${encodeURIComponent(oddity)}`);
    await tab.evaluate(actOddly, oddity);
    await person.approve();
    await tab.waitFor('html[data-odd]');
    expect(await tab.attribute('html', 'data-odd'), oddity).toBe('instance, with toJSON');
  }
});

test('a flood leaves nothing behind: no prompt, and the next honest call is served (D20)', async ({
  latchkey,
  person,
  sites,
}) => {
  const tab = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  await startCreate(tab, { rpId: 'rp.test', verification: 'discouraged' });
  await person.approve();
  expect(await outcomeOf(tab)).toMatchObject({ ok: true });
  // It says how it ended for a moment.
  await until('the prompt to leave', async () => (await latchkey.count('popup/prompt.html')) === 0);
  const heap = async () => (await latchkey.backgroundHeap()) ?? 0;
  const before = await heap();

  await latchkey.addNativeAuthenticator(tab);
  expect(await tab.evaluate(flood, undefined)).toEqual({ unsettled: 0 });
  expect(await latchkey.count('popup/prompt.html')).toBe(0);

  await startGet(tab, { rpId: 'rp.test', verification: 'discouraged' });
  await person.approve();
  expect(await outcomeOf(tab)).toMatchObject({ ok: true });
  // What 10,000 messages held would be tens of megabytes.
  await until('the background’s memory to be free again', async () => (await heap()) < before + 5e6);
});
