import type { Browser, Tab } from '../harness/browser';
import { outcomeOf, startCreate } from '../harness/ceremony';
import { savedBy } from '../harness/files';
import { expect, test } from '../harness/fixtures';
import { type Person, PIN } from '../harness/person';
import type { Sites } from '../harness/sites';

const REMINDER = '[data-reminder="backup"]';
const PASSPHRASE = 'lantern gravel violin';

async function registers(person: Person, tab: Tab, users: readonly string[]): Promise<void> {
  await tab.show();
  for (const user of users) {
    const userId = Buffer.from(user).toString('base64url');
    await startCreate(tab, { rpId: 'rp.test', userId, verification: 'discouraged' });
    const prompt = await person.prompt();
    await person.approve();
    expect(await outcomeOf(tab)).toMatchObject({ ok: true });
    await prompt.gone();
  }
}

/** The site's page, and the list in a page of its own, with three passkeys that lie on this device alone. */
async function reminded(latchkey: Browser, person: Person, sites: Sites) {
  const site = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  await registers(person, site, ['ada', 'grace']);
  const list = await latchkey.open(latchkey.extensionUrl('popup/manager.html'));
  await list.waitFor('[data-credential]');
  await list.waitFor(REMINDER, 'gone');
  await registers(person, site, ['hedy']);
  await list.show();
  await list.waitFor(REMINDER);
  return { site, list };
}

/** Nor when the list is shown anew. */
async function isSilent(latchkey: Browser, list: Tab): Promise<void> {
  await list.waitFor(REMINDER, 'gone');
  await list.goto(latchkey.extensionUrl('popup/manager.html?after=silence'));
  await list.waitFor('[data-credential]');
  // It is asked for once the list stands.
  await expect(list.waitFor(REMINDER, 'visible', 1000)).rejects.toThrow();
}

test('three passkeys without a copy: a backup is offered and made; more of them, and it is told to be silent', async ({
  latchkey,
  person,
  sites,
}) => {
  const { site, list } = await reminded(latchkey, person, sites);
  await list.click('[data-action="make-backup"]');
  await list.waitFor('[data-view="exchange"]');
  await list.fill('input[name="passphrase"]', PASSPHRASE);
  await list.fill('input[name="passphrase-repeat"]', PASSPHRASE);
  await list.fill('input[name="pin"]', PIN);
  await savedBy(latchkey, () => list.click('[data-action="export"]'));
  await list.waitFor('[role="status"] .toast');
  await isSilent(latchkey, list);

  await registers(person, site, ['katherine', 'mary', 'joan']);
  await list.show();
  await list.click('[data-action="remind-never"]');
  await isSilent(latchkey, list);
});

test('a reminder that is put off does not come back with the next passkey', async ({
  latchkey,
  person,
  sites,
}) => {
  const { site, list } = await reminded(latchkey, person, sites);
  await list.click('[data-action="remind-later"]');
  await list.waitFor(REMINDER, 'gone');
  await registers(person, site, ['katherine']);
  await isSilent(latchkey, list);
});
