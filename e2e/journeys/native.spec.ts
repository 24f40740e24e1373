import { expect, test } from '../harness/fixtures';

test('another device: the browser’s own authenticator takes the call', async ({ latchkey, person, shop }) => {
  const native = await latchkey.addNativeAuthenticator(shop.tab);
  await shop.signUp('ada');
  const prompt = await person.prompt();
  await prompt.useOther();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
  expect(await native.credentials()).toBe(1);
  expect(await person.list()).toEqual([]);
});

test('another device needs no unlocking', async ({ latchkey, person, shop }) => {
  const native = await latchkey.addNativeAuthenticator(shop.tab);
  await person.lock();
  await shop.tab.show();
  await shop.signUp('ada');
  await (await person.prompt()).useOther();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
  expect(await native.credentials()).toBe(1);
  expect(await person.vault()).toBe('locked');
});
