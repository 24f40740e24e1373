import { type Browser, type Tab, until } from '../harness/browser';
import { abort, outcomeOf, startCreate, startGet, startGetWith } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';
import type { Person } from '../harness/person';

const conditional = { mediation: 'conditional' } as const;
const OFFER = '[data-action="sign-in"]';

/** Reads what the toolbar's button shows over a page, from a tab of our own that stays behind. */
async function toolbar(latchkey: Browser) {
  const ours = await latchkey.open(latchkey.extensionUrl('popup/manager.html'));

  async function badge(site: Tab): Promise<string> {
    return ours.evaluate(
      async (wanted) => {
        const { tabs, action } = (globalThis as unknown as { chrome: ToolbarApi }).chrome;
        const tab = (await tabs.query({})).find(({ url }) => url === wanted);
        return tab ? action.getBadgeText({ tabId: tab.id }) : 'no such tab';
      },
      await site.url(),
    );
  }

  return {
    badge,
    isLit: (site: Tab, lit: boolean) =>
      until(`the badge to be ${lit ? 'lit' : 'off'}`, async () => (await badge(site)) === (lit ? '1' : '')),
  };
}

type ToolbarApi = {
  readonly tabs: { query(of: object): Promise<{ readonly id: number; readonly url?: string }[]> };
  readonly action: { getBadgeText(of: { readonly tabId: number }): Promise<string> };
};

/** A page of rp.test whose person has a passkey there. */
async function settled(latchkey: Browser, person: Person, url: string): Promise<Tab> {
  const site = await latchkey.open(url);
  await startCreate(site, { verification: 'discouraged' });
  const prompt = await person.prompt();
  await person.approve();
  expect(await outcomeOf(site)).toMatchObject({ ok: true });
  await prompt.gone();
  await site.show();
  return site;
}

/** What a screen reader calls them. */
const offersIn = (popup: Tab) =>
  popup.evaluate(
    (wanted) =>
      [...document.querySelectorAll(wanted)].map((offer) => {
        const parts = (offer.getAttribute('aria-labelledby') ?? '').split(' ');
        return parts.map((id) => document.getElementById(id)?.innerText).join(' ');
      }),
    OFFER,
  );

test('a page that waits is signed in to from the popup, locked or not', async ({
  latchkey,
  person,
  sites,
}) => {
  const { badge, isLit } = await toolbar(latchkey);
  const site = await settled(latchkey, person, `${sites.origin('rp.test')}/empty`);
  expect(await badge(site)).toBe('');

  // Open: the item names the account; without a PIN to type, one armed click.
  await startGetWith(site, conditional, { verification: 'discouraged' });
  await isLit(site, true);
  await person.noPromptWithin(300);
  const popup = await latchkey.openToolbarPopup();
  await popup.waitFor(OFFER);
  expect(await offersIn(popup)).toEqual(['Sign in to rp.test ada']);
  expect(await popup.text(`${OFFER} .words`)).toBe('ada');
  await popup.click(OFFER);
  await person.approve();
  expect(await outcomeOf(site)).toMatchObject({ ok: true, response: { type: 'public-key' } });
  await isLit(site, false);

  // Locked: it lights up and says no name; the PIN opens the vault and signs in, typed once.
  await person.lock();
  await site.show();
  await startGetWith(site, conditional);
  await isLit(site, true);
  const locked = await latchkey.openToolbarPopup();
  await locked.waitFor(OFFER);
  expect(await locked.text(`${OFFER} .words`)).toBe('Sign in to rp.test');
  await locked.click(OFFER);
  await person.approve();
  expect(await outcomeOf(site)).toMatchObject({ ok: true });
  expect(await person.vault()).toBe('unlocked');

  // Another account of that name is told apart.
  await site.show();
  await startCreate(site, { userId: 'dXNlci0y', verification: 'discouraged' });
  const prompt = await person.prompt();
  await person.approve();
  expect(await outcomeOf(site)).toMatchObject({ ok: true });
  await prompt.gone();
  await site.show();
  await startGetWith(site, conditional);
  await isLit(site, true);
  const two = await latchkey.openToolbarPopup();
  await two.waitFor(`${OFFER} + ${OFFER}`);
  const names = await offersIn(two);
  expect(names.every((name) => name.includes('Created'))).toBe(true);
  expect(new Set(names).size).toBe(2);
});

test('the keyboard command and the menu of a field sign in where a page waits; where none does, the popup opens', async ({
  latchkey,
  person,
  sites,
}) => {
  const { isLit } = await toolbar(latchkey);
  const site = await settled(latchkey, person, `${sites.origin('rp.test')}/empty`);
  for (const way of ['command', 'menu'] as const)
    await test.step(way, async () => {
      await startGetWith(site, conditional, { verification: 'discouraged' });
      await isLit(site, true);
      await person.noPromptWithin(300);
      await latchkey.choose(way, 'sign-in');
      const prompt = await person.prompt();
      expect(await prompt.rpId()).toBe('rp.test');
      await person.approve();
      expect(await outcomeOf(site)).toMatchObject({ ok: true, response: { type: 'public-key' } });
      await prompt.gone();
      await isLit(site, false);
      await site.show();
    });
  await latchkey.choose('command', 'sign-in');
  const popup = await latchkey.find('popup/popup.html');
  await popup.waitFor('html[data-ready]');
  expect(await popup.attributes(OFFER, 'data-request')).toEqual([]);
});

test('what waits ends with an abort, a modal call, a navigation', async ({ latchkey, person, sites }) => {
  const { badge, isLit } = await toolbar(latchkey);
  const site = await settled(latchkey, person, `${sites.origin('rp.test')}/empty`);
  const offered = async () => {
    const popup = await latchkey.openToolbarPopup();
    await popup.waitFor('html[data-ready]');
    const offers = await popup.attributes(OFFER, 'data-request');
    await popup.close();
    return offers.length;
  };

  await startGetWith(site, conditional);
  await isLit(site, true);
  expect(await offered()).toBe(1);
  await abort(site);
  expect(await outcomeOf(site)).toMatchObject({ ok: false, name: 'AbortError' });
  await isLit(site, false);
  expect(await offered()).toBe(0);

  await startGetWith(site, conditional);
  await isLit(site, true);
  await startGet(site, { verification: 'discouraged' });
  const prompt = await person.prompt();
  expect(await badge(site)).toBe('');
  await person.approve();
  expect(await outcomeOf(site)).toMatchObject({ ok: true });
  await prompt.gone();

  const body = '<!doctype html><title>May be kept</title>';
  sites.serve('rp.test', '/kept', { body, headers: { 'Cache-Control': 'max-age=60' } });
  await site.goto(`${sites.origin('rp.test')}/kept`);
  await startGetWith(site, conditional);
  await isLit(site, true);
  await site.goto(`${sites.origin('rp.test')}/empty?and-again`);
  await isLit(site, false);
  expect(await offered()).toBe(0);

  // A document that the browser kept waits on when the person comes back. Firefox keeps it; Playwright has Chromium not.
  await site.show();
  await site.evaluate(() => void setTimeout(() => history.back(), 200), undefined);
  await until('the page before', async () => (await site.url()).endsWith('/kept'));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const isKept = await site.evaluate(() => 'ceremony' in window, undefined);
  await isLit(site, isKept);
  expect(await offered()).toBe(isKept ? 1 : 0);
  if (!isKept) return;
  await abort(site);
  expect(await outcomeOf(site)).toMatchObject({ ok: false, name: 'AbortError' });
});

test('a site of which nothing is held stays dark, and the browser’s own passkey signs in', async ({
  latchkey,
  person,
  sites,
}) => {
  const { badge, isLit } = await toolbar(latchkey);
  const site = await settled(latchkey, person, `${sites.origin('rp.test')}/empty`);
  const other = await latchkey.open(`${sites.origin('other.test')}/empty`);
  await startGetWith(other, conditional);
  expect(await badge(other)).toBe('');

  // Beside ours the browser offers its own; where that is taken, ours goes.
  await site.show();
  const native = await latchkey.addNativeAuthenticator(site);
  await startCreate(site, { userId: 'dXNlci0y' });
  await (await person.prompt()).useOther();
  expect(await outcomeOf(site)).toMatchObject({ ok: true });
  expect(await native.credentials()).toBe(1);
  await startGetWith(site, conditional);
  await latchkey.takeOwnPasskey();
  expect(await outcomeOf(site)).toMatchObject({ ok: true });
  await isLit(site, false);
});
