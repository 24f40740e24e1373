import { demoPage } from '../harness/demo-page';
import { expect, test } from '../harness/fixtures';

test('after a restart of the browser the vault is locked and the passkey works', async ({
  latchkey,
  person,
  shop,
  demo,
}) => {
  await shop.signUp('ada');
  await person.approve();
  const { passkeys } = await shop.shown();
  await shop.signOut();

  await latchkey.restart();
  expect(await person.vault()).toBe('locked');
  const again = await demoPage(await latchkey.open(demo.url));
  await again.signIn();
  await person.approve();
  expect(await again.shown()).toEqual({ account: 'ada', outcome: 'done', passkeys });
});
