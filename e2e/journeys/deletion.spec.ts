import { outcomeOf, startCreate } from '../harness/ceremony';
import { expect, test } from '../harness/fixtures';

test('a deleted passkey is not offered again, and undo brings it back', async ({
  latchkey,
  person,
  shop,
}) => {
  await shop.signUp('ada');
  const saved = await person.prompt();
  await person.approve();
  const [id = ''] = (await shop.shown()).passkeys;
  await shop.signOut();
  // Its ending stands a moment, and is no new prompt.
  await saved.gone();

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

test('a second registration of an account replaces the first, which is in the trash', async ({
  latchkey,
  person,
  sites,
}) => {
  const site = await latchkey.open(`${sites.origin('rp.test')}/empty`);
  const register = async () => {
    await startCreate(site, { verification: 'discouraged' });
    const prompt = await person.prompt();
    await person.approve();
    const made = await outcomeOf(site);
    await prompt.gone();
    return made.ok ? made.response.id : made.name;
  };
  const [first, second] = [await register(), await register()];
  expect(second).not.toBe(first);
  expect((await person.list()).map(({ id }) => id)).toEqual([second]);

  const trash = await latchkey.open(latchkey.extensionUrl('popup/manager.html#trash'));
  await trash.waitFor('[data-credential]');
  expect(await trash.attributes('[data-credential]', 'data-credential')).toEqual([first]);
});
