import { PASSWORD, startWebdavServer, USER } from '../../src/background/sync/testing/webdav-server';
import { type Browser, until } from '../harness/browser';
import { makeCertificate } from '../harness/certificate';
import { demoPage } from '../harness/demo-page';
import { expect, test } from '../harness/fixtures';
import { type Person, PIN, personAt } from '../harness/person';
import { newRecoveryKey } from '../harness/recovery';
import { startStable } from '../harness/stable';
import { join, syncing } from '../harness/syncing';
import { firstPlace, type Place, secondPlace } from '../harness/webdav-places';

async function listed(person: Person): Promise<number> {
  return (await person.list()).length;
}

/** Two browsers of different makers, each with a profile of its own, and one server between them. */
async function travels(
  place: Place,
  setting: { person: Person; latchkey: Browser; other: Browser; url: string },
) {
  const { person, latchkey, other, url } = setting;
  const key = await newRecoveryKey(latchkey);
  const here = await syncing(latchkey);
  await here.connect(place, key);
  await here.becomes('up-to-date');

  const shop = await demoPage(await latchkey.open(url));
  await shop.signUp('countess');
  await person.approve();
  expect(await shop.shown()).toMatchObject({ account: 'countess', outcome: 'done' });
  // By itself, without a click.
  await until('the passkey at the server', async () => (await place.stored()).size >= 3);

  const traveller = personAt(other);
  await join(other, place, key, 'another-9246');
  await traveller.setPromptSurface('window');
  const there = await syncing(other);
  await there.becomes('up-to-date');
  expect(await listed(traveller)).toBe(1);

  const away = await demoPage(await other.open(url));
  await away.signIn();
  await traveller.approve('another-9246');
  expect(await away.shown()).toMatchObject({ account: 'countess', outcome: 'done' });

  // A use is a change: both hold the same once both have synced.
  await there.now();
  await here.now();
  expect(await here.code()).toBe(await there.code());
  expect(await here.tab.attributes('[data-device]', 'data-device')).toHaveLength(2);

  const [passkey] = await traveller.list();
  await traveller.delete(passkey?.id ?? '');
  await there.now();
  await here.now();
  expect(await listed(person)).toBe(0);

  const all = Buffer.concat(
    [...(await place.stored())].flatMap(([name, content]) => [Buffer.from(name), content]),
  );
  for (const secret of ['localhost', 'countess', 'Firefox', 'Chrome', passkey?.id ?? '']) {
    expect(all.includes(secret), `the server stores ${secret}`).toBe(false);
  }
}

test('a passkey travels to another browser, signs in there, and is gone where it was deleted', async ({
  person,
  latchkey,
  demo,
  sites,
}) => {
  test.setTimeout(90_000);
  // Each way round over another server, with another kind of authentication.
  const isChromium = latchkey.name === 'chromium';
  const place = await (isChromium ? firstPlace : secondPlace)();
  const stable = startStable(isChromium ? 'firefox' : 'chromium', sites);
  try {
    const other = await stable.take({ ownProfile: true });
    try {
      await travels(place, { person, latchkey, other, url: demo.url });
    } finally {
      await stable.giveBack(other, true);
    }
  } finally {
    await stable.close();
    await place.close();
  }
});

test('each way a server refuses has its words, and sync goes on when it no longer does', async ({
  person,
  latchkey,
  shop,
}) => {
  const server = await startWebdavServer();
  const elsewhere = await startWebdavServer();
  const expired = await startWebdavServer({ tls: makeCertificate(['127.0.0.1'], -1) });
  try {
    server.auth = 'digest';
    const key = await newRecoveryKey(latchkey);
    const page = await syncing(latchkey);
    const complaint = async (url: string, password: string, words: RegExp) => {
      await page.connect({ url, user: USER, password }, key);
      await page.tab.waitFor('form [role="alert"]', 'visible', 20_000);
      expect(await page.tab.text('form [role="alert"]')).toMatch(words);
    };
    await complaint('http://cloud.example/', 'x', /https/);
    await complaint(server.url, 'wrong', /user name or password/);
    await complaint(expired.url, PASSWORD, /certificate/);
    for (const [status, words] of [
      [507, /no room/],
      [403, /does not let this user write/],
      [409, /no such folder/],
      [405, /WebDAV/],
    ] as const) {
      server.refuse = () => status;
      await complaint(server.url, PASSWORD, words);
    }
    server.refuse = null;
    server.redirect = elsewhere.url;
    await complaint(server.url, PASSWORD, /another address/);
    expect(elsewhere.requests).toEqual([]);
    server.redirect = null;

    await page.connect({ url: server.url, user: USER, password: PASSWORD }, key);
    await page.becomes('up-to-date');

    // The disk fills up in the middle; a sign-up is none the worse, and it goes on once there is room.
    server.refuse = (method) => (method === 'PUT' ? 507 : null);
    await shop.tab.show();
    await shop.signUp('ada');
    await person.approve();
    expect(await shop.shown()).toMatchObject({ account: 'ada', outcome: 'done' });
    await page.becomes('trouble');
    server.refuse = null;
    await page.now();
    expect(server.files.size).toBeGreaterThanOrEqual(3);

    // The password was changed at the server, for the same user.
    server.refuse = () => 401;
    await page.tab.click('[data-action="sync-now"]');
    await page.tab.waitFor('[name="webdav-password"]', 'visible', 20_000);
    const user = await page.tab.evaluate(
      (select) => document.querySelector<HTMLInputElement>(select)?.value,
      '[name="webdav-user"]',
    );
    expect(user).toBe(USER);
    server.refuse = null;
    await page.tab.fill('[name="webdav-user"]', '');
    await page.tab.fill('[name="webdav-password"]', PASSWORD);
    await page.tab.click('.webdav-fields [data-action="save"]');
    await page.becomes('up-to-date');
  } finally {
    await server.close();
    await elsewhere.close();
    await expired.close();
  }
});

test('the recovery key of other devices takes a proof as well: an open vault alone lets nothing out', async ({
  person,
  latchkey,
  shop,
}) => {
  test.setTimeout(90_000);
  const server = await startWebdavServer();
  server.auth = 'basic';
  const place = { url: server.url, user: USER, password: PASSWORD };
  try {
    const theirs = await newRecoveryKey(latchkey);
    const first = await syncing(latchkey);
    await first.connect(place, theirs);
    await first.becomes('up-to-date');
    await first.tab.click('[data-action="sync-disconnect"]');
    await first.tab.click('[data-action="sync-disconnect"]');
    await first.becomes('off');
    await first.tab.close();
    const own = await newRecoveryKey(latchkey);
    await shop.tab.show();
    await shop.signUp('ada');
    await person.approve();
    await shop.shown();

    const page = await syncing(latchkey);
    const before = new Map(server.files);
    await page.connect(place, theirs);
    await page.prove('not-the-pin-1');
    await page.tab.waitFor('[data-foreign-key] [role="alert"]');
    await page.tab.click('[data-action="cancel"]');
    expect(new Map(server.files)).toEqual(before);
    // What was typed is still there.
    await page.tab.click('[data-action="sync-connect"]');
    await page.prove(PIN);
    await page.becomes('up-to-date');
    expect(server.files.size).toBeGreaterThan(before.size);

    // From now on it is this vault's own; the one on the other sheet is nobody's.
    await page.tab.click('[data-action="sync-disconnect"]');
    await page.tab.click('[data-action="sync-disconnect"]');
    await page.becomes('off');
    await page.connect(place, own);
    await page.tab.waitFor('.recovery-field [role="alert"]', 'visible', 20_000);
    await page.connect(place, theirs);
    await page.becomes('up-to-date');
  } finally {
    await server.close();
  }
});
