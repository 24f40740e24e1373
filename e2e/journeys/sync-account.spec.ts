import { accountStorage } from '../harness/account-storage';
import { until } from '../harness/browser';
import { demoPage } from '../harness/demo-page';
import { expect, test } from '../harness/fixtures';
import { personAt } from '../harness/person';
import { newRecoveryKey } from '../harness/recovery';
import { findOthers, joinFrom, syncing } from '../harness/syncing';

/** QUOTA_BYTES and QUOTA_BYTES_PER_ITEM of `storage.sync`. */
const [ROOM, ITEM] = [102_400, 8192];

test("passkeys travel by the browser's own account, within its quotas", async ({
  latchkey,
  another,
  person,
  shop,
  demo,
}) => {
  // Two browsers take twice the time.
  test.slow();
  const key = await newRecoveryKey(latchkey);
  const here = await syncing(latchkey);
  await here.connect(null, key);
  await here.becomes('up-to-date');
  const storage = accountStorage(here.tab);
  // A browser does not say whether anything carries its account's storage to other devices.
  expect(await here.tab.text('.sync-standing')).toMatch(/No other device has been seen/);
  await here.tab.waitFor('.fullness meter');

  await shop.tab.show();
  await shop.signUp('countess');
  await person.approve();
  await shop.shown();
  await until('the passkey in the account', async () => Object.keys(await storage.items()).length >= 3);
  const items = await storage.items();
  for (const [name, value] of Object.entries(items)) {
    expect(name.length + JSON.stringify(value).length).toBeLessThanOrEqual(ITEM);
    expect(`${name} ${value}`).not.toMatch(/localhost|countess/);
  }

  // What the browser's own sync does, for nobody here has an account: the items come to another profile.
  const traveller = personAt(another);
  const welcome = await another.find('popup/welcome.html');
  await welcome.waitFor('html[data-ready]');
  const far = accountStorage(welcome);
  await far.take(items);
  const joining = await findOthers(another, null, key, 'another-9246');
  // Not reached in time, and the vault locks meanwhile: it is unlocked where it is, and then joins.
  await far.drop(Object.keys(items));
  await joining.click('[data-action="join"]');
  await joining.waitFor('[data-view="join"] [role="alert"]', 'visible', 20_000);
  await traveller.lock();
  await joining.show();
  await joining.fill('[data-view="join"] input[name="pin"]', 'another-9246');
  await joining.click('[data-view="join"] [data-action="unlock"]');
  await joining.waitFor('[data-action="join"]');
  await far.take(items);
  await joinFrom(joining);
  await traveller.setPromptSurface('window');
  expect(await traveller.list()).toHaveLength(1);
  const away = await demoPage(await another.open(demo.url));
  await away.signIn();
  await traveller.approve('another-9246');
  expect(await away.shown()).toMatchObject({ account: 'countess', outcome: 'done' });

  const there = await syncing(another);
  await there.now();
  await storage.take(await accountStorage(there.tab).items());
  await here.tab.show();
  await here.now();
  expect(await here.tab.attributes('[data-device]', 'data-device')).toHaveLength(2);
  expect(await here.code()).toBe(await there.code());
  expect(await here.tab.text('.sync-standing')).not.toMatch(/No other device has been seen/);

  await test.step('it proposes a server before there is no room, and says when there is none', async () => {
    await storage.fill(ROOM * 0.85);
    await here.now();
    expect(await here.tab.text('.fullness .bad')).toMatch(/WebDAV/);
    await storage.fill(ROOM - 200);
    await shop.tab.show();
    await shop.signOut();
    await shop.signUp('admiral');
    await person.approve();
    expect(await shop.shown()).toMatchObject({ account: 'admiral', outcome: 'done' });
    await here.tab.show();
    await here.becomes('trouble');
    expect(await here.tab.text('.sync-standing [role="alert"]')).toMatch(/no room left/);
    await storage.empty();
    await here.now();
  });
});
