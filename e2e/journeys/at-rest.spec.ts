import { startCreate, startGetWith } from '../harness/ceremony';
import { demoPage } from '../harness/demo-page';
import { expect, test } from '../harness/fixtures';
import { filesWith, spellings } from '../harness/profile-scan';

test.use({ ownProfile: true });

const USER = 'ada-of-the-tall-lighthouse';
const PLANTED = 'planted-where-the-scan-must-find-it';

test('nothing of a passkey lies in the profile in clear', async ({ latchkey, person, sites }) => {
  const shop = await demoPage(await latchkey.open(`${sites.origin('login.rp.test')}/`));
  await shop.signUp(USER);
  await person.approve();
  const { passkeys } = await shop.shown();
  await shop.signOut();
  await shop.signIn();
  await person.approve();
  await shop.shown();

  // While this waits, an entry in the menu of fields leads to it, which the browser writes down.
  const waiting = await latchkey.open(`${sites.origin('login.rp.test')}/empty`);
  await startGetWith(waiting, { mediation: 'conditional' }, { rpId: 'rp.test' });
  const popup = await latchkey.openToolbarPopup();
  await popup.waitFor('[data-action="sign-in"]');
  await popup.close();

  // Firefox compresses: what was there before would be told as a repetition, so the bytes are others than the text.
  // The positive control goes the way of the vault: an object in a database of the extension's own origin.
  const page = await latchkey.open(latchkey.extensionUrl('popup/popup.html'));
  await page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('control');
        opening.onupgradeneeded = () => opening.result.createObjectStore('control');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('control', 'readwrite', { durability: 'strict' });
          writing
            .objectStore('control')
            .put({ text, bytes: new TextEncoder().encode([...text].reverse().join('')) }, 1);
          writing.oncomplete = () => resolve();
          writing.onerror = () => reject(writing.error);
        };
      }),
    PLANTED,
  );
  await latchkey.close();

  const { profile } = latchkey;
  expect(await filesWith(profile, [Buffer.from([...PLANTED].reverse().join(''))])).not.toEqual([]);
  expect(await filesWith(profile, spellings(PLANTED))).not.toEqual([]);
  expect(passkeys).toHaveLength(1);
  for (const secret of [USER, 'rp.test', 'Harbour'])
    expect(await filesWith(profile, spellings(secret)), secret).toEqual([]);
});

test('a private key that a page cannot know is in no file', async ({ latchkey, person, sites }) => {
  // The key itself never leaves the vault, so what can be looked for is its form: PKCS #8 and the user handle.
  const page = await latchkey.open(`${sites.origin('other.test')}/`);
  const userId = Buffer.from('a user handle that stands out');
  await startCreate(page, { userId: userId.toString('base64url'), userName: USER });
  await person.approve();
  await latchkey.close();
  const p256Pkcs8 = Buffer.from('301306072a8648ce3d020106082a8648ce3d030107', 'hex');
  for (const secret of [userId, p256Pkcs8]) expect(await filesWith(latchkey.profile, [secret])).toEqual([]);
});
