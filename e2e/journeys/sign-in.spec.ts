import { expect, test } from '../harness/fixtures';

test('signs up, and the site lists the passkey', async ({ person, shop }) => {
  await shop.signUp('ada');
  const prompt = await person.prompt();
  expect(await prompt.ceremony()).toBe('create');
  expect(await prompt.rpId()).toBe('localhost');
  expect(await prompt.origin()).toBe(new URL(await shop.tab.url()).origin);
  await person.approve();
  const shown = await shop.shown();
  expect(shown).toMatchObject({ account: 'ada', outcome: 'done' });
  expect(shown.passkeys).toHaveLength(1);
  await prompt.gone();
  const [listed, ...others] = await person.list();
  expect(others).toEqual([]);
  expect(listed).toMatchObject({ id: shown.passkeys[0], rpId: 'localhost' });
  expect(listed?.text).toContain('ada');
});

test('signs in with a user name', async ({ person, shop }) => {
  await shop.signUp('ada');
  await person.approve();
  await shop.shown();
  await shop.signOut();
  await shop.signInAs('ada');
  await person.approve();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
});

test('signs in without a user name', async ({ person, shop }) => {
  await shop.signUp('ada');
  await person.approve();
  await shop.shown();
  await shop.signOut();
  await shop.signIn();
  await person.approve();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
});

test('chooses between two accounts', async ({ person, shop }) => {
  for (const name of ['ada', 'grace']) {
    await shop.signUp(name);
    await person.approve();
    await shop.shown();
    await shop.signOut();
  }
  for (const name of ['ada', 'grace']) {
    await shop.signIn();
    const prompt = await person.prompt();
    expect((await prompt.accounts()).sort()).toEqual(['ada', 'grace']);
    await prompt.chooseAccount(name);
    await person.approve();
    expect(await shop.shown()).toMatchObject({ account: name, outcome: 'done' });
    await shop.signOut();
    await prompt.gone();
  }
});

test('a wrong PIN is said to be wrong, then the right one signs in', async ({ person, shop }) => {
  await shop.signUp('ada');
  await person.approve();
  await shop.shown();
  await shop.signOut();
  await shop.signIn();
  const prompt = await person.prompt();
  await prompt.typePin('harbour-0000');
  await prompt.confirm();
  await prompt.tab.waitFor('[role="alert"]');
  await person.approve();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
});

test('cancel tells the site NotAllowedError and keeps nothing', async ({ person, shop }) => {
  await shop.signUp('ada');
  const prompt = await person.prompt();
  await prompt.cancel();
  expect(await shop.shown()).toMatchObject({ account: null, outcome: 'NotAllowedError' });
  await prompt.gone();
  expect(await person.list()).toEqual([]);
});

test('closing the prompt is a cancel', async ({ person, shop }) => {
  await shop.signUp('ada');
  const prompt = await person.prompt();
  await prompt.tab.close();
  expect(await shop.shown()).toMatchObject({ account: null, outcome: 'NotAllowedError' });
});

test('a locked vault asks for the PIN once and signs in', async ({ person, shop }) => {
  await shop.signUp('ada');
  await person.approve();
  await shop.shown();
  await shop.signOut();
  await person.lock();
  await shop.tab.show();
  await shop.signIn();
  const prompt = await person.prompt();
  expect(await prompt.tab.attribute('html', 'data-vault')).toBe('locked');
  expect(await prompt.asksPin()).toBe(true);
  await person.approve();
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
  expect(await person.vault()).toBe('unlocked');
});

test('a second passkey for the same account is refused as known', async ({ person, shop }) => {
  await shop.signUp('ada');
  await person.approve();
  const { passkeys } = await shop.shown();
  await shop.addPasskey();
  await person.approve();
  expect((await shop.shown()).outcome).toBe('InvalidStateError');
  expect((await person.list()).map(({ id }) => id)).toEqual(passkeys);
});

for (const [algorithm, name] of [
  ['-7', 'ES256'],
  ['-8', 'EdDSA'],
  ['-257', 'RS256'],
] as const)
  test(`${name}: signs up and in`, async ({ person, shop }) => {
    await shop.choose('algorithm', algorithm);
    await shop.choose('verification', 'required');
    await shop.signUp('ada');
    await person.approve();
    await shop.shown();
    expect(await shop.tab.text('[data-passkey]')).toContain(name);
    await shop.signOut();
    await shop.signIn();
    await person.approve();
    expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
  });
