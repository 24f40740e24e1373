import type { Tab } from '../harness/browser';
import { abort, outcomeOf, startCreate } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import { PIN } from '../harness/person';

const NAMES = [
  '<img src=x onerror=alert(1)><b>Bank</b><script>alert(1)</script>',
  'moc.elpmaxe\u202Ekcatta@ada',
  'a\u200Bd\u200Ba\u2060\uFEFF\u3164',
  'ada\n\n\nSigned in.\r\nPress Enter',
  'A'.repeat(10_000),
];
const HIDDEN_LETTERS = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u3164\n\r]/;

const CONFIRM = '[data-action="confirm"]';
const shortly = () => new Promise((resolve) => setTimeout(resolve, 300));

/** The size changes under the pointer, for longer than the delay takes: each change starts that anew (D36). */
async function grow(tab: Tab): Promise<void> {
  for (let change = 0; change < 24; change += 1) {
    await tab.resize({ width: 420, height: change % 2 === 0 ? 600 : 590 });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs in a prompt: the middle of the button. */
function middleOfConfirm() {
  const box = document.querySelector('[data-action="confirm"]')?.getBoundingClientRect();
  if (!box) throw new Error('no button');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Runs in a prompt: events that a script made. */
function imitateThePerson(): void {
  const confirm = document.querySelector<HTMLButtonElement>('[data-action="confirm"]');
  confirm?.click();
  confirm?.dispatchEvent(new PointerEvent('click', { bubbles: true }));
  for (const target of [confirm, document.body, window])
    for (const type of ['keydown', 'keyup'])
      target?.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', bubbles: true }));
}

test('what was meant for something else approves nothing (D36, D37)', async ({ person, shop }) => {
  await startCreate(shop.tab, { verification: 'discouraged' });
  const { tab } = await person.prompt();
  await tab.waitFor(CONFIRM);
  const stillAsks = async (asking: Tab) =>
    expect(await asking.attributes('[data-action="cancel"]:enabled', 'data-action')).toEqual(['cancel']);

  const growing = grow(tab);
  await tab.waitFor(`${CONFIRM}:disabled`);
  await tab.doubleClick(await tab.evaluate(middleOfConfirm, undefined));
  await tab.press('Enter');
  await tab.press('Space');
  await tab.hold('Enter');
  await stillAsks(tab);
  await growing;
  expect(await tab.attributes(`${CONFIRM}:disabled`, 'data-action')).toEqual(['confirm']);

  // A key that is held from before the delay to after it.
  await tab.waitFor(`${CONFIRM}:enabled`);
  for (let repeat = 0; repeat < 5; repeat += 1) await tab.hold('Enter');
  await stillAsks(tab);
  await tab.release('Enter');

  await tab.evaluate(imitateThePerson, undefined);
  await shortly();
  await stillAsks(tab);

  await tab.press('Enter');
  expect((await outcomeOf(shop.tab)).ok).toBe(true);

  // Nor does a key that is held confirm from the PIN field, whatever stands in it.
  await startCreate(shop.tab, { verification: 'required', userId: 'bmV3' });
  const { tab: asking, confirm } = await person.prompt();
  await asking.waitFor('[name="pin"]');
  await asking.hold('Enter');
  await asking.fill('[name="pin"]', PIN);
  await asking.waitFor(`${CONFIRM}:enabled`);
  for (let repeat = 0; repeat < 5; repeat += 1) await asking.hold('Enter');
  // A decision would show by now: nothing can be pressed while it is on its way.
  await shortly();
  await stillAsks(asking);
  await asking.release('Enter');
  await confirm();
  expect((await outcomeOf(shop.tab)).ok).toBe(true);
});

/** Runs in a page: gives these a frame each, and time to show something. */
async function embed(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

test('no page can frame what is ours (D38)', async ({ latchkey, person, sites }) => {
  expect(await person.vault()).toBe('unlocked');
  const tab = await latchkey.open(`${sites.origin('other.test')}/`);
  const pages = ['prompt', 'popup', 'manager', 'welcome'].map((name) =>
    latchkey.extensionUrl(`popup/${name}.html`),
  );
  await tab.evaluate(embed, pages);
  const frames = await tab.frames();
  expect(frames).toHaveLength(pages.length);
  for (const address of frames) expect(address.startsWith(latchkey.extensionUrl(''))).toBe(false);
});

/** Runs in a prompt: what a name has made of it. */
function look() {
  const names = [...document.querySelectorAll<HTMLElement>('.called, .account .words > *')];
  const boxes = [...document.querySelectorAll<HTMLElement>('.called, .account')];
  const host = document.querySelector('h1 .site-name');
  const { left = -1, right = -1, top = -1, bottom = -1 } = host?.getBoundingClientRect() ?? {};
  return {
    names: names.map(({ textContent }) => textContent ?? ''),
    made: document.querySelectorAll('main :is(script, b, img:not(.brand img))').length,
    high: Math.max(...boxes.map((one) => one.offsetHeight)),
    wide: document.documentElement.scrollWidth - innerWidth,
    host: {
      strong: host?.querySelector('strong')?.textContent,
      isInView: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
    },
  };
}

test('a name is text on one line, and the host stays in view (D39, D40)', async ({
  latchkey,
  person,
  sites,
}) => {
  // One letter of the alphabet is Cyrillic.
  const host = 'xn--hrbour-3nf.accounts.signin.verify.other.test';
  const site = await latchkey.open(`${sites.origin(host)}/`);
  for (const name of NAMES) {
    await startCreate(site, { rpName: name, userName: name, displayName: name });
    const prompt = await person.prompt();
    const seen = await prompt.tab.evaluate(look, undefined);
    expect(seen.names.length).toBeGreaterThan(0);
    for (const text of seen.names) {
      expect(text.length).toBeLessThan(80);
      expect(text).not.toMatch(HIDDEN_LETTERS);
    }
    expect(seen.made).toBe(0);
    expect(seen.high).toBeLessThan(80);
    expect(seen.wide).toBeLessThanOrEqual(0);
    expect(seen.host).toEqual({ strong: 'other.test', isInView: true });
    await abort(site);
    await prompt.gone();
  }
  expect(await latchkey.reports()).toEqual([]);

  const lookalike = await latchkey.open(`${sites.origin('h\u0430rbour.test')}/`);
  await startCreate(lookalike);
  const prompt = await person.prompt();
  expect(await prompt.tab.text('h1')).toContain('xn--hrbour-3nf.test');
  await prompt.tab.waitFor('.notice.careful');
  await prompt.cancel();
});
