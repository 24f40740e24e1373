import { env } from 'node:process';
import { type Browser, type Tab, until } from '../harness/browser';
import { abort, outcomeOf, startCreate, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import { type Interval, isWithin, medianInterval } from '../harness/statistics';

/** No site may learn more than that; ms. */
const BOUND = 20;
/** A difference of this size must be seen, or the measurement proves nothing; ms. */
const PLANTED = 30;
/** Rounds until the first look, and at most: on a busy machine it takes more to be sure. */
const ROUNDS = Number(env.TIMING_ROUNDS ?? 24);
const MOST_ROUNDS = Math.max(ROUNDS, 120);

type Measured = {
  /** From the call to the prompt's window, and from the person's click to the settling of the promise; ms. */
  readonly took: number;
  readonly error: string;
  /** Types of events that the page could see meanwhile. */
  readonly events: string;
};

test('a locked vault tells no site, by time or event, whether it has a credential (D41)', async ({
  latchkey,
  person,
  sites,
}) => {
  test.setTimeout(Math.max(400_000, ROUNDS * 6000));
  const tab = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  await startCreate(tab, { rpId: 'rp.test', verification: 'discouraged' });
  await person.approve();
  const made = await outcomeOf(tab);
  if (!made.ok) throw new Error(made.name);
  const known = made.response.id;
  const unknown = Buffer.alloc(32, 7).toString('base64url');
  await withoutSiteTags(latchkey);
  await person.lock();
  await tab.show();
  await noPromptLeft(latchkey);

  // Twice for each, so that neither meets a cold cache.
  for (const id of [known, unknown, known, unknown]) await measure(latchkey, tab, id);
  const differences: number[] = [];
  const withPlanted: number[] = [];
  const seen = new Set<string>();
  let told: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  while (differences.length < MOST_ROUNDS) {
    // Interleaved, and in turns first, so that a drift of the machine hits both.
    const order = differences.length % 2 ? [known, unknown] : [unknown, known];
    const times = new Map<string, number>();
    for (const id of order) {
      const { took, error, events } = await measure(latchkey, tab, id);
      times.set(id, took);
      seen.add(`${error}, ${events}`);
    }
    const base = times.get(unknown) ?? Number.NaN;
    differences.push((times.get(known) ?? Number.NaN) - base);
    withPlanted.push((await measure(latchkey, tab, unknown, PLANTED)).took - base);
    if (differences.length < ROUNDS || differences.length % 8 > 0) continue;
    told = medianInterval(differences);
    if (isWithin(told, BOUND)) break;
  }
  const control = medianInterval(withPlanted);
  console.log(`${differences.length} rounds; known - unknown`, told, `with ${PLANTED} ms planted`, control);
  expect(isWithin(told, BOUND), 'the difference is small').toBe(true);
  expect(isWithin(control, BOUND), 'the planted difference is found').toBe(false);
  expect(control.low).toBeGreaterThan(0);
  expect([...seen], 'same error, same events').toHaveLength(1);
});

async function withoutSiteTags(latchkey: Browser): Promise<void> {
  const tab = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  await tab.click('input[name="site-tags"]');
  await tab.waitFor('[role="status"]');
  await tab.close();
}

const noPromptLeft = (latchkey: Browser) =>
  until('the prompt to leave', async () => (await latchkey.count('popup/prompt.html')) === 0);

/** One get() for that credential, cancelled as soon as the prompt stands. */
async function measure(latchkey: Browser, tab: Tab, id: string, planted = 0): Promise<Measured> {
  await tab.evaluate(
    ({ id, planted }) => {
      const clock = () => performance.timeOrigin + performance.now();
      const events = new Set<string>();
      const note = ({ type }: Event) => void events.add(type);
      for (const type of ['blur', 'focus', 'visibilitychange', 'resize', 'message'])
        addEventListener(type, note);
      const bytes = (text: string) =>
        Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) =>
          character.charCodeAt(0),
        );
      const challenge = new Uint8Array(8);
      const allowCredentials = [{ type: 'public-key', id: bytes(id) } as const];
      const called = clock();
      while (clock() < called + planted);
      const asked = navigator.credentials.get({ publicKey: { challenge, allowCredentials } });
      const end = (error: unknown) => {
        const settled = clock();
        return { called, settled, error: (error as Error).name, events: [...events].sort().join() };
      };
      Object.assign(window, { measured: asked.then(end, end) });
    },
    { id, planted },
  );
  const prompt = await latchkey.find('popup/prompt.html');
  await prompt.waitFor('[data-view="prompt"] [data-action="cancel"]:enabled');
  const opened = await prompt.windowSince();
  const clicked = await prompt.evaluate(() => {
    const clock = () => performance.timeOrigin + performance.now();
    const clicked = clock() + 20;
    setTimeout(() => {
      while (clock() < clicked);
      document.querySelector<HTMLElement>('[data-action="cancel"]')?.click();
    }, 10);
    return clicked;
  }, undefined);
  const told = await tab.evaluate(
    () =>
      (window as unknown as { measured: Promise<{ called: number; settled: number } & Measured> }).measured,
    undefined,
  );
  await noPromptLeft(latchkey);
  const { called, settled, error, events } = told;
  return { took: opened - called + (settled - clicked), error, events };
}

test('an excluded credential is told of after consent only (D42); a conditional get() that waits tells nothing (D43)', async ({
  latchkey,
  person,
  sites,
}) => {
  const tab = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  const asked = { rpId: 'rp.test', verification: 'discouraged' } as const;
  await startCreate(tab, asked);
  await person.approve();
  const made = await outcomeOf(tab);
  if (!made.ok) throw new Error(made.name);

  await test.step('D42: the same error for a cancel, with and without; InvalidStateError after a yes', async () => {
    const outcomes: unknown[] = [];
    for (const exclude of [[], [made.response.id]]) {
      await startCreate(tab, { ...asked, userId: 'dXNlci0y', exclude });
      await (await person.prompt()).cancel();
      outcomes.push(await outcomeOf(tab));
    }
    expect(outcomes[0]).toMatchObject({ ok: false, name: 'NotAllowedError' });
    expect(outcomes[1]).toEqual(outcomes[0]);
    await startCreate(tab, { ...asked, userId: 'dXNlci0y', exclude: [made.response.id] });
    await person.approve();
    expect(await outcomeOf(tab)).toMatchObject({ ok: false, name: 'InvalidStateError' });
    expect(await person.list()).toHaveLength(1);
  });

  await person.lock();
  await test.step('D43: a site with a passkey and one without see the same', async () => {
    const seen: unknown[] = [];
    for (const host of ['rp.test', 'other.test']) {
      await tab.show();
      await tab.goto(`${sites.origin(host)}/empty`);
      await tab.evaluate(watchConditional, undefined);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      seen.push(
        await tab.evaluate(() => (window as unknown as { look(): Promise<object> }).look(), undefined),
      );
    }
    expect(seen[0]).toEqual({
      pending: true,
      added: 0,
      events: [],
      focus: 'INPUT',
      calls: { isConditionalMediationAvailable: true },
      end: 'AbortError',
    });
    expect(seen[1]).toEqual(seen[0]);
  });
  await test.step('D43: a modal get() of the site without goes to the browser, without a prompt', async () => {
    await latchkey.addNativeAuthenticator(tab);
    await startGet(tab);
    await person.noPromptWithin(500);
    await abort(tab);
    expect(await outcomeOf(tab)).toMatchObject({ ok: false });
  });
});

/** Asks as sites do for their sign-in field, and watches what shows. */
async function watchConditional(): Promise<void> {
  const field = document.createElement('input');
  field.autocomplete = 'username webauthn' as AutoFill;
  document.body.append(field);
  field.focus();
  const elements = document.querySelectorAll('*').length;
  const events: string[] = [];
  for (const type of ['blur', 'focus', 'focusin', 'visibilitychange', 'resize', 'message'])
    addEventListener(type, () => events.push(type), true);
  const controller = new AbortController();
  let ended: string | null = null;
  const asked = navigator.credentials
    .get({ publicKey: { challenge: new Uint8Array(8) }, mediation: 'conditional', signal: controller.signal })
    .then(
      () => 'credential',
      (error) => error.name,
    )
    .then((how) => {
      ended = how;
    });
  Object.assign(window, {
    async look() {
      const pending = ended === null;
      const isConditionalMediationAvailable = await PublicKeyCredential.isConditionalMediationAvailable();
      controller.abort();
      await asked;
      return {
        pending,
        added: document.querySelectorAll('*').length - elements,
        events,
        focus: document.activeElement?.tagName,
        calls: { isConditionalMediationAvailable },
        end: ended,
      };
    },
  });
}
