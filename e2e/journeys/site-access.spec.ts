import { outcomeOf, startCreate } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

test('without access to sites the popup says so, and a site asks the browser; once it is given, passkeys work', async ({
  latchkey,
  person,
  sites,
}) => {
  await latchkey.access.withdrawSites();
  const site = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  const native = await latchkey.addNativeAuthenticator(site);
  await startCreate(site, { rpId: 'rp.test', verification: 'discouraged' });
  expect(await outcomeOf(site)).toMatchObject({ ok: true });
  expect(await native.credentials()).toBe(1);
  expect(await person.list()).toEqual([]);

  await site.show();
  const popup = await latchkey.openToolbarPopup();
  await popup.waitFor('[data-state="ungranted"]');
  await latchkey.access.giveSites(popup);

  // It is in pages from their next loading on.
  const again = (await popup.closed()) ? await latchkey.openToolbarPopup() : popup;
  await again.waitFor('[data-state="absent"]');
  await site.evaluate(() => document.documentElement.setAttribute('data-before', ''), undefined);
  await again.click('[data-action="reload-page"]');
  await site.waitFor('html:not([data-before]) body');
  await startCreate(site, { rpId: 'rp.test', verification: 'discouraged' });
  await person.approve();
  expect(await outcomeOf(site)).toMatchObject({ ok: true });
  expect(await person.list()).toHaveLength(1);
});
