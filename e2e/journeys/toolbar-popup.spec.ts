import { expect, test } from '../harness/fixtures';

test('the prompt opens in the toolbar popup, and leaves with it; an export leads to the full page', async ({
  latchkey,
  newcomer,
  shop,
}) => {
  await newcomer.makeVault();
  await shop.tab.show();
  await shop.signUp('ada');
  const prompt = await newcomer.prompt();
  expect(await prompt.tab.url()).toBe(latchkey.extensionUrl('popup/popup.html'));
  expect(await prompt.rpId()).toBe('localhost');
  await newcomer.approve();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
  await prompt.gone();
  await shop.signOut();
  await shop.signIn();
  await newcomer.approve();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });

  // The full page alone can export, so the popup leads there.
  const popup = await latchkey.openToolbarPopup();
  await popup.click('[data-credential] a');
  await popup.click('[data-action="export-this"]');
  const manager = await latchkey.find('popup/manager.html#exchange/');
  await manager.waitFor('[data-view="exchange"]');
});
