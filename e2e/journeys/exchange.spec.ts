import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Tab } from '../harness/browser';
import { outcomeOf, startGet } from '../harness/ceremony';
import { demoPage } from '../harness/demo-page';
import { chooseFile, savedBy } from '../harness/files';
import { expect, test } from '../harness/fixtures';
import { type Person, PIN, personAt } from '../harness/person';
import { recoverySheet } from '../harness/recovery';

const PASSPHRASE = 'lantern gravel violin';
/** A recovery key that is none of ours, without a slip. */
const OTHER_KEY = 'G504-9PY1-4KXZ-7SN3-16V4-W2FN-EVCT-VBD8-SMX7';
const PRF_INPUT = 'cHJmIGlucHV0IG9mIHRoZSBkZW1v';
const fixture = (name: string) =>
  fileURLToPath(new URL(`../../src/core/exchange/testing/files/${name}`, import.meta.url));

async function exchangeIn(browser: Browser): Promise<Tab> {
  const tab = await browser.open(browser.extensionUrl('popup/manager.html#exchange'));
  await tab.waitFor('[data-view="exchange"]');
  return tab;
}

async function exportAs(tab: Tab, kind: string, pin = PIN): Promise<void> {
  await tab.click(`input[name="kind"][value="${kind}"]`);
  await tab.fill('input[name="pin"]', pin);
  await tab.click('[data-action="export"]');
}

/** What the passkey answers to the site's prf input, base64url. */
async function prfOf(tab: Tab, person: Person): Promise<string> {
  await tab.show();
  await startGet(tab, { rpId: 'localhost', prf: PRF_INPUT });
  await person.approve();
  const outcome = await outcomeOf(tab);
  if (!outcome.ok) throw new Error(outcome.message);
  // The library's types leave prf as it is before toJSON().
  const { prf } = outcome.response.clientExtensionResults;
  const first: unknown = prf?.results?.first;
  if (typeof first !== 'string') throw new Error('no prf output');
  return first;
}

/** Opens the file that was chosen, and takes over what is new in it. */
async function bringsIn(tab: Tab, person: Person, passkeys: readonly string[]): Promise<void> {
  await tab.click('[data-action="open-file"]');
  await tab.waitFor('[data-standing="new"][data-count="1"]');
  expect(await person.list()).toEqual([]);
  await tab.show();
  await tab.click('[data-action="import"]');
  await tab.waitFor('[data-imported="1"]');
  await tab.close();
  expect((await person.list()).map(({ id }) => id)).toEqual(passkeys);
}

test('a backup brings a passkey into a second browser: it signs in, and its prf output is the same', async ({
  latchkey,
  person,
  shop,
  demo,
  another,
}) => {
  // Two browsers take twice the time.
  test.slow();
  await shop.signUp('ada');
  await person.approve();
  const { passkeys } = await shop.shown();
  const secret = await prfOf(shop.tab, person);

  const out = await exchangeIn(latchkey);
  await out.fill('input[name="passphrase"]', PASSPHRASE);
  await out.fill('input[name="passphrase-repeat"]', PASSPHRASE);
  const backup = await savedBy(latchkey, () => exportAs(out, 'backup'));
  expect((await readFile(backup)).toString('latin1')).not.toContain('localhost');
  await out.waitFor('[role="status"] .toast');
  await out.close();

  // BS is true from now on, and the site hears of it.
  await shop.signOut();
  await shop.tab.show();
  await shop.signIn();
  await person.approve();
  await shop.shown();
  expect(await shop.tab.text('[data-passkey]')).toContain('backed up');

  const other = personAt(another);
  await other.makeVault('another-pin-5512');
  await other.setPromptSurface('window');
  const into = await exchangeIn(another);
  await chooseFile(into, 'input[name="file"]', backup);
  await into.fill('input[name="passphrase"]', 'not this one');
  await into.click('[data-action="open-file"]');
  await into.waitFor('[role="alert"]');
  await into.fill('input[name="passphrase"]', PASSPHRASE);
  await bringsIn(into, other, passkeys);

  const there = await demoPage(await another.open(demo.url));
  await there.signIn();
  await other.approve('another-pin-5512');
  expect(await there.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
  const otherPin: Person = { ...other, approve: () => other.approve('another-pin-5512') };
  expect(await prfOf(there.tab, otherPin)).toBe(secret);
});

test('a backup for the recovery key: its own key alone opens it in a second browser', async ({
  latchkey,
  person,
  shop,
  another,
}) => {
  // Two browsers take twice the time.
  test.slow();
  await shop.signUp('grace');
  await person.approve();
  const { passkeys } = await shop.shown();
  const sheet = await latchkey.open(latchkey.extensionUrl('popup/manager.html#settings'));
  const key = await recoverySheet(sheet);
  await sheet.close();

  const out = await exchangeIn(latchkey);
  await out.click('input[name="for-recovery-key"]');
  const exportFor = async (typed: string) => {
    await out.fill('input[name="recovery-key"]', typed);
    await out.click('[data-action="export"]');
  };
  const before = await latchkey.downloads();
  await exportFor(key.slice(0, -1));
  await out.waitFor('[role="alert"]');
  expect(await latchkey.downloads()).toEqual(before);
  const backup = await savedBy(latchkey, () => exportFor(key.toLowerCase()));
  await out.close();

  // This vault has no recovery key of its own: the one of the sheet opens the file.
  const other = personAt(another);
  await other.makeVault('another-pin-5512');
  const into = await exchangeIn(another);
  await chooseFile(into, 'input[name="file"]', backup);
  await into.fill('input[name="recovery-key"]', OTHER_KEY);
  await into.click('[data-action="open-file"]');
  await into.waitFor('[role="alert"]');
  await into.fill('input[name="recovery-key"]', key);
  await bringsIn(into, other, passkeys);
});

async function promptSurface(browser: Browser): Promise<string> {
  const tab = await browser.open(browser.extensionUrl('popup/manager.html#settings'));
  const select = 'select[name="prompt-surface"]';
  await tab.waitFor(select);
  const chosen = await tab.evaluate(
    (select) => document.querySelector<HTMLSelectElement>(select)?.value ?? '',
    select,
  );
  await tab.close();
  return chosen;
}

test('what a backup would change is seen before, and chosen', async ({ latchkey, person }) => {
  const tab = await exchangeIn(latchkey);
  await chooseFile(tab, 'input[name="file"]', fixture('cxf/plain.json'));
  await tab.click('[data-action="import"]');
  await tab.waitFor('[data-imported="2"]');
  const [first] = await person.list();
  if (!first) throw new Error('no passkey');
  const rename = async (name: string) => {
    await tab.goto(latchkey.extensionUrl(`popup/manager.html?to=${name}#passkey/${first.id}`));
    await tab.fill('input[name="display-name"]', name);
    await tab.click('[data-action="save"]');
    await tab.waitFor('[role="status"] .toast');
  };
  await rename('Before');
  await tab.goto(latchkey.extensionUrl('popup/manager.html?with=names#exchange'));
  await tab.fill('input[name="passphrase"]', PASSPHRASE);
  await tab.fill('input[name="passphrase-repeat"]', PASSPHRASE);
  const backup = await savedBy(latchkey, () => exportAs(tab, 'backup'));
  await rename('After');
  await person.setPromptSurface('auto');

  const ownName = async () => {
    const found = (await person.list()).find(({ id }) => id === first.id);
    return found?.text.includes('Before') ? 'Before' : found?.text.includes('After') ? 'After' : null;
  };
  await tab.goto(latchkey.extensionUrl('popup/manager.html?to=restore#exchange'));
  await chooseFile(tab, 'input[name="file"]', backup);
  await tab.fill('input[name="passphrase"]', PASSPHRASE);
  await tab.click('[data-action="open-file"]');
  await tab.waitFor('[data-standing="different"][data-count="1"]');
  await tab.waitFor('[data-standing="same"][data-count="1"]');
  // Nothing is new, and nothing is overwritten unless it is asked for.
  expect(await tab.attribute('[data-action="import"]', 'disabled')).not.toBeNull();
  expect(await ownName()).toBe('After');
  await tab.show();
  await tab.click('input[name="take-file"]');
  await tab.click('input[name="with-settings"]');
  await tab.click('[data-action="import"]');
  await tab.waitFor('[data-imported="1"]');
  expect(await ownName()).toBe('Before');
  expect(await promptSurface(latchkey)).toBe('window');
});

test('files are written for who proves it and read with care, even if the background dies', async ({
  latchkey,
  person,
}) => {
  const tab = await exchangeIn(latchkey);
  for (const [file, standings] of [
    ['cxf/plain.json', { new: '2' }],
    ['cxf/hostile.json', { new: '1', refused: '25' }],
  ] as const) {
    await chooseFile(tab, 'input[name="file"]', fixture(file));
    for (const [standing, count] of Object.entries(standings))
      await tab.waitFor(`[data-standing="${standing}"][data-count="${count}"]`);
    await tab.click('[data-action="cancel"]');
  }
  await chooseFile(tab, 'input[name="file"]', fixture('bitwarden/account-restricted.json'));
  await tab.waitFor('[role="alert"]');

  await chooseFile(tab, 'input[name="file"]', fixture('cxf/plain.json'));
  await tab.waitFor('[data-import-summary]');
  await latchkey.killBackground();
  await tab.waitFor('[role="alert"]');
  expect(await person.list()).toEqual([]);
  await tab.show();
  await chooseFile(tab, 'input[name="file"]', fixture('cxf/plain.json'));
  await tab.click('[data-action="import"]');
  await tab.waitFor('[data-imported="2"]');
  expect(await person.list()).toHaveLength(2);
  await tab.close();

  const out = await exchangeIn(latchkey);
  // A browser that is used again has the files of earlier journeys.
  const before = await latchkey.downloads();
  await exportAs(out, 'cxf', 'not-the-pin-77');
  await out.waitFor('[role="alert"]');
  expect(await latchkey.downloads()).toEqual(before);
  const plain = JSON.parse(await readFile(await savedBy(latchkey, () => exportAs(out, 'cxf')), 'utf8'));
  expect(plain.accounts[0].items).toHaveLength(2);
  await out.close();
  const again = await exchangeIn(latchkey);
  const csv = await readFile(await savedBy(latchkey, () => exportAs(again, 'csv')), 'utf8');
  expect(csv).toContain('bank.example.com');
  for (const { credentials } of plain.accounts[0].items)
    for (const { type, key } of credentials) if (type === 'passkey') expect(csv).not.toContain(key);
});
