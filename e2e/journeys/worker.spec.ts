import { until } from '../harness/browser';
import type { DemoPage } from '../harness/demo-page';
import { expect, test } from '../harness/fixtures';
import type { Person } from '../harness/person';

/**
 * Waits for the site's outcome. Where the background died over a PIN, which is never tried twice for one yes, the
 * prompt says so and stays, and the person says yes once more.
 */
async function seeThrough(person: Person, shop: DemoPage, mayAskAgain: boolean): Promise<void> {
  let left = mayAskAgain ? 1 : 0;
  await until('the end of the ceremony', async () => {
    if ((await shop.tab.attribute('html', 'data-outcome')) !== 'waiting') return true;
    const prompt = await person.openPrompt();
    if (prompt && (await prompt.complains())) {
      if (left === 0) throw new Error('asked once more than it may');
      left -= 1;
      await person.approve();
    }
    return false;
  });
}

type Case = { readonly mayAskAgain: boolean; readonly afterConsent: () => Promise<void> };

async function signUpAndIn(
  person: Person,
  shop: DemoPage,
  { mayAskAgain, afterConsent }: Case,
): Promise<void> {
  await shop.signUp('ada');
  await person.approve();
  await afterConsent();
  await seeThrough(person, shop, mayAskAgain);
  const { account, passkeys } = await shop.shown();
  expect(account).toBe('ada');
  expect(passkeys).toHaveLength(1);
  expect((await person.list()).map(({ id }) => id)).toEqual(passkeys);

  await shop.signOut();
  await shop.tab.show();
  await shop.signIn();
  await person.approve();
  await afterConsent();
  await seeThrough(person, shop, mayAskAgain);
  expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
}

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

test('the background dies while it checks the PIN: one passkey, and a sign-in with it', async ({
  latchkey,
  person,
  shop,
}) => {
  await signUpAndIn(person, shop, { mayAskAgain: true, afterConsent: () => latchkey.killBackground() });
});

for (const delay of [0, 10, 30])
  test(`the background dies ${delay} ms after consent: one passkey, and a sign-in with it (D33)`, async ({
    latchkey,
    person,
    shop,
  }) => {
    // Without a PIN to check, the consent is the click itself.
    await shop.choose('verification', 'discouraged');
    await signUpAndIn(person, shop, {
      mayAskAgain: false,
      async afterConsent() {
        await new Promise((resolve) => setTimeout(resolve, delay));
        await latchkey.killBackground();
      },
    });
  });

test('the background dies between ceremonies and the vault stays open; a page behind shows nothing until it knows', async ({
  latchkey,
  person,
  shop,
}) => {
  await shop.signUp('ada');
  await person.approve();
  await shop.shown();
  await shop.signOut();
  const behind = await latchkey.open(latchkey.extensionUrl('popup/manager.html'));
  await behind.waitFor('[data-credential]');
  await shop.tab.show();
  await latchkey.killBackground();
  // Playwright tells every page of Chromium's that it is seen.
  if (await behind.evaluate(() => document.visibilityState === 'hidden', undefined)) {
    await behind.waitFor('html[data-unheard]');
    const opacity = () => getComputedStyle(document.body.children[0] as Element).opacity;
    expect(await behind.evaluate(opacity, undefined)).toBe('0');
  }
  await behind.show();
  await behind.waitFor('html:not([data-unheard]) [data-credential]');
  await behind.close();
  expect(await person.vault()).toBe('unlocked');
});
