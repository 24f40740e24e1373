import { expect, test } from '../harness/fixtures';

test('the background dies while the prompt is open: one passkey, and a sign-in with it', async ({
  latchkey,
  person,
  shop,
}) => {
  await shop.signUp('ada');
  await person.prompt();
  await latchkey.killBackground();
  await person.approve();
  const { account, passkeys } = await shop.shown();
  expect(account).toBe('ada');
  expect((await person.list()).map(({ id }) => id)).toEqual(passkeys);

  await shop.signOut();
  await shop.tab.show();
  await shop.signIn();
  await person.prompt();
  await latchkey.killBackground();
  await person.approve();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
});

for (const delay of [0, 5, 20, 60])
  test(`the background dies ${delay} ms after consent: one passkey, and a sign-in with it`, async ({
    latchkey,
    person,
    shop,
  }) => {
    await shop.signUp('ada');
    await person.approve();
    await new Promise((resolve) => setTimeout(resolve, delay));
    await latchkey.killBackground();
    const { account, passkeys } = await shop.shown();
    expect(account).toBe('ada');
    expect((await person.list()).map(({ id }) => id)).toEqual(passkeys);

    await shop.signOut();
    await shop.tab.show();
    await shop.signIn();
    await person.approve();
    await new Promise((resolve) => setTimeout(resolve, delay));
    await latchkey.killBackground();
    expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
  });

test('the background dies between ceremonies and the vault stays open', async ({
  latchkey,
  person,
  shop,
}) => {
  await shop.signUp('ada');
  await person.approve();
  await shop.shown();
  await shop.signOut();
  await latchkey.killBackground();
  expect(await person.vault()).toBe('unlocked');
});
