import { expect, test } from '../harness/fixtures';

test('a deleted passkey is not offered again, and undo brings it back', async ({
  latchkey,
  person,
  shop,
}) => {
  await shop.signUp('ada');
  await person.approve();
  const [id = ''] = (await shop.shown()).passkeys;
  await shop.signOut();

  await person.delete(id);
  // With the only passkey gone the request is the browser's; an empty authenticator of its own refuses it.
  await latchkey.addNativeAuthenticator(shop.tab);
  await shop.tab.show();
  await shop.signIn();
  await person.noPromptWithin(1500);
  expect(await shop.shown()).toMatchObject({ account: null, outcome: 'NotAllowedError' });

  await person.undo();
  await shop.tab.show();
  await shop.signIn();
  await person.approve();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
  expect((await person.list()).map((passkey) => passkey.id)).toEqual([id]);
});
