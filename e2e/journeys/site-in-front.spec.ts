import { abort, outcomeOf, startGet } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

test('the popup tells what the site in front can have, and keeps Latchkey out of it', async ({
  latchkey,
  person,
  shop,
  sites,
}) => {
  await shop.signUp('ada');
  const first = await person.prompt();
  await person.approve();
  await shop.shown();
  await first.gone();
  await shop.signOut();
  await shop.tab.show();

  const popup = await latchkey.openToolbarPopup();
  const card = '[data-site="localhost"]';
  await popup.waitFor(`${card}[data-state="here"] [data-rp-id="localhost"]`);
  expect(await popup.text(`${card} [data-rp-id]`)).toContain('ada');
  await popup.click('[name="site-on"]');
  await popup.waitFor(`${card}[data-state="excluded"]`);
  await popup.close();

  // The page's request now goes to the browser alone.
  await startGet(shop.tab);
  await person.noPromptWithin(1500);

  await shop.tab.goto(await shop.tab.url());
  await shop.tab.show();
  const again = await latchkey.openToolbarPopup();
  await again.click('[name="site-on"]');
  await again.waitFor(`${card}[data-state="here"]`);
  await again.close();
  await shop.signIn();
  const second = await person.prompt();
  await person.approve();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
  // A window that closes moves the focus, and a popup closes that loses it.
  await second.gone();

  sites.serve('other.test', '/taken', {
    body: '<!doctype html><script>navigator.credentials.get = async () => null</script>',
  });
  for (const [url, state] of [
    [`${sites.origin('other.test')}/taken`, 'other-provider'],
    [`${sites.origin('other.test')}/`, 'here'],
  ] as const) {
    const tab = await latchkey.open(url);
    await tab.show();
    const over = await latchkey.openToolbarPopup();
    await over.waitFor(`[data-site="other.test"][data-state="${state}"]`);
    await over.close();
    await tab.close();
  }

  // What nothing here answers is the browser's, and the popup says why.
  const empty = await latchkey.open(`${sites.origin('other.test')}/`);
  await startGet(empty);
  await person.noPromptWithin(1000);
  // The browser's own dialog leaves no room for the popup. How it ends is the browser's to say.
  await abort(empty);
  expect(await outcomeOf(empty)).toMatchObject({ ok: false });
  const over = await latchkey.openToolbarPopup();
  await over.waitFor('[data-site="other.test"] [data-left="nothing-found"]');
  await over.close();
});
